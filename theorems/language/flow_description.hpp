#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "theorems/language/position.hpp"
#include "theorems/optimizers/list.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// What a model learns. W is rows x columns (d_out x d_in).
struct FlowTarget {
  enum class Kind { singular_values, matrix, mixture };
  Kind kind = Kind::singular_values;
  std::size_t rows = 0, columns = 0;

  /// Kind::singular_values: Sigma = sum_k s_k q_k r_k^T, in the file's order (sigma[k] is numbered by it); at most
  /// min(rows, columns) values, missing ones are 0. Constants are checked to be >= 0.
  std::vector<Term> singular_values;
  bool random_bases = false;  // else the identity's columns
  std::uint64_t seed = 0;     // of the random bases

  /// Kind::matrix: Sigma, row by row.
  std::vector<Term> matrix;

  /// Kind::mixture: x | y = c ~ N(mean * m_c, noise^2 I) with orthonormal directions m_c, one-hot y; rows = number of
  /// classes, columns = dimension. Constant priors are checked to be positive and to sum to 1.
  std::vector<Term> priors;
  Term mean, noise;
};

/// Where a model starts.
struct FlowStart {
  enum class Kind { aligned, orthogonal, gaussian, zero };
  Kind kind = Kind::zero;
  /// aligned: the modes' starts, one for all modes or one per mode (a_k for the layers towards the input, b_k for the
  /// layer towards the output). gaussian: standard deviation of each entry; orthogonal: the factor; one value, or one
  /// per layer.
  std::vector<Term> right_scale;  // aligned: of U (and every layer but the last); else of the layers
  std::vector<Term> left_scale;   // aligned: of V (the last layer); else empty
  std::uint64_t seed = 0;
};

/// The orthogonalisation of spectral and Muon updates, and Muon flow's memory: dM/dt = (grad - M)/tau.
struct MuonSettings {
  Term tau;  // 0 is the spectral flow
  bool newton_schulz = false;
  int newton_schulz_steps = 5;
  bool momentum_starts_at_gradient = false;  // else at 0
};

/// The optimizer itself instead of its flow.
struct DiscreteSettings {
  /// Step size of step n (from 0): a term in "n", or constant. Empty if `step_list` is given.
  std::optional<Term> step;
  std::vector<Term> step_list;  // explicit step sizes, one per step
  std::size_t steps = 0;
  Term momentum;                  // beta; 0 without momentum
  bool momentum_averages = true;  // M = beta M + (1 - beta) grad; else M = beta M + grad
  bool nesterov = false;
  bool momentum_starts_at_gradient = false;
  Term beta2, epsilon;      // Adam (beta1 = momentum), Shampoo (epsilon)
  bool accumulate = false;  // Shampoo: sum the preconditioners over steps
};

/// A [flow] or [flow.NAME] section, completely checked: shapes fit, names are known, constants are in range. Values are
/// terms in the problem's free parameters and its limit variable; usually they are constants.
struct FlowDescription {
  enum class Model { linear, two_layer, deep };
#define FLOWCERT_ENUMERATOR(NAME) NAME,
  enum class Optimizer { FLOWCERT_OPTIMIZERS(FLOWCERT_ENUMERATOR) };
#undef FLOWCERT_ENUMERATOR

  std::string name;  // "" for [flow], "gf" for [flow.gf]; observables are then called "gf.loss" ...
  Position where;    // of the section, for messages
  Model model = Model::linear;
  /// With `discrete`: gradient is GD, normalized NGD, sign SignGD, spectral SpecGD, muon Muon. Those without
  /// a flow need it (optimizers/optimizer.hpp).
  Optimizer optimizer = Optimizer::gradient;
  FlowTarget target;
  /// Widths from the input to the output: columns, hidden..., rows. layer[i] is widths[i] x widths[i-1].
  std::vector<std::size_t> widths;
  FlowStart start;
  std::optional<Term> t_end;
  MuonSettings muon;
  std::optional<DiscreteSettings> discrete;
  /// Sigma_xx, row by row (columns x columns); empty: the identity, or what the mixture brings.
  std::vector<Term> input_covariance;

  [[nodiscard]] std::size_t layers() const {
    return widths.size() - 1;
  }
  /// D, the number of modes: min(rows, columns); for mixtures the number of classes.
  [[nodiscard]] std::size_t modes() const {
    return target.kind == FlowTarget::Kind::mixture ? target.rows
                                                    : (target.rows < target.columns ? target.rows : target.columns);
  }
};

/// Names of observables in terms (prefix "NAME." when the flow has a name): "loss", "W[i,j]", "E[i,j]",
/// "layer[l][i,j]", "grad[l][i,j]", "sigma[k]", "off_diagonal", "class_loss[c]", "balanced_loss",
/// "saturation_time[k]", "alignment_in", "alignment_left", "alignment_right"; "t" and, with `discrete`, "n" have no
/// prefix. U, V, P, Q of the source are resolved to layers, D to a number; layer[1] of the linear model is W.

}  // namespace flowcert::theorems
