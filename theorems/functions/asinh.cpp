#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return Term(1) / of(Op::sqrt, Term(1) + square(value.arg(0)));
}

Term by_others(const Term& u) {
  return of(Op::log, u + of(Op::sqrt, square(u) + Term(1)));
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::asinh(u); },
    .of_real = rounded<mpfr_asinh>,
    .of_ball = arb_asinh,
};

}  // namespace

constinit const Function asinh{
    .latex_before = "\\operatorname{arsinh}",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::linear,
    .range = Range::sign_of_argument,
    .parity = Parity::odd,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = by_others,
    .axioms = no_axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 0); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
