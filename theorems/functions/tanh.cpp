#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return Term(1) - square(value);
}

Term by_others(const Term& u) {
  const Term up = of(Op::exp, u), down = of(Op::exp, -u);
  return (up - down) / (up + down);
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::tanh(u); },
    .of_real = rounded<mpfr_tanh>,
    .of_ball = arb_tanh,
};

}  // namespace

constinit const Function tanh{
    .latex_before = "\\tanh",
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
    .by_others = by_others,
    .axioms = no_axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 0); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
