#pragma once

#include <cstddef>
#include <optional>

#include "integrators/numbers/matrix.hpp"

namespace flowcert::integrators {

/// orth(G) with what is known about its error. Both defects are needed: an orthogonal matrix near the polar factor
/// passes the first test and fails the second.
struct PolarFactor {
  Matrix factor;
  std::size_t rank = 0;
  Real orthogonality_defect;  // ||Z Z^T Z - Z||_F
  Real symmetry_defect;       // ||skew(Z^T G)||_F
  Real smallest_kept;         // lower estimate of the smallest singular value that counts as nonzero
  Real largest_dropped;       // size of what was taken to be zero (0 for full rank)
  Real error_estimate;        // of ||factor - orth(G)||_F, if the rank is right
};

/// The compact polar factor of G: the sum of u_i v_i^T over the nonzero singular values. Singular values at most
/// `rank_tolerance` times the largest one count as zero; by default that is what the working precision cannot tell from
/// zero, max(m, n) 10^(2 - digits). The nonsingular core goes through Newton's iteration X <- (g X + X^-T / g)/2 from G
/// itself (Higham 1986, eqs. 3.1 and 4.6) with guard digits that grow with the condition number, so that G never leaves
/// the iteration. Throws std::domain_error for entries that are not finite.
[[nodiscard]] PolarFactor polar_factor(const Matrix& g, std::optional<Real> rank_tolerance = std::nullopt);

/// The same from the singular value decomposition: the slow cross-check.
[[nodiscard]] Matrix polar_factor_by_singular_values(const Matrix& g, const Real& rank_tolerance);

/// The smoothed orth: G (G^T G + delta^2)^(-1/2), delta > 0, any shape.
[[nodiscard]] Matrix smoothed_polar_factor(const Matrix& g, const Real& delta);

/// Newton-Schulz as Muon's implementations do it: M/||M||_F, then `steps` times x -> a x + b x^3 + c x^5 with
/// a = 3.4445, b = -4.7750, c = 2.0315. The zero matrix stays zero.
[[nodiscard]] Matrix newton_schulz(const Matrix& m, int steps);

}  // namespace flowcert::integrators
