#include "integrators/numbers/singular_values.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

constexpr int guard_digits = 12;
constexpr int max_sweeps = 200;

/// Rows p of the matrix as vectors: the columns of what is decomposed are kept as rows, so that they lie together.
Real row_product(const Matrix& a, std::size_t p, std::size_t q) {
  arb_t sum;
  arb_init(sum);
  arb_approx_dot(sum, nullptr, 0, a.raw(p, 0), 1, a.raw(q, 0), 1, long(a.columns()), working_bits());
  Real result;
  arf_get_mpfr(result.backend().data(), arb_midref(sum), MPFR_RNDN);
  arb_clear(sum);
  return result;
}

/// (row p, row q) <- (c row p - s row q, s row p + c row q)
void rotate_rows(Matrix& a, std::size_t p, std::size_t q, const Real& cosine, const Real& sine) {
  const long bits = working_bits();
  arf_t c, s, x, y;
  arf_init(c), arf_init(s), arf_init(x), arf_init(y);
  arf_set_mpfr(c, cosine.backend().data());
  arf_set_mpfr(s, sine.backend().data());
  for (std::size_t j = 0; j < a.columns(); ++j) {
    arf_ptr u = arb_midref(a.raw(p, j)), v = arb_midref(a.raw(q, j));
    arf_mul(x, c, u, bits, ARF_RND_NEAR);
    arf_submul(x, s, v, bits, ARF_RND_NEAR);
    arf_mul(y, s, u, bits, ARF_RND_NEAR);
    arf_addmul(y, c, v, bits, ARF_RND_NEAR);
    arf_swap(u, x);
    arf_swap(v, y);
  }
  arf_clear(c), arf_clear(s), arf_clear(x), arf_clear(y);
}

void scale_row(Matrix& a, std::size_t p, const Real& factor) {
  for (std::size_t j = 0; j < a.columns(); ++j) a.set(p, j, factor * a(p, j));
}

/// row p -= (row p . b's row k) b's row k
void project_out(Matrix& a, std::size_t p, const Matrix& b, std::size_t k) {
  const long bits = working_bits();
  arb_t product;
  arb_init(product);
  arb_approx_dot(product, nullptr, 0, a.raw(p, 0), 1, b.raw(k, 0), 1, long(a.columns()), bits);
  for (std::size_t j = 0; j < a.columns(); ++j)
    arf_submul(arb_midref(a.raw(p, j)), arb_midref(product), arb_midref(b.raw(k, j)), bits, ARF_RND_NEAR);
  arb_clear(product);
}

/// Replaces the rows of `a` that are marked by unit vectors orthogonal to all others. What is left of a unit vector
/// beside the rows only becomes shorter with every row: one that was too short, or was used, need not be tried again,
/// and among the others one is long enough (the squares of all lengths sum up to the number of rows that are missing).
void complete_rows(Matrix& a, std::vector<bool> missing) {
  std::size_t e = 0;
  for (std::size_t p = 0; p < a.rows(); ++p) {
    if (!missing[p]) continue;
    for (; e < a.columns() && missing[p]; ++e) {
      for (std::size_t j = 0; j < a.columns(); ++j) a.set(p, j, Real(j == e ? 1 : 0));
      for (int pass = 0; pass < 2; ++pass)
        for (std::size_t k = 0; k < a.rows(); ++k)
          if (k != p && !missing[k]) project_out(a, p, a, k);
      const Real norm = sqrt(row_product(a, p, p));
      if (norm * norm * Real(2 * a.columns()) < Real(1)) continue;
      scale_row(a, p, 1 / norm);
      missing[p] = false;
    }
  }
}

/// Rotates until every two rows of `work` are orthogonal; applies the same rotations to the rows of `companion`.
void orthogonalize_rows(Matrix& work, Matrix& companion, const Real& tolerance) {
  const std::size_t n = work.rows();
  for (int sweep = 0; sweep < max_sweeps; ++sweep) {
    bool rotated = false;
    const Real negligible = tolerance * frobenius_norm(work);
    std::vector<Real> squares;
    for (std::size_t p = 0; p < n; ++p) squares.push_back(row_product(work, p, p));
    for (std::size_t p = 0; p + 1 < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        const Real product = row_product(work, p, q);
        const Real sizes = sqrt(squares[p] * squares[q]);
        if (abs(product) <= tolerance * sizes) continue;
        if (squares[p] <= negligible * negligible || squares[q] <= negligible * negligible) continue;
        rotated = true;
        const Real zeta = (squares[q] - squares[p]) / (2 * product);
        const Real tangent = (zeta >= 0 ? Real(1) : Real(-1)) / (abs(zeta) + sqrt(1 + zeta * zeta));
        const Real cosine = 1 / sqrt(1 + tangent * tangent);
        rotate_rows(work, p, q, cosine, cosine * tangent);
        rotate_rows(companion, p, q, cosine, cosine * tangent);
        squares[p] = row_product(work, p, p);
        squares[q] = row_product(work, q, q);
      }
    if (!rotated) return;
  }
  throw std::domain_error("Jacobi rotations did not converge");
}

