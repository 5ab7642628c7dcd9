#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

void of_ball(arb_ptr result, arb_srcptr u, slong bits) {
  if (arb_is_nonnegative(u) != 0)
    arb_sqrt(result, u, bits);
  else
    arb_indeterminate(result);
}

Term slope(const Term& value) {
  return Term(1) / (Term(2) * value);
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), y = functions::y(), value = of(Op::sqrt, x);
  return {{"square of a root", 1, {nonnegative(x)}, equal(square(value), x)},
          {"a root is not negative", 1, {nonnegative(x)}, nonnegative(value)},
          {"a root of something positive", 1, {positive(x)}, positive(value)},
          {"the root that is not negative", 2, {nonnegative(y), equal(square(y), x)}, equal(value, y)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::sqrt(u); },
    .of_real = rounded<mpfr_sqrt>,
    .of_ball = of_ball,
};

}  // namespace

constinit const Function sqrt{
    .latex_before = "\\sqrt{",
    .latex_after = "}",
    .domain = {.low = 0, .with_ends = true},
    .smoothness = Smoothness::analytic,
    .growth = Growth::linear,
    .range = Range::sign_of_argument,
    .parity = Parity::none,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return exact_root(u, 2); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
