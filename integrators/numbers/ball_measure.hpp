#pragma once

#include <limits>

#include "integrators/numbers/ball.hpp"

namespace flowcert::integrators {

/// log10 of a bound on |value|, to about double accuracy; -infinity for zero. For messages and decisions of scale only.
[[nodiscard]] inline double log10_of(const Ball& value) {
  mag_t bound;
  mag_init(bound);
  arb_get_mag(bound, value.raw());
  constexpr double log10_of_2 = 0.30102999566398120;
  const double result = log2_of_magnitude(bound) * log10_of_2;
  mag_clear(bound);
  return result;
}

/// log2 of an upper bound for |value|: -infinity for 0, +infinity if unbounded. Only to choose sizes.
[[nodiscard]] inline double log2_upper(const Ball& value) {
  if (!value.finite()) return std::numeric_limits<double>::infinity();
  if (value.exactly_zero()) return -std::numeric_limits<double>::infinity();
  mag_t bound;
  mag_init(bound);
  arb_get_mag(bound, value.raw());
  const double result = log2_of_magnitude(bound);
  mag_clear(bound);
  return result;
}

/// The midpoint as the rational number it is. The ball must be finite.
[[nodiscard]] inline Rational dyadic_midpoint(const Ball& value) {
  fmpq_t q;
  fmpq_init(q);
  arf_get_fmpq(q, arb_midref(value.raw()));
  Rational result;
  fmpq_get_mpq(result.backend().data(), q);
  fmpq_clear(q);
  return result;
}

}  // namespace flowcert::integrators
