#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"nmd"};

/// Normalized momentum descent.
StepAlgebra::Value step(StepAlgebra& a) {
  return a.normalized(a.momentum());
}

}  // namespace

constinit const OptimizerFacts nmd{
    .names = names,
    .flow = FlowLawKind::none,
    .by_entries = false,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::nmd,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
