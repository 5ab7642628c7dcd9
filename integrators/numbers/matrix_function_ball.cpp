#include "integrators/numbers/matrix_function_ball.hpp"

#include <optional>
#include <stdexcept>
#include <vector>

#include "integrators/numbers/matrix.hpp"
#include "integrators/numbers/polar.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/singular_values.hpp"

namespace flowcert::integrators {

namespace {

using theorems::MatrixFunction;

/// A matrix of balls. The class Matrix uses only midpoints, and its entries are exact points for the operations here.
class BallMatrix {
 public:
  BallMatrix(std::size_t rows, std::size_t columns) { arb_mat_init(value_, long(rows), long(columns)); }
  explicit BallMatrix(const Matrix& points) : BallMatrix(points.rows(), points.columns()) {
    arb_mat_get_mid(value_, points.raw());
  }
  BallMatrix(const BallMatrix& other) : BallMatrix(other.rows(), other.columns()) { arb_mat_set(value_, other.value_); }
  BallMatrix& operator=(const BallMatrix&) = delete;
  ~BallMatrix() { arb_mat_clear(value_); }

  [[nodiscard]] std::size_t rows() const { return std::size_t(arb_mat_nrows(value_)); }
  [[nodiscard]] std::size_t columns() const { return std::size_t(arb_mat_ncols(value_)); }
  [[nodiscard]] arb_mat_struct* raw() { return value_; }
  [[nodiscard]] const arb_mat_struct* raw() const { return value_; }
  [[nodiscard]] arb_ptr raw(std::size_t i, std::size_t j) { return arb_mat_entry(value_, long(i), long(j)); }
  [[nodiscard]] arb_srcptr raw(std::size_t i, std::size_t j) const { return arb_mat_entry(value_, long(i), long(j)); }
  [[nodiscard]] Matrix midpoint() const {
    Matrix result(rows(), columns());
    arb_mat_get_mid(result.raw(), value_);
    return result;
  }

