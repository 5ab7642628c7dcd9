#pragma once

#include <optional>
#include <vector>

#include "integrators/numbers/matrix.hpp"
#include "theorems/language/flow_description.hpp"

namespace flowcert::integrators {

/// What moves: the layers, layer[0] next to the input, and the optimizer's memory (empty without one).
struct FlowState {
  std::vector<Matrix> layers;
  std::vector<Matrix> memory;
};

/// Class data of the Gaussian mixture: x | y = c ~ N(mean m_c, noise^2 I).
struct MixtureData {
  std::vector<Real> priors;
  Real mean, noise;
  Matrix directions;  // columns m_c
};

/// A FlowDescription as numbers at the working precision. The loss is
///     1/2 tr(W Sigma_xx W^T) - tr(W Sigma_yx^T) + constant,   W = layer[L] ... layer[1],
/// with Sigma_yx the target and the constant such that the least value over all W is 0 (identity Sigma_xx: the loss is
/// 1/2 ||W - Sigma||^2), for the mixture such that it is 1/2 E||y - W x||^2.
struct FlowSetup {
  std::vector<std::size_t> widths;
  Matrix target;                           // Sigma_yx, rows x columns
  std::optional<Matrix> input_covariance;  // none: the identity
  Real loss_constant;
  Matrix left_modes, right_modes;  // q_k and r_k, the target's singular directions in the order of sigma[k]
  std::vector<Real> mode_values;   // target on them
  std::optional<MixtureData> mixture;
  FlowState start;  // without memory
  [[nodiscard]] std::size_t layer_count() const { return widths.size() - 1; }
};

/// Throws std::invalid_argument for terms that still contain variables and for what the description's reader should
/// have refused (H < D for aligned starts, ...).
[[nodiscard]] FlowSetup make_setup(const theorems::FlowDescription& description);

/// A term without variables at the working precision.
[[nodiscard]] Real constant_value(const theorems::Term& term);

/// Which random stream serves which matrix: target bases Q and R from target.seed; from start.seed the aligned starts'
/// inner bases Z_l and the random layers, by l = 1 .. L.
namespace streams {
inline constexpr std::uint64_t target_left = 1, target_right = 2, inner_basis = 1000, layer = 2000;
}

}  // namespace flowcert::integrators
