#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return of(Op::cos, value.arg(0));
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), y = functions::y(), half(Rational(1, 2)), pi = constant(Op::pi), sin = of(Op::sin, x),
             cos = of(Op::cos, x);
  return {{"sin(a) <= a for a >= 0", 1, {}, implies(nonnegative(x), less_equal(sin, x))},
          {"sin(a) >= a for a <= 0", 1, {}, implies(nonpositive(x), less_equal(x, sin))},
          {"sin^2 <= 1", 1, {}, less_equal(square(sin), Term(1))},
          {"sin^2 + cos^2", 1, {}, equal(square(sin), Term(1) - square(cos))},
          {"sin of a sum", 2, {}, equal(of(Op::sin, x + y), sin * of(Op::cos, y) + cos * of(Op::sin, y))},
          {"sin(0)", 0, {}, equal(of(Op::sin, Term(0)), Term(0))},
          {"sin(pi/6)", 0, {}, equal(of(Op::sin, pi / Term(6)), half)},
          {"sin(pi/4)", 0, {}, equal(of(Op::sin, pi / Term(4)), of(Op::sqrt, Term(2)) / Term(2))},
          {"sin(pi/2)", 0, {}, equal(of(Op::sin, pi / Term(2)), Term(1))}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::sin(u); },
    .of_real = periodic<mpfr_sin>,
    .of_ball = arb_sin,
};

}  // namespace

constinit const Function sin{
    .latex_before = "\\sin",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::bounded,
    .range = Range::any,
    .parity = Parity::odd,
    .increasing = false,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 0); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
