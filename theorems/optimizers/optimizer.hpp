#pragma once

#include <span>
#include <string_view>

#include "theorems/optimizers/step_algebra.hpp"

namespace flowcert::theorems {

/// The law of an optimizer's flow w' = -d: what d is made of.
enum class FlowLawKind {
  none,        // no flow: only `discrete`
  gradient,    // d = g
  normalized,  // d = g/|g|
  sign,        // d = sign(g), entry by entry
  spectral,    // d = orth(g), layer by layer
  muon,        // d = orth(m), tau m' = g - m; with tau = 0 the spectral flow
};

/// Everything that the house knows of an optimizer. Every member is to be given: a designated initialiser that leaves
/// one out does not compile.
struct OptimizerFacts {
  /// In claims; the first is its proper one.
  std::span<const std::string_view> names;
  FlowLawKind flow;
  /// Its step treats entries one by one: what it does depends on the bases in which the weights are written.
  bool by_entries;
  /// Its step makes use of the settings of `muon`.
  bool orthogonalizes;
  /// Its settings have to name beta2.
  bool needs_beta2;
  /// The optimizer that it is called once its settings name a momentum; itself if it makes use of one.
  FlowDescription::Optimizer with_momentum;
  /// The direction that is subtracted, times the step size.
  StepAlgebra::Value (*step)(StepAlgebra& algebra);
};

[[nodiscard]] const OptimizerFacts& facts_of(FlowDescription::Optimizer optimizer);
/// Every optimizer, in the order of the list.
[[nodiscard]] std::span<const FlowDescription::Optimizer> all_optimizers();

}  // namespace flowcert::theorems
