#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return of(Op::sinh, value.arg(0));
}

Term by_others(const Term& u) {
  return (of(Op::exp, u) + of(Op::exp, -u)) / Term(2);
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::cosh(u); },
    .of_real = rounded<mpfr_cosh>,
    .of_ball = arb_cosh,
};

}  // namespace

constinit const Function cosh{
    .latex_before = "\\cosh",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::faster,
    .range = Range::positive,
    .parity = Parity::even,
    .increasing = false,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = by_others,
    .axioms = no_axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 1); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
