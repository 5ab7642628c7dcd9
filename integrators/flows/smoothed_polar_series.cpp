#include "integrators/flows/smoothed_polar_series.hpp"

#include "integrators/numbers/singular_values.hpp"

namespace flowcert::integrators {

SmoothedPolarSeries::SmoothedPolarSeries(const MatrixSeries& g, Real delta)
    : g_(g), delta_(std::move(delta)), h_(g.columns(), g.columns()), z_(g.rows(), g.columns()) {}

void SmoothedPolarSeries::push_first() {
  // Eigenvectors from the square matrix G^T G + delta^2, so that there is one for every column, whatever the rank of G.
  const std::size_t n = g_.columns();
  const SingularValues parts = singular_values(transpose(g_[0]) * g_[0] + Real(delta_ * delta_) * Matrix::identity(n));
  basis_ = parts.right;
  Matrix scaled = basis_, inverse_scaled = basis_;
  for (std::size_t k = 0; k < n; ++k) {
    values_.push_back(sqrt(parts.values[k]));
    for (std::size_t i = 0; i < n; ++i) {
      scaled.set(i, k, basis_(i, k) * values_[k]);
      inverse_scaled.set(i, k, basis_(i, k) / values_[k]);
    }
  }
  h_.push(symmetric_part(scaled * transpose(basis_)));
  inverse_ = symmetric_part(inverse_scaled * transpose(basis_));
  z_.push(g_[0] * inverse_);
}

const Matrix& SmoothedPolarSeries::push() {
  const std::size_t n = z_.length();
  if (n == 0) {
    push_first();
    return z_[0];
  }
  const Matrix square = convolution(transposed(g_), g_, n) - convolution(h_, h_, n, 1, n - 1);
  Matrix inside = transpose(basis_) * symmetric_part(square) * basis_;
  for (std::size_t i = 0; i < values_.size(); ++i)
    for (std::size_t j = 0; j < values_.size(); ++j) inside.set(i, j, inside(i, j) / (values_[i] + values_[j]));
  h_.push(symmetric_part(basis_ * inside * transpose(basis_)));
  z_.push((g_[n] - convolution(z_, h_, n, 0, n - 1)) * inverse_);
  return z_[n];
}

}  // namespace flowcert::integrators
