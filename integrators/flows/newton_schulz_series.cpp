#include "integrators/flows/newton_schulz_series.hpp"

#include <algorithm>

#include "integrators/flows/scalar_series.hpp"

namespace flowcert::integrators {

NewtonSchulzSeries::NewtonSchulzSeries(const MatrixSeries& g, int steps) : g_(g) {
  const std::size_t small = std::min(g.rows(), g.columns());
  iterates_.emplace_back(g.rows(), g.columns());
  for (int step = 0; step < steps; ++step) {
    iterates_.emplace_back(g.rows(), g.columns());
    grams_.emplace_back(small, small);
    polynomials_.emplace_back(small, small);
  }
}

const Matrix& NewtonSchulzSeries::push() {
  const std::size_t n = iterates_[0].length();
  squares_.push_back(inner_convolution(g_, g_, n));
  push_inverse_root(squares_, inverse_norms_);
  Matrix unit = inverse_norms_[n] * g_[0];
  for (std::size_t k = 1; k <= n; ++k) unit += inverse_norms_[n - k] * g_[k];
  iterates_[0].push(std::move(unit));
  const Real a = to_real(Rational(34445, 10000)), b = to_real(Rational(-47750, 10000)),
             c = to_real(Rational(20315, 10000));
  const bool wide = g_.rows() <= g_.columns();
  for (std::size_t step = 0; step < grams_.size(); ++step) {
    const MatrixSeries& x = iterates_[step];
    grams_[step].push(wide ? convolution(x, transposed(x), n) : convolution(transposed(x), x, n));
    polynomials_[step].push(b * grams_[step][n] + c * convolution(grams_[step], grams_[step], n));
    iterates_[step + 1].push(a * x[n] +
                             (wide ? convolution(polynomials_[step], x, n) : convolution(x, polynomials_[step], n)));
  }
  return iterates_.back()[n];
}

}  // namespace flowcert::integrators
