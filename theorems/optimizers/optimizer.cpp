#include "theorems/optimizers/optimizer.hpp"

#include <array>

#include "theorems/optimizers/write.hpp"

namespace flowcert::theorems {

namespace {

#define FLOWCERT_ADDRESS(NAME) &optimizers::NAME,
constexpr std::array facts{FLOWCERT_OPTIMIZERS(FLOWCERT_ADDRESS)};
#undef FLOWCERT_ADDRESS

#define FLOWCERT_VALUE(NAME) FlowDescription::Optimizer::NAME,
constexpr std::array all{FLOWCERT_OPTIMIZERS(FLOWCERT_VALUE)};
#undef FLOWCERT_VALUE

}  // namespace

const OptimizerFacts& facts_of(FlowDescription::Optimizer optimizer) {
  return *facts.at(static_cast<std::size_t>(optimizer));
}

std::span<const FlowDescription::Optimizer> all_optimizers() {
  return all;
}

StepAlgebra::Value StepAlgebra::momentum() {
  const Term& beta = settings_.momentum;
  const Term share = settings_.momentum_averages ? Term(1) - beta : Term(1);
  const Value g = gradient(), after = combined(beta, memory(0), share, g);
  remember(0, after);
  return settings_.nesterov ? combined(beta, after, share, g) : after;
}

}  // namespace flowcert::theorems
