#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"shampoo"};

/// Gupta, Koren & Singer 2018, Algorithm 1.
StepAlgebra::Value step(StepAlgebra& a) {
  return a.preconditioned(a.momentum());
}

}  // namespace

constinit const OptimizerFacts shampoo{
    .names = names,
    .flow = FlowLawKind::none,
    .by_entries = false,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::shampoo,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
