#pragma once

// Arb declares what takes MPFR's numbers only after MPFR's header.
#include <arb.h>
#include <mpfr.h>

namespace flowcert::theorems {

/// A function computed in the three kinds of number, by libraries.
struct Evaluation {
  /// NaN where it is undefined.
  double (*of_double)(double);
  /// Rounded to the result's precision; NaN where it is undefined.
  void (*of_real)(mpfr_ptr result, mpfr_srcptr argument);
  /// Contains the values at all points of the argument; the indeterminate ball unless it is defined at all of them.
  void (*of_ball)(arb_ptr result, arb_srcptr argument, slong bits);
};

/// MPFR's function, rounded to nearest.
template <int (*compute)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)>
void rounded(mpfr_ptr result, mpfr_srcptr argument) {
  compute(result, argument, MPFR_RNDN);
}

/// The same for functions that repeat themselves: MPFR reduces their argument exactly, with memory and time
/// proportional to its exponent. NaN beyond what leaves the value some digits.
template <int (*compute)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)>
void periodic(mpfr_ptr result, mpfr_srcptr argument) {
  const bool reducible = mpfr_regular_p(argument) == 0 || mpfr_get_exp(argument) <= 2 * mpfr_get_prec(result) + 1024;
  if (reducible)
    compute(result, argument, MPFR_RNDN);
  else
    mpfr_set_nan(result);
}

}  // namespace flowcert::theorems
