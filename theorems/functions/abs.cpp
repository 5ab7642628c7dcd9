#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

/// The hull of 0 and the end that is farther from it, where both signs occur: Arb's own would forget the end at 0.
void of_ball(arb_ptr result, arb_srcptr u, slong bits) {
  if (arb_is_nonnegative(u) != 0) return arb_set(result, u);
  if (arb_is_nonpositive(u) != 0) return arb_neg(result, u);
  if (arb_is_finite(u) == 0) return arb_indeterminate(result);
  arf_t most;
  arb_t zero;
  arf_init(most);
  arb_init(zero);
  arb_get_abs_ubound_arf(most, u, bits);
  arb_set_arf(result, most);
  arb_union(result, zero, result, bits);
  arb_clear(zero);
  arf_clear(most);
}

Term slope(const Term& value) {
  return of(Op::sign, value.arg(0));
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::abs, x);
  return {{"abs of something not negative", 1, {nonnegative(x)}, equal(value, x)},
          {"abs of something not positive", 1, {nonpositive(x)}, equal(value, -x)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::abs(u); },
    .of_real = [](mpfr_ptr result, mpfr_srcptr u) { mpfr_abs(result, u, MPFR_RNDN); },
    .of_ball = of_ball,
};

}  // namespace

constinit const Function abs{
    .latex_before = "\\lvert ",
    .latex_after = " \\rvert",
    .domain = everywhere,
    .smoothness = Smoothness::kink_at_0,
    .growth = Growth::linear,
    .range = Range::not_negative,
    .parity = Parity::even,
    .increasing = false,
    .whole = false,
    .folds = true,
    .entrywise = true,
    .slope = slope,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return u < 0 ? Rational(-u) : u; },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
