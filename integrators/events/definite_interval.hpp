#pragma once

#include <optional>
#include <vector>

#include "integrators/numbers/matrix.hpp"

namespace flowcert::integrators {

using MatrixPolynomial = std::vector<Matrix>;

/// The first place in (0, length] found where the symmetric part of one of the square matrix polynomials is not
/// positive definite, or nothing. As long as the symmetric part is positive definite the matrix has no singular value
/// 0, so nothing vanishes before the place returned; it is the last place known to be definite, found by bisection to
/// `resolution`, and at least `resolution`. Heuristic in one respect: the interval is sampled at `samples` points, and
/// a loss that is regained between two of them goes unseen.
[[nodiscard]] std::optional<Real> first_indefinite(const std::vector<MatrixPolynomial>& polynomials, const Real& length,
                                                   const Real& resolution, int samples);

}  // namespace flowcert::integrators
