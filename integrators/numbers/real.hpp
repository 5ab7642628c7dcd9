#pragma once

#include <boost/multiprecision/mpfr.hpp>

#include "theorems/terms/rational.hpp"

namespace flowcert::integrators {

using theorems::Integer;
using theorems::Rational;

/// An estimate: a floating-point number with the working precision (precision.hpp). Says nothing about its own error.
using Real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>, boost::multiprecision::et_off>;

/// Nearest Real at the working precision.
[[nodiscard]] inline Real to_real(const Rational& value) {
  Real result;
  mpfr_set_q(result.backend().data(), value.backend().data(), MPFR_RNDN);
  return result;
}

}  // namespace flowcert::integrators
