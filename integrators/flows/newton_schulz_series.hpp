#pragma once

#include <deque>
#include <vector>

#include "integrators/flows/matrix_series.hpp"

namespace flowcert::integrators {

/// Taylor coefficients of newton_schulz(G(t), steps) (numbers/polar.hpp) for G(0) != 0, order by order.
class NewtonSchulzSeries {
 public:
  NewtonSchulzSeries(const MatrixSeries& g, int steps);
  /// Appends the next coefficient and returns it; G's coefficient of the same order must be there.
  const Matrix& push();
  /// Coefficients of 1/||G||.
  [[nodiscard]] const std::vector<Real>& inverse_norms() const { return inverse_norms_; }

 private:
  const MatrixSeries& g_;
  std::vector<Real> squares_, inverse_norms_;
  std::deque<MatrixSeries> iterates_;             // G/||G||, then after each step
  std::deque<MatrixSeries> grams_, polynomials_;  // per step: X^T X (or X X^T), and b X^T X + c (X^T X)^2
};

}  // namespace flowcert::integrators
