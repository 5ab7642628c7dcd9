#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace flowcert::theorems {

/// A deep linear model and the derivatives of its loss, in exact terms of its layers:
///     W = X_L ... X_1,   grad_l = (X_L ... X_(l+1))^T (W Sigma_xx - Sigma_yx) (X_(l-1) ... X_1)^T
/// (Saxe, McClelland and Ganguli 2014, eq. 1). Matrix: TermMatrix, or AlignedMatrix; without a covariance it is I.
template <class Matrix>
struct Network {
  std::vector<Matrix> layers, gradients;
  Matrix target;                     // Sigma_yx
  std::optional<Matrix> covariance;  // Sigma_xx
  Matrix product;                    // W
  Matrix response;                   // W Sigma_xx
  Matrix residual;                   // Sigma_yx - W Sigma_xx
};

template <class Matrix>
[[nodiscard]] Network<Matrix> network_of(std::vector<Matrix> layers, Matrix target, std::optional<Matrix> covariance) {
  std::vector<Matrix> prefixes{layers.front()};
  for (std::size_t l = 1; l < layers.size(); ++l) prefixes.push_back(layers[l] * prefixes.back());
  const Matrix& product = prefixes.back();
  const Matrix response = covariance ? product * *covariance : product;
  std::vector<Matrix> gradients;
  Matrix back = response - target;
  for (std::size_t l = layers.size(); l-- > 0;) {
    gradients.insert(gradients.begin(), l == 0 ? back : back * transposed(prefixes[l - 1]));
    if (l > 0) back = transposed(layers[l]) * back;
  }
  Matrix residual = target - response;
  return {std::move(layers), std::move(gradients), std::move(target), std::move(covariance), product,
          response,          std::move(residual)};
}

}  // namespace flowcert::theorems
