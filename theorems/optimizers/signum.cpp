#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"signum"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.sign(a.momentum());
}

}  // namespace

constinit const OptimizerFacts signum{
    .names = names,
    .flow = FlowLawKind::none,
    .by_entries = true,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::signum,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
