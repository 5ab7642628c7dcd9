#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return Term(1) / (Term(1) + square(value.arg(0)));
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::atan, x), right_angle = constant(Op::pi) / Term(2),
             root = of(Op::sqrt, Term(1) + square(x));
  return {{"sin of atan", 1, {}, equal(of(Op::sin, value), x / root)},
          {"cos of atan", 1, {}, equal(of(Op::cos, value), Term(1) / root)},
          {"atan is below pi/2", 1, {}, less(value, right_angle)},
          {"atan is above -pi/2", 1, {}, less(-right_angle, value)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::atan(u); },
    .of_real = rounded<mpfr_atan>,
    .of_ball = arb_atan,
};

}  // namespace

constinit const Function atan{
    .latex_before = "\\arctan",
    .latex_after = "",
    .domain = everywhere,
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
    .at_rational = [](const Rational& u) { return only_at(u, 0, 0); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
