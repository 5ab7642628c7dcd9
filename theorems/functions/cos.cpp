#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return -of(Op::sin, value.arg(0));
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), y = functions::y(), half(Rational(1, 2)), pi = constant(Op::pi), sin = of(Op::sin, x),
             cos = of(Op::cos, x);
  return {{"cos(a) >= 1 - a^2/2", 1, {}, less_equal(Term(1) - half * square(x), cos)},
          {"cos^2 <= 1", 1, {}, less_equal(square(cos), Term(1))},
          {"cos of a sum", 2, {}, equal(of(Op::cos, x + y), cos * of(Op::cos, y) - sin * of(Op::sin, y))},
          {"cos(0)", 0, {}, equal(of(Op::cos, Term(0)), Term(1))},
          {"cos(pi/6)", 0, {}, equal(of(Op::cos, pi / Term(6)), of(Op::sqrt, Term(3)) / Term(2))},
          {"cos(pi/4)", 0, {}, equal(of(Op::cos, pi / Term(4)), of(Op::sqrt, Term(2)) / Term(2))},
          {"cos(pi/2)", 0, {}, equal(of(Op::cos, pi / Term(2)), Term(0))}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::cos(u); },
    .of_real = periodic<mpfr_cos>,
    .of_ball = arb_cos,
};

}  // namespace

constinit const Function cos{
    .latex_before = "\\cos",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::bounded,
    .range = Range::any,
    .parity = Parity::even,
    .increasing = false,
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
