#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Rational at_rational(const Rational& u) {
  if (u < 1) throw Undefined("acosh of a number below 1");
  return only_at(u, 1, 0);
}

Term slope(const Term& value) {
  return Term(1) / of(Op::sqrt, square(value.arg(0)) - Term(1));
}

Term by_others(const Term& u) {
  return of(Op::log, u + of(Op::sqrt, square(u) - Term(1)));
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::acosh(u); },
    .of_real = rounded<mpfr_acosh>,
    .of_ball = arb_acosh,
};

}  // namespace

constinit const Function acosh{
    .latex_before = "\\operatorname{arcosh}",
    .latex_after = "",
    .domain = {.low = 1, .with_ends = true},
    .smoothness = Smoothness::analytic,
    .growth = Growth::linear,
    .range = Range::not_negative,
    .parity = Parity::none,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = by_others,
    .axioms = no_axioms,
    .at_rational = at_rational,
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
