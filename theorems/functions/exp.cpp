#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return value;
}

/// That it lies above its tangents, and that this stays so when multiplied by exp(-x), bounds it on both sides.
std::vector<Axiom> axioms() {
  const Term x = functions::x(), y = functions::y(), one(1), value = of(Op::exp, x);
  const Term quadratic = one + x + Term(Rational(1, 2)) * square(x);
  return {{"exp is positive", 1, {}, positive(value)},
          {"exp(x) >= 1 + x", 1, {}, less_equal(one + x, value)},
          {"exp(a) >= exp(b)*(1 + a - b)", 2, {}, less_equal(of(Op::exp, y) * (one + (x - y)), value)},
          {"exp(a)*(1 - a) <= 1", 1, {}, less_equal(value * (one - x), one)},
          {"exp(a) >= 1 + a + a^2/2 for a >= 0", 1, {}, implies(nonnegative(x), less_equal(quadratic, value))},
          {"exp(a) <= 1 + a + a^2/2 for a <= 0", 1, {}, implies(nonpositive(x), less_equal(value, quadratic))},
          {"exp(0) is 1", 0, {}, equal(of(Op::exp, Term(0)), one)},
          {"e is exp(1)", 0, {}, equal(constant(Op::euler), of(Op::exp, one))},
          {"exp of log", 1, {positive(x)}, equal(of(Op::exp, of(Op::log, x)), x)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::exp(u); },
    .of_real = rounded<mpfr_exp>,
    .of_ball = arb_exp,
};

}  // namespace

constinit const Function exp{
    .latex_before = "\\exp",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::faster,
    .range = Range::positive,
    .parity = Parity::none,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 1); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
