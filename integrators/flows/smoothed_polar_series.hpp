#pragma once

#include <vector>

#include "integrators/flows/matrix_series.hpp"

namespace flowcert::integrators {

/// Taylor coefficients of G (G^T G + delta^2)^(-1/2), order by order: with H = (G^T G + delta^2)^(1/2), order n of H^2
/// is a Lyapunov equation for H_n that the spectral decomposition of H_0 solves, and order n of Z H = G gives Z_n. Any
/// shape and rank; delta > 0.
class SmoothedPolarSeries {
 public:
  SmoothedPolarSeries(const MatrixSeries& g, Real delta);
  /// Appends the next coefficient and returns it; G's coefficient of the same order must be there.
  const Matrix& push();

 private:
  void push_first();

  const MatrixSeries& g_;
  Real delta_;
  Matrix basis_, inverse_;    // eigenvectors of H_0; H_0^-1
  std::vector<Real> values_;  // eigenvalues of H_0
  MatrixSeries h_, z_;
};

}  // namespace flowcert::integrators