Matrix rows_in_order(const Matrix& a, const std::vector<std::size_t>& order) {
  Matrix result(a.rows(), a.columns());
  for (std::size_t p = 0; p < a.rows(); ++p)
    for (std::size_t j = 0; j < a.columns(); ++j) arb_set(result.raw(p, j), a.raw(order[p], j));
  return result;
}

}  // namespace

SingularValues singular_values(const Matrix& a) {
  if (!all_finite(a)) throw std::domain_error("a matrix with entries that are not finite has no singular values");
  if (a.rows() < a.columns()) {
    SingularValues flipped = singular_values(transpose(a));
    return {std::move(flipped.right), std::move(flipped.values), std::move(flipped.left)};
  }
  const Real tolerance = pow(Real(10), -working_digits() - 2);
  const ScopedDigits guard(working_digits() + guard_digits);
  const std::size_t n = a.columns();
  Matrix work = transpose(a), companion = Matrix::identity(n);
  if (n > 0) orthogonalize_rows(work, companion, tolerance);
  std::vector<Real> norms;
  for (std::size_t p = 0; p < n; ++p) norms.push_back(sqrt(row_product(work, p, p)));
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t p, std::size_t q) { return norms[p] > norms[q]; });
  work = rows_in_order(work, order);
  companion = rows_in_order(companion, order);
  SingularValues result;
  std::vector<bool> missing(n, false);
  for (std::size_t p = 0; p < n; ++p) {
    result.values.push_back(norms[order[p]]);
    missing[p] = result.values[p] <= tolerance * result.values[0];
    if (!missing[p]) scale_row(work, p, 1 / result.values[p]);
  }
  complete_rows(work, missing);
  result.left = transpose(work);
  result.right = transpose(companion);
  return result;
}

Matrix square_root(const Matrix& a) {
  if (a.rows() != a.columns()) throw std::domain_error("the square root of a matrix that is not square");
  if (a.empty()) return a;
  const Real tolerance = Real(10 * a.rows()) * pow(Real(10), -working_digits() + 2);
  const ScopedDigits guard(working_digits() + guard_digits);
  const Real size = max_norm(a);
  if (max_norm(skew_part(a)) > tolerance * size)
    throw std::domain_error("the square root of a matrix that is not symmetric");
  const SingularValues parts = singular_values(symmetric_part(a));
  Matrix scaled = parts.right;
  for (std::size_t k = 0; k < a.rows(); ++k) {
    // For a symmetric matrix left = +-right; a minus sign is a negative eigenvalue.
    Real alignment = 0;
    for (std::size_t i = 0; i < a.rows(); ++i) alignment += parts.left(i, k) * parts.right(i, k);
    if (alignment < 0 && parts.values[k] > tolerance * size)
      throw std::domain_error("the square root of a matrix that is not positive semidefinite");
    const Real root = sqrt(parts.values[k]);
    for (std::size_t i = 0; i < a.rows(); ++i) scaled.set(i, k, root * parts.right(i, k));
  }
  return symmetric_part(scaled * transpose(parts.right));
}

RangeBasis range_basis(const Matrix& a, const Real& tolerance) {
  Matrix work = transpose(a);
  const std::size_t n = work.rows(), limit = std::min(a.rows(), a.columns());
  std::vector<Real> squares;
  for (std::size_t p = 0; p < n; ++p) squares.push_back(work.columns() == 0 ? Real(0) : row_product(work, p, p));
  RangeBasis result;
  result.dropped = 0;
  Matrix basis(limit, a.rows());
  std::size_t rank = 0;
  for (; rank < limit; ++rank) {
    const std::size_t best = std::size_t(std::max_element(squares.begin(), squares.end()) - squares.begin());
    for (std::size_t k = 0; k < rank; ++k) project_out(work, best, basis, k);
    const Real norm = sqrt(row_product(work, best, best));
    if (norm == 0 || (rank > 0 && norm <= tolerance * result.pivots[0])) {
      result.dropped = norm;
      break;
    }
    for (std::size_t j = 0; j < a.rows(); ++j) basis.set(rank, j, work(best, j) / norm);
    result.pivots.push_back(norm);
    squares[best] = 0;
    for (std::size_t p = 0; p < n; ++p) {
      if (squares[p] == 0) continue;
      project_out(work, p, basis, rank);
      squares[p] = row_product(work, p, p);
    }
  }
  result.basis = Matrix(a.rows(), rank);
  for (std::size_t k = 0; k < rank; ++k)
    for (std::size_t j = 0; j < a.rows(); ++j) arb_set(result.basis.raw(j, k), basis.raw(k, j));
  return result;
}

Matrix orthonormal_complement(const Matrix& basis) {
  const std::size_t n = basis.rows(), given = basis.columns();
  if (given >= n) return {n, 0};
  Matrix rows(n, n);
  std::vector<bool> missing(n, true);
  for (std::size_t k = 0; k < given; ++k) {
    for (std::size_t j = 0; j < n; ++j) arb_set(rows.raw(k, j), basis.raw(j, k));
    missing[k] = false;
  }
  complete_rows(rows, missing);
  return columns_of(transpose(rows), given, n - given);
}

}  // namespace flowcert::integrators