 private:
  arb_mat_t value_;
};

BallMatrix operator*(const BallMatrix& a, const BallMatrix& b) {
  BallMatrix result(a.rows(), b.columns());
  arb_mat_mul(result.raw(), a.raw(), b.raw(), working_bits());
  return result;
}

BallMatrix operator-(const BallMatrix& a, const BallMatrix& b) {
  BallMatrix result(a.rows(), a.columns());
  arb_mat_sub(result.raw(), a.raw(), b.raw(), working_bits());
  return result;
}

BallMatrix transposed(const BallMatrix& a) {
  BallMatrix result(a.columns(), a.rows());
  arb_mat_transpose(result.raw(), a.raw());
  return result;
}

BallMatrix identity(std::size_t n) {
  BallMatrix result(n, n);
  arb_mat_one(result.raw());
  return result;
}

Ball norm(const BallMatrix& a) {
  Ball result;
  arb_mat_frobenius_norm(result.raw(), a.raw(), working_bits());
  return result;
}

/// [value - radius, value + radius]
Ball around(const Ball& value, const Ball& radius) {
  return Ball::hull(value - radius, value + radius);
}

/// A matrix within `radius` of the points, in the Frobenius norm.
struct Enclosure {
  Matrix points;
  Ball radius;
};

/// All singular values, descending. With A ~ U S V^T from the floating-point decomposition: Weyl's inequality bounds
/// |sigma_k(A) - sigma_k(U S V^T)| by ||A - U S V^T||, and Ostrowski's gives sigma_k(U S V^T) between s_k times the
/// least and s_k times the largest singular values of U and V, whose squares lie within ||U^T U - I|| of 1.
std::vector<Ball> singular_value_balls(const BallMatrix& a) {
  const SingularValues parts = singular_values(a.midpoint());
  const std::size_t n = parts.values.size();
  const BallMatrix left(parts.left), right(parts.right);
  BallMatrix scaled(left);
  std::vector<Ball> values;
  for (std::size_t k = 0; k < n; ++k) {
    values.push_back(Ball::exactly(parts.values[k]));
    for (std::size_t i = 0; i < scaled.rows(); ++i)
      arb_mul(scaled.raw(i, k), scaled.raw(i, k), values[k].raw(), working_bits());
  }
  const Ball residual = norm(a - scaled * transposed(right));
  const Ball left_defect = norm(transposed(left) * left - identity(n));
  const Ball right_defect = norm(transposed(right) * right - identity(n));
  const Ball low = sqrt((Ball(1) - left_defect) * (Ball(1) - right_defect));
  const Ball high = sqrt((Ball(1) + left_defect) * (Ball(1) + right_defect));
  for (Ball& value : values) value = max(around(Ball::hull(value * low, value * high), residual), Ball(0));
  return values;
}

/// With Z the floating-point polar factor, Z' the exact polar factor of Z and H the symmetric part of Z^T G: if H is
/// positive definite then Z' is the polar factor of Z' H, and (Li and Sun 2002, full column rank)
/// ||orth(G) - Z'||_F <= (2/(s + s') + 1/max(s, s')) ||G - Z' H||_F <= 3/min(s, s') ||G - Z' H||_F
/// with the smallest singular values s of G and s' of H. ||Z - Z'||_F <= ||Z^T Z - I||_F.
std::optional<Enclosure> orth(const BallMatrix& g) {
  if (g.rows() < g.columns()) {
    auto result = orth(transposed(g));
    if (result) result->points = transpose(result->points);
    return result;
  }
  const std::size_t n = g.columns();
  const Matrix z_points = polar_factor(g.midpoint()).factor;
  const BallMatrix z(z_points);
  const BallMatrix h(symmetric_part(transpose(z_points) * g.midpoint()));
  BallMatrix cholesky(n, n);
  if (arb_mat_cho(cholesky.raw(), h.raw(), working_bits()) == 0) return std::nullopt;
  const Ball z_defect = norm(transposed(z) * z - identity(n));
  if (!(Ball(1) - z_defect).certainly_positive()) return std::nullopt;
  const Ball smallest = min(singular_value_balls(g).back(), singular_value_balls(h).back());
  if (!smallest.certainly_positive()) return std::nullopt;
  const Ball difference = norm(g - z * h) + z_defect * norm(h);
  return Enclosure{z_points, z_defect + Ball(3) * difference / smallest};
}

/// With X the floating-point root made exactly symmetric and positive definite: R^2 - X^2 = R(R - X) + (R - X)X, so
/// that
/// ||R - X||_F <= ||A - X^2||_F / (lambda_min(R) + lambda_min(X)).
std::optional<Enclosure> sqrtm(const BallMatrix& a) {
  const std::size_t n = a.rows();
  if (n != a.columns()) throw std::domain_error("the square root of a matrix that is not square");
  for (std::size_t p = 0; p < n; ++p)
    for (std::size_t q = 0; q < p; ++q)
      if (arb_equal(a.raw(p, q), a.raw(q, p)) == 0) return std::nullopt;
  BallMatrix cholesky(n, n);
  if (arb_mat_cho(cholesky.raw(), a.raw(), working_bits()) == 0) return std::nullopt;
  const Matrix points = symmetric_part(square_root(symmetric_part(a.midpoint())));
  const BallMatrix x(points);
  if (arb_mat_cho(cholesky.raw(), x.raw(), working_bits()) == 0) return std::nullopt;
  const Ball separation = sqrt(singular_value_balls(a).back()) + singular_value_balls(x).back();
  if (!separation.certainly_positive()) return std::nullopt;
  return Enclosure{points, norm(a - x * x) / separation};
}

Ball rank(const std::vector<Ball>& values, const Ball& tolerance) {
  int count = 0;
  for (const Ball& value : values) {
    if ((value - tolerance).certainly_positive())
      ++count;
    else if (!(value - tolerance).certainly_nonpositive())
      return Ball::indeterminate();
  }
  return {count};
}

/// None if an entry is not finite.
std::optional<BallMatrix> as_matrix(std::span<const Ball> entries, std::size_t rows, std::size_t columns) {
  BallMatrix a(rows, columns);
  for (std::size_t k = 0; k < rows * columns; ++k) {
    if (!entries[k].finite()) return std::nullopt;
    arb_set(a.raw(k / columns, k % columns), entries[k].raw());
  }
  return a;
}

}  // namespace

bool certainly_not_semidefinite(std::span<const Ball> entries, std::size_t rows) {
  const auto at = [&](std::size_t i, std::size_t j) -> const Ball& { return entries[i * rows + j]; };
  for (std::size_t i = 0; i < rows; ++i) {
    if (at(i, i).certainly_negative()) return true;
    for (std::size_t j = 0; j < i; ++j)
      if ((at(i, i) * at(j, j) - at(i, j) * at(j, i)).certainly_negative()) return true;
  }
  return false;
}

std::vector<Ball> enclose_matrix_entries(MatrixFunction function, std::span<const Ball> entries, std::size_t rows,
                                         std::size_t columns) {
  std::vector<Ball> result(rows * columns, Ball::indeterminate());
  const auto a = as_matrix(entries, rows, columns);
  if (!a) return result;
  try {
    const auto enclosure = function == MatrixFunction::orth_entry ? orth(*a) : sqrtm(*a);
    for (std::size_t k = 0; enclosure && k < result.size(); ++k) {
      Ball point;  // as it is stored, which may be with more digits than a Real has now
      arb_set(point.raw(), enclosure->points.raw(k / columns, k % columns));
      result[k] = around(point, enclosure->radius);
    }
  } catch (const std::domain_error&) {  // no root or polar factor of the midpoint was found
  }
  return result;
}

Ball enclose_matrix_function(MatrixFunction function, std::span<const Ball> entries, std::size_t rows,
                             std::size_t columns, std::size_t i, std::size_t j) {
  if (function == MatrixFunction::orth_entry || function == MatrixFunction::sqrtm_entry) {
    if (i < 1 || i > rows || j < 1 || j > columns) return Ball::indeterminate();
    return enclose_matrix_entries(function, entries, rows, columns)[(i - 1) * columns + j - 1];
  }
  const auto a = as_matrix(entries, rows, columns);
  if (!a) return Ball::indeterminate();
  const std::vector<Ball> values = singular_value_balls(*a);
  Ball sum(0);
  switch (function) {
    case MatrixFunction::operator_norm:
      return values.front();
    case MatrixFunction::nuclear_norm:
      for (const Ball& value : values) sum += value;
      return sum;
    case MatrixFunction::singular_value:
      return i >= 1 && i <= values.size() ? values[i - 1] : Ball::indeterminate();
    case MatrixFunction::rank:
      return rank(values, entries.back());
    default:
      throw std::invalid_argument("no method encloses this matrix function");
  }
}

}  // namespace flowcert::integrators
