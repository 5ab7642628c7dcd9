#pragma once

#include <vector>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::integrators {

/// c[0] + c[1] s + ... at a point or small ball s; contains the exact value (Horner).
[[nodiscard]] Ball polynomial_value(const std::vector<Ball>& coefficients, const Ball& s);

/// Contains the polynomial's values for every s in [low, high]: the Taylor shift to the middle, then the centred form
/// c_0 + sum c_j [-r, r]^j, which loses far less than Horner's scheme on a wide ball.
[[nodiscard]] Ball polynomial_range(const std::vector<Ball>& coefficients, const Rational& low, const Rational& high);

}  // namespace flowcert::integrators
