#pragma once

#include <vector>

#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// c[0] + c[1] s + c[2] s^2 + ...; 0 for no coefficients (Horner).
[[nodiscard]] Real polynomial_value(const std::vector<Real>& coefficients, const Real& s);
[[nodiscard]] Real polynomial_derivative(const std::vector<Real>& coefficients, const Real& s);

/// log2 |value|: -infinity for 0, NaN for NaN. Only to choose sizes.
[[nodiscard]] double log2_magnitude(const Real& value);
/// 2^exponent with a mantissa of 53 bits, for any exponent that MPFR holds.
[[nodiscard]] Real power_of_two(double exponent);
[[nodiscard]] bool is_finite(const Real& value);

}  // namespace flowcert::integrators
