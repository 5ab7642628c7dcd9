#pragma once

#include <arb_mat.h>

#include <cstddef>

#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// A dense matrix of estimates (Real's sibling: says nothing about its own error). Entries are kept as Arb midpoints,
/// so that products and inverses run through Arb's approximate kernels. Every operation rounds to the working
/// precision. Shapes that do not fit are std::invalid_argument.
class Matrix {
 public:
  Matrix() : Matrix(0, 0) {}
  Matrix(std::size_t rows, std::size_t columns) { arb_mat_init(value_, long(rows), long(columns)); }
  [[nodiscard]] static Matrix identity(std::size_t size);

  Matrix(const Matrix& other) : Matrix(other.rows(), other.columns()) { arb_mat_set(value_, other.value_); }
  Matrix(Matrix&& other) noexcept {
    arb_mat_init(value_, 0, 0);
    arb_mat_swap(value_, other.value_);
  }
  Matrix& operator=(Matrix other) noexcept {
    arb_mat_swap(value_, other.value_);
    return *this;
  }
  ~Matrix() { arb_mat_clear(value_); }

  [[nodiscard]] std::size_t rows() const { return std::size_t(arb_mat_nrows(value_)); }
  [[nodiscard]] std::size_t columns() const { return std::size_t(arb_mat_ncols(value_)); }
  [[nodiscard]] bool empty() const { return rows() == 0 || columns() == 0; }

  /// Indices from 0.
  [[nodiscard]] Real operator()(std::size_t i, std::size_t j) const;
  void set(std::size_t i, std::size_t j, const Real& value);
  [[nodiscard]] arb_ptr raw(std::size_t i, std::size_t j) { return arb_mat_entry(value_, long(i), long(j)); }
  [[nodiscard]] arb_srcptr raw(std::size_t i, std::size_t j) const { return arb_mat_entry(value_, long(i), long(j)); }
  [[nodiscard]] arb_mat_struct* raw() { return value_; }
  [[nodiscard]] const arb_mat_struct* raw() const { return value_; }

  Matrix& operator+=(const Matrix& other);
  Matrix& operator-=(const Matrix& other);
  Matrix& operator*=(const Real& factor);

 private:
  arb_mat_t value_;
};

[[nodiscard]] Matrix operator+(Matrix a, const Matrix& b);
[[nodiscard]] Matrix operator-(Matrix a, const Matrix& b);
[[nodiscard]] Matrix operator-(Matrix a);
[[nodiscard]] Matrix operator*(const Matrix& a, const Matrix& b);
[[nodiscard]] Matrix operator*(const Real& factor, Matrix a);

[[nodiscard]] Matrix transpose(const Matrix& a);
/// Columns first, ..., first + count - 1.
[[nodiscard]] Matrix columns_of(const Matrix& a, std::size_t first, std::size_t count);
/// The inverse by LU with partial pivoting; throws std::domain_error if a pivot is zero.
[[nodiscard]] Matrix inverse(const Matrix& a);
/// (a + a^T)/2 and (a - a^T)/2.
[[nodiscard]] Matrix symmetric_part(const Matrix& a);
[[nodiscard]] Matrix skew_part(const Matrix& a);

[[nodiscard]] Real trace(const Matrix& a);
/// sum of a_ij b_ij
[[nodiscard]] Real inner(const Matrix& a, const Matrix& b);
[[nodiscard]] Real frobenius_norm(const Matrix& a);
/// Largest absolute entry.
[[nodiscard]] Real max_norm(const Matrix& a);
/// Largest absolute column sum, and row sum.
[[nodiscard]] Real one_norm(const Matrix& a);
[[nodiscard]] Real infinity_norm(const Matrix& a);
[[nodiscard]] bool all_finite(const Matrix& a);

}  // namespace flowcert::integrators
