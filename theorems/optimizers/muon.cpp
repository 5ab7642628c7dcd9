#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"muon"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.orthogonalized(a.momentum());
}

}  // namespace

constinit const OptimizerFacts muon{
    .names = names,
    .flow = FlowLawKind::muon,
    .by_entries = false,
    .orthogonalizes = true,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::muon,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
