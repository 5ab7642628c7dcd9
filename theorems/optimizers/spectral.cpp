#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 2> names{"spectral", "specgd"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.orthogonalized(a.gradient());
}

}  // namespace

constinit const OptimizerFacts spectral{
    .names = names,
    .flow = FlowLawKind::spectral,
    .by_entries = false,
    .orthogonalizes = true,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::muon,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
