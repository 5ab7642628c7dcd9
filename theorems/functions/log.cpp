#include <cmath>
#include <limits>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

Rational at_rational(const Rational& u) {
  if (u <= 0) throw Undefined("log of a number that is not positive");
  return only_at(u, 1, 0);
}

/// MPFR gives -inf at 0.
void of_real(mpfr_ptr result, mpfr_srcptr u) {
  if (mpfr_zero_p(u) != 0)
    mpfr_set_nan(result);
  else
    mpfr_log(result, u, MPFR_RNDN);
}

void of_ball(arb_ptr result, arb_srcptr u, slong bits) {
  if (arb_is_positive(u) != 0)
    arb_log(result, u, bits);
  else
    arb_indeterminate(result);
}

Term slope(const Term& value) {
  return Term(1) / value.arg(0);
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), y = functions::y(), one(1), value = of(Op::log, x);
  return {
      {"log(x) <= x - 1", 1, {positive(x)}, less_equal(value, x - one)},
      {"x*log(x) >= x - 1", 1, {positive(x)}, less_equal(x - one, x * value)},
      {"y*(log(x) - log(y)) <= x - y", 2, {positive(x), positive(y)}, less_equal(y * (value - of(Op::log, y)), x - y)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return u > 0 ? std::log(u) : undefined; },
    .of_real = of_real,
    .of_ball = of_ball,
};

}  // namespace

constinit const Function log{
    .latex_before = "\\log",
    .latex_after = "",
    .domain = {.low = 0},
    .smoothness = Smoothness::analytic,
    .growth = Growth::faster,
    .range = Range::any,
    .parity = Parity::none,
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
