#pragma once

#include <vector>

#include "integrators/numbers/matrix.hpp"

namespace flowcert::integrators {

/// a = left diag(values) right^T with k = min(rows, columns) values in descending order; left and right have k
/// orthonormal columns each (also where a value is zero).
struct SingularValues {
  Matrix left;
  std::vector<Real> values;
  Matrix right;
};

/// The singular value decomposition by one-sided Jacobi rotations (Hestenes 1958) at the working precision with guard
/// digits: slow, short, and independent of the Newton iteration for the polar factor. Columns smaller than the working
/// precision relative to the whole are noise; they count as singular directions but are not rotated further.
/// Throws std::domain_error for entries that are not finite.
[[nodiscard]] SingularValues singular_values(const Matrix& a);

/// The positive semidefinite square root of a symmetric positive semidefinite matrix; throws std::domain_error when `a`
/// is not one, up to the working precision.
[[nodiscard]] Matrix square_root(const Matrix& a);

/// An orthonormal basis of the columns' span, by Gram-Schmidt with column pivoting and each projection done twice.
/// Columns whose remainder is at most tolerance times the largest column are taken to lie in the span.
struct RangeBasis {
  Matrix basis;              // rows x rank
  std::vector<Real> pivots;  // norms of the remainders when chosen, descending up to rounding
  Real dropped;              // norm of the largest remainder that was taken to be zero
};
[[nodiscard]] RangeBasis range_basis(const Matrix& a, const Real& tolerance);

/// Orthonormal columns that complete the orthonormal columns of `basis` (n x k) to a basis of n-space.
[[nodiscard]] Matrix orthonormal_complement(const Matrix& basis);

}  // namespace flowcert::integrators
