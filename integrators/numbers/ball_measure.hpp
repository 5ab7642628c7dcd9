#pragma once

#include <limits>
#include <stdexcept>

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

/// A dyadic number with a larger exponent than this is not written out as a rational: thousands of them (the times of a
/// path and those between them) would fill the memory.
constexpr long most_binary_places = 20'000;

/// The midpoint as the rational number it is. The ball must be finite. Throws std::invalid_argument for a number that
/// has too many binary places to be written out.
[[nodiscard]] inline Rational dyadic_midpoint(const Ball& value) {
  arf_srcptr middle = arb_midref(value.raw());
  const bool short_enough =
      arf_is_zero(middle) != 0 || (arf_is_finite(middle) != 0 && arf_cmpabs_2exp_si(middle, most_binary_places) < 0 &&
                                   arf_cmpabs_2exp_si(middle, -most_binary_places) > 0);
  if (!short_enough) throw std::invalid_argument("a number with too many binary places");
  fmpq_t q;
  fmpq_init(q);
  arf_get_fmpq(q, middle);
  Rational result;
  fmpq_get_mpq(result.backend().data(), q);
  fmpq_clear(q);
  return result;
}

/// The estimate as the rational number it is, with the same limit.
[[nodiscard]] inline Rational dyadic_value(const Real& value) {
  return dyadic_midpoint(Ball::exactly(value));
}

}  // namespace flowcert::integrators
