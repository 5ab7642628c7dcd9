#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems::optimizers {

namespace {

constexpr std::array<std::string_view, 1> names{"adam"};

/// Kingma & Ba 2015, Algorithm 1: averages of g and g^2, corrected for their start at 0.
StepAlgebra::Value step(StepAlgebra& a) {
  const Term &first = a.settings().momentum, &second = a.settings().beta2;
  const Term one(1), zero(0);
  const StepAlgebra::Value g = a.gradient();
  const StepAlgebra::Value m = a.combined(first, a.memory(0), one - first, g);
  const StepAlgebra::Value v = a.combined(second, a.memory(1), one - second, a.square(g));
  a.remember(0, m);
  a.remember(1, v);
  return a.over_root(a.combined(one / (one - pow(first, a.count())), m, zero, m),
                     a.combined(one / (one - pow(second, a.count())), v, zero, v));
}

}  // namespace

constinit const OptimizerFacts adam{
    .names = names,
    .flow = FlowLawKind::none,
    .by_entries = true,
    .orthogonalizes = false,
    .needs_beta2 = false,
    .with_momentum = FlowDescription::Optimizer::adam,
    .step = step,
};

}  // namespace flowcert::theorems::optimizers
