#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 2> names{"gradient", "gd"};

StepAlgebra::Value step(StepAlgebra& a) {
  return a.gradient();
}

}  // namespace

constinit const OptimizerFacts gradient{
    .names = names,
    .flow = FlowLawKind::gradient,
    .by_entries = false,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::sgd_momentum,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
