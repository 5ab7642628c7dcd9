#include "integrators/flows/network_series.hpp"

namespace flowcert::integrators {

NetworkSeries::NetworkSeries(const FlowSetup& setup)
    : setup_(setup), slope_(setup.widths.back(), setup.widths.front()) {
  const auto& widths = setup.widths;
  const std::size_t count = setup.layer_count();
  for (std::size_t l = 0; l < count; ++l) {
    layers_.emplace_back(widths[l + 1], widths[l]);
    if (l > 0) prefixes_.emplace_back(widths[l + 1], widths[0]);
    if (l + 1 < count) backs_.emplace_back(widths[l + 1], widths[0]);
    if (l > 0) gradients_.emplace_back(widths[l + 1], widths[l]);
  }
}

void NetworkSeries::push(const std::vector<Matrix>& layers) {
  const std::size_t n = length(), count = layers_.size();
  for (std::size_t l = 0; l < count; ++l) layers_[l].push(layers[l]);
  for (std::size_t l = 1; l < count; ++l) prefixes_[l - 1].push(convolution(layers_[l], prefix(l - 1), n));
  Matrix slope = setup_.input_covariance ? product()[n] * *setup_.input_covariance : product()[n];
  if (n == 0) slope -= setup_.target;
  slope_.push(std::move(slope));
  for (std::size_t l = count - 1; l-- > 0;) backs_[l].push(convolution(transposed(layers_[l + 1]), back(l + 1), n));
  for (std::size_t l = 1; l < count; ++l) gradients_[l - 1].push(convolution(back(l), transposed(prefix(l - 1)), n));
}

std::vector<std::vector<Matrix>> NetworkSeries::take_layers() && {
  std::vector<std::vector<Matrix>> result;
  for (MatrixSeries& layer : layers_) result.push_back(std::move(layer).take());
  return result;
}

NetworkPoint network_point(const FlowSetup& setup, const std::vector<Matrix>& layers) {
  const std::size_t count = layers.size();
  std::vector<Matrix> prefixes{layers[0]};
  for (std::size_t l = 1; l < count; ++l) prefixes.push_back(layers[l] * prefixes.back());
  NetworkPoint point;
  point.product = prefixes.back();
  point.slope = (setup.input_covariance ? point.product * *setup.input_covariance : point.product) - setup.target;
  point.gradients.resize(count);
  Matrix back = point.slope;  // (X_L ... X_(l+1))^T slope
  for (std::size_t l = count; l-- > 0;) {
    point.gradients[l] = l == 0 ? back : back * transpose(prefixes[l - 1]);
    back = transpose(layers[l]) * back;
  }
  return point;
}

}  // namespace flowcert::integrators
