#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

double of_double(double u) {
  if (std::isnan(u)) return u;
  return u > 0 ? 1 : (u < 0 ? -1 : 0);
}

void of_real(mpfr_ptr result, mpfr_srcptr u) {
  if (mpfr_nan_p(u) != 0)
    mpfr_set_nan(result);
  else
    mpfr_set_si(result, mpfr_sgn(u), MPFR_RNDN);
}

std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::sign, x);
  return {{"sign of something positive", 1, {positive(x)}, equal(value, Term(1))},
          {"sign of something negative", 1, {negative(x)}, equal(value, Term(-1))},
          {"sign of zero", 1, {equal(x, Term(0))}, equal(value, Term(0))}};
}

constexpr Evaluation evaluation{
    .of_double = of_double,
    .of_real = of_real,
    .of_ball = [](arb_ptr result, arb_srcptr u, slong /*bits*/) { arb_sgn(result, u); },
};

}  // namespace

constinit const Function sign{
    .latex_before = "\\operatorname{sign}",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::jump_at_0,
    .growth = Growth::bounded,
    .range = Range::sign_of_argument,
    .parity = Parity::odd,
    .increasing = false,
    .whole = true,
    .folds = true,
    .entrywise = true,
    .slope = nullptr,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return Rational(u > 0 ? 1 : (u < 0 ? -1 : 0)); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
