#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"sgd-momentum"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.momentum();
}

}  // namespace

constinit const OptimizerFacts sgd_momentum{
    .names = names,
    .flow = FlowLawKind::none,
    .by_entries = false,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::sgd_momentum,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
