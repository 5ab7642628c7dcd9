#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "integrators/numbers/matrix.hpp"

namespace flowcert::integrators {

/// The Taylor coefficients of a matrix-valued function, appended one by one. Rows and columns of all coefficients are
/// laid out end to end, so that a coefficient of a product is one long dot product per entry (the hot loop of the
/// flows).
class MatrixSeries {
 public:
  MatrixSeries(std::size_t rows, std::size_t columns);
  MatrixSeries(MatrixSeries&&) = default;
  MatrixSeries& operator=(MatrixSeries&&) = default;
  MatrixSeries(const MatrixSeries&) = delete;
  MatrixSeries& operator=(const MatrixSeries&) = delete;

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// Number of coefficients so far.
  [[nodiscard]] std::size_t length() const { return coefficients_.size(); }
  [[nodiscard]] const Matrix& operator[](std::size_t n) const { return coefficients_[n]; }
  void push(Matrix coefficient);
  /// The coefficients, taken out.
  [[nodiscard]] std::vector<Matrix> take() &&;

 private:
  friend struct SeriesFactor;
  using Line = std::vector<arb_struct>;  // shallow copies of entries that coefficients_ owns
  std::size_t rows_, columns_;
  std::deque<Matrix> coefficients_;
  std::vector<Line> rows_forward_, rows_backward_, columns_forward_, columns_backward_;
};

/// A series or its transpose, as a factor of a product.
struct SeriesFactor {
  SeriesFactor(const MatrixSeries& factor) : series(&factor) {}  // NOLINT(google-explicit-constructor)
  SeriesFactor(const MatrixSeries& factor, bool flip) : series(&factor), transposed(flip) {}

  const MatrixSeries* series;
  bool transposed = false;

  [[nodiscard]] std::size_t rows() const { return transposed ? series->columns() : series->rows(); }
  [[nodiscard]] std::size_t columns() const { return transposed ? series->rows() : series->columns(); }
  /// Row i with entries in order; column j with the entries of each coefficient in reverse order.
  [[nodiscard]] const arb_struct* row(std::size_t i) const;
  [[nodiscard]] const arb_struct* reversed_column(std::size_t j) const;
};

[[nodiscard]] inline SeriesFactor transposed(const MatrixSeries& series) {
  return {series, true};
}

/// sum of a_k b_(n-k) for k = first .. last (none if last < first). All coefficients used must be there.
[[nodiscard]] Matrix convolution(SeriesFactor a, SeriesFactor b, std::size_t n, std::size_t first, std::size_t last);
/// Coefficient n of the product a b.
[[nodiscard]] inline Matrix convolution(SeriesFactor a, SeriesFactor b, std::size_t n) {
  return convolution(a, b, n, 0, n);
}
/// The same for a sum that is known to be symmetric: half the work.
[[nodiscard]] Matrix symmetric_convolution(SeriesFactor a, SeriesFactor b, std::size_t n, std::size_t first,
                                           std::size_t last);
/// sum over entries of a_k b_(n-k), for k = 0 .. n.
[[nodiscard]] Real inner_convolution(const MatrixSeries& a, const MatrixSeries& b, std::size_t n);

/// The polynomial's value at x, by Horner's rule.
[[nodiscard]] Matrix evaluate_polynomial(const std::vector<Matrix>& coefficients, const Real& x);

}  // namespace flowcert::integrators
