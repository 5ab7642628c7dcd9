#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 2> names{"sign", "signgd"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.sign(a.gradient());
}

}  // namespace

constinit const OptimizerFacts sign{
    .names = names,
    .flow = FlowLawKind::sign,
    .by_entries = true,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::signum,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
