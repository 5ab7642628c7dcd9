#include "integrators/flows/matrix_series.hpp"

#include <iterator>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

MatrixSeries::MatrixSeries(std::size_t rows, std::size_t columns)
    : rows_(rows),
      columns_(columns),
      rows_forward_(rows),
      rows_backward_(rows),
      columns_forward_(columns),
      columns_backward_(columns) {}

void MatrixSeries::push(Matrix coefficient) {
  if (coefficient.rows() != rows_ || coefficient.columns() != columns_)
    throw std::invalid_argument("a coefficient of another shape");
  coefficients_.push_back(std::move(coefficient));
  const Matrix& added = coefficients_.back();
  for (std::size_t i = 0; i < rows_; ++i)
    for (std::size_t j = 0; j < columns_; ++j) {
      rows_forward_[i].push_back(*added.raw(i, j));
      rows_backward_[i].push_back(*added.raw(i, columns_ - 1 - j));
    }
  for (std::size_t j = 0; j < columns_; ++j)
    for (std::size_t i = 0; i < rows_; ++i) {
      columns_forward_[j].push_back(*added.raw(i, j));
      columns_backward_[j].push_back(*added.raw(rows_ - 1 - i, j));
    }
}

std::vector<Matrix> MatrixSeries::take() && {
  return {std::make_move_iterator(coefficients_.begin()), std::make_move_iterator(coefficients_.end())};
}

const arb_struct* SeriesFactor::row(std::size_t i) const {
  return (transposed ? series->columns_forward_[i] : series->rows_forward_[i]).data();
}

const arb_struct* SeriesFactor::reversed_column(std::size_t j) const {
  return (transposed ? series->rows_backward_[j] : series->columns_backward_[j]).data();
}

namespace {

/// The rows' entries from column 0, or from the diagonal on.
Matrix rows_of_convolution(SeriesFactor a, SeriesFactor b, std::size_t n, std::size_t first, std::size_t last,
                           bool from_diagonal) {
  const std::size_t width = a.columns();
  if (width != b.rows()) throw std::invalid_argument("series shapes do not fit");
  Matrix result(a.rows(), b.columns());
  if (last < first || width == 0) return result;
  if (last >= a.series->length() || n - first >= b.series->length())
    throw std::logic_error("a convolution beyond the coefficients");
  const long bits = working_bits();
  const long length = long((last - first + 1) * width);
  for (std::size_t i = 0; i < result.rows(); ++i)
    for (std::size_t j = from_diagonal ? i : 0; j < result.columns(); ++j)
      arb_approx_dot(result.raw(i, j), nullptr, 0, a.row(i) + first * width, 1,
                     b.reversed_column(j) + (n - first) * width + (width - 1), -1, length, bits);
  return result;
}

}  // namespace

Matrix convolution(SeriesFactor a, SeriesFactor b, std::size_t n, std::size_t first, std::size_t last) {
  return rows_of_convolution(a, b, n, first, last, false);
}

Matrix symmetric_convolution(SeriesFactor a, SeriesFactor b, std::size_t n, std::size_t first, std::size_t last) {
  if (a.rows() != b.columns()) throw std::invalid_argument("a symmetric sum must be square");
  Matrix result = rows_of_convolution(a, b, n, first, last, true);
  for (std::size_t i = 0; i < result.rows(); ++i)
    for (std::size_t j = 0; j < i; ++j) arb_set(result.raw(i, j), result.raw(j, i));
  return result;
}

Real inner_convolution(const MatrixSeries& a, const MatrixSeries& b, std::size_t n) {
  Real sum = 0;
  for (std::size_t k = 0; k <= n; ++k) sum += inner(a[k], b[n - k]);
  return sum;
}

Matrix evaluate_polynomial(const std::vector<Matrix>& coefficients, const Real& x) {
  Matrix result = coefficients.back();
  for (std::size_t n = coefficients.size() - 1; n-- > 0;) {
    result *= x;
    result += coefficients[n];
  }
  return result;
}

}  // namespace flowcert::integrators
