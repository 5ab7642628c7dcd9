#pragma once

#include <deque>
#include <vector>

#include "integrators/flows/flow_setup.hpp"
#include "integrators/flows/matrix_series.hpp"

namespace flowcert::integrators {

/// Taylor coefficients of a deep linear model's product and gradients from those of its layers, order by order:
///     grad_l = (X_L ... X_(l+1))^T (W Sigma_xx - Sigma_yx) (X_(l-1) ... X_1)^T.
class NetworkSeries {
 public:
  explicit NetworkSeries(const FlowSetup& setup);
  /// Appends the layers' next coefficients, and with them the next one of everything else.
  void push(const std::vector<Matrix>& layers);
  [[nodiscard]] const MatrixSeries& layer(std::size_t l) const { return layers_[l]; }
  [[nodiscard]] const MatrixSeries& gradient(std::size_t l) const { return l == 0 ? back(0) : gradients_[l - 1]; }
  [[nodiscard]] const MatrixSeries& product() const { return prefix(layers_.size() - 1); }
  [[nodiscard]] std::size_t length() const { return layers_[0].length(); }
  [[nodiscard]] std::vector<std::vector<Matrix>> take_layers() &&;

 private:
  /// layer l times all layers before it
  [[nodiscard]] const MatrixSeries& prefix(std::size_t l) const { return l == 0 ? layers_[0] : prefixes_[l - 1]; }
  /// (product of the layers after l)^T (W Sigma_xx - Sigma_yx)
  [[nodiscard]] const MatrixSeries& back(std::size_t l) const { return l + 1 == layers_.size() ? slope_ : backs_[l]; }

  const FlowSetup& setup_;
  std::deque<MatrixSeries> layers_, prefixes_, backs_, gradients_;  // the first layer's gradient is backs_[0]
  MatrixSeries slope_;                                              // W Sigma_xx - Sigma_yx
};

/// The same at one point, without series.
struct NetworkPoint {
  Matrix product;                 // W
  Matrix slope;                   // W Sigma_xx - Sigma_yx, minus what observables call E
  std::vector<Matrix> gradients;  // per layer
};
[[nodiscard]] NetworkPoint network_point(const FlowSetup& setup, const std::vector<Matrix>& layers);

}  // namespace flowcert::integrators
