#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Rational at_rational(const Rational& u) {
  if (u < -1 || u > 1) throw Undefined("asin of a number outside [-1, 1]");
  return only_at(u, 0, 0);
}

Term slope(const Term& value) {
  return Term(1) / of(Op::sqrt, Term(1) - square(value.arg(0)));
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::asin, x), right_angle = constant(Op::pi) / Term(2);
  const std::vector<Term> within_one{less_equal(x, Term(1)), relation(Op::greater_equal, x, Term(-1))};
  return {{"sin of asin", 1, within_one, equal(of(Op::sin, value), x)},
          {"cos of asin", 1, within_one, equal(of(Op::cos, value), of(Op::sqrt, Term(1) - square(x)))},
          {"asin is at most pi/2", 1, within_one, less_equal(value, right_angle)},
          {"asin is at least -pi/2", 1, within_one, less_equal(-right_angle, value)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::asin(u); },
    .of_real = rounded<mpfr_asin>,
    .of_ball = arb_asin,
};

}  // namespace

constinit const Function asin{
    .latex_before = "\\arcsin",
    .latex_after = "",
    .domain = {.low = -1, .high = 1, .with_ends = true},
    .smoothness = Smoothness::analytic,
    .growth = Growth::bounded,
    .range = Range::sign_of_argument,
    .parity = Parity::odd,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = at_rational,
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
