#include <cmath>
#include <limits>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

Rational at_rational(const Rational& u) {
  if (u <= -1 || u >= 1) throw Undefined("atanh of a number outside (-1, 1)");
  return only_at(u, 0, 0);
}

Term slope(const Term& value) {
  return Term(1) / (Term(1) - square(value.arg(0)));
}

Term by_others(const Term& u) {
  return of(Op::log, (Term(1) + u) / (Term(1) - u)) / Term(2);
}

/// MPFR gives infinities at -1 and 1.
void of_real(mpfr_ptr result, mpfr_srcptr u) {
  mpfr_atanh(result, u, MPFR_RNDN);
  if (mpfr_inf_p(result) != 0) mpfr_set_nan(result);
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return u > -1 && u < 1 ? std::atanh(u) : undefined; },
    .of_real = of_real,
    .of_ball = arb_atanh,
};

}  // namespace

constinit const Function atanh{
    .latex_before = "\\operatorname{artanh}",
    .latex_after = "",
    .domain = {.low = -1, .high = 1},
    .smoothness = Smoothness::analytic,
    .growth = Growth::faster,
    .range = Range::sign_of_argument,
    .parity = Parity::odd,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = by_others,
    .axioms = no_axioms,
    .at_rational = at_rational,
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
