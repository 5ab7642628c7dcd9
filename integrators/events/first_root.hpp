#pragma once

#include <optional>
#include <vector>

#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// The first place in (0, length] where the polynomial changes sign or comes within `noise_digits` digits (relative to
/// the sum of its terms' sizes) of touching 0; located to the working precision. The value at 0 must not be 0.
/// Subdivision with the centred form: |c_0| > sum |c_j| r^j excludes a root, |c_1| > sum j |c_j| r^(j-1) makes it
/// unique.
struct PolynomialRoot {
  Real at;
  bool touches = false;  // no change of sign was established
};
[[nodiscard]] std::optional<PolynomialRoot> first_root(const std::vector<Real>& polynomial, const Real& length,
                                                       int noise_digits);

}  // namespace flowcert::integrators
