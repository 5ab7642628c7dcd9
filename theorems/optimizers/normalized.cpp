#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 2> names{"normalized", "ngd"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.normalized(a.gradient());
}

}  // namespace

constinit const OptimizerFacts normalized{
    .names = names,
    .flow = FlowLawKind::normalized,
    .by_entries = false,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::nmd,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
