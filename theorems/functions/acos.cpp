#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Rational at_rational(const Rational& u) {
  if (u < -1 || u > 1) throw Undefined("acos of a number outside [-1, 1]");
  return only_at(u, 1, 0);
}

Term slope(const Term& value) {
  return Term(-1) / of(Op::sqrt, Term(1) - square(value.arg(0)));
}

Term by_others(const Term& u) {
  return constant(Op::pi) / Term(2) - of(Op::asin, u);
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::acos(u); },
    .of_real = rounded<mpfr_acos>,
    .of_ball = arb_acos,
};

}  // namespace

constinit const Function acos{
    .latex_before = "\\arccos",
    .latex_after = "",
    .domain = {.low = -1, .high = 1, .with_ends = true},
    .smoothness = Smoothness::analytic,
    .growth = Growth::bounded,
    .range = Range::not_negative,
    .parity = Parity::none,
    .increasing = false,
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
