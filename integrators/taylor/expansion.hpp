#pragma once

#include <cstddef>
#include <vector>

#include "integrators/numbers/real.hpp"
#include "integrators/taylor/taylor_field.hpp"

namespace flowcert::integrators {

/// The order that costs least at a tolerance of 10^-digits: ceil(ln(10^digits)/2 + 1) (Jorba & Zou 2005, section 3.2).
[[nodiscard]] std::size_t taylor_order(int digits);

/// The solution's Taylor polynomial at a point, and how far it may be trusted.
struct Expansion {
  bool defined = false;  // false: the field or one of its derivatives is undefined here, and nothing below is set
  std::vector<std::vector<Real>> coefficients;  // [state][order]
  /// log2 of the step: the largest h with |x_m| h^m <= 10^-digits times the component's size over the step, for the
  /// last two orders m (Jorba & Zou 2005, eq. 3-8, with the tolerance kept explicit). +infinity for a polynomial
  /// solution. At that step the terms fall by about e^-2 each, so the truncation error is estimated as 10^-digits of
  /// each component's size over the step. It is an estimate: `accept_step` tests it.
  double log2_step = 0;
};

[[nodiscard]] Expansion expand(const TaylorField& field, const std::vector<Real>& x, const Real& t, std::size_t order,
                               int digits);

/// The polynomial's values at s after the expansion point.
[[nodiscard]] std::vector<Real> advance(const Expansion& expansion, const Real& s);

/// The sum of |c_j| s^j: the size of a component over the step, and what its rounding errors scale with.
[[nodiscard]] Real size_over(const std::vector<Real>& coefficients, const Real& s);

/// Whether the polynomial satisfies the differential equation over the whole step, to the tolerance. Its defect is
/// p'(u) - f(p(u)); the polynomial was made so that all Taylor coefficients of the defect up to the last but one
/// vanish, hence by Taylor's theorem it is the coefficient of the last order of f(p), somewhere on the step, times
/// u^order: enclosed in balls over the step, so that nothing narrow between its ends is missed. (Rounding of the
/// polynomial's coefficients is left out: it is far below the tolerance.)
[[nodiscard]] bool accept_step(const TaylorField& field, const Expansion& expansion, const Real& t, const Real& s,
                               int digits);

}  // namespace flowcert::integrators
