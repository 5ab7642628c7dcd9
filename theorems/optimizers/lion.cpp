#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"lion"};

/// Chen et al. 2023, Algorithm 2, without weight decay: the step follows the sign of one average, and remembers
/// another.
StepAlgebra::Value step(StepAlgebra& a) {
  const Term &first = a.settings().momentum, &second = a.settings().beta2, one(1);
  const StepAlgebra::Value g = a.gradient(), m = a.memory(0);
  a.remember(0, a.combined(second, m, one - second, g));
  return a.sign(a.combined(first, m, one - first, g));
}

}  // namespace

constinit const OptimizerFacts lion{
    .names = names,
    .flow = FlowLawKind::none,
    .by_entries = true,
    .orthogonalizes = false,
    .needs_beta2 = true,
    .with_momentum = FlowDescription::Optimizer::lion,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
