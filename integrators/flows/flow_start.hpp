#pragma once

#include <optional>
#include <string>

#include "integrators/flows/flow_jets.hpp"

namespace flowcert::integrators {

/// The vector field of a description without `discrete`. Muon with tau = 0 is the spectral flow. Throws
/// std::invalid_argument for the sign flow and for optimizers that are no flows.
[[nodiscard]] FlowLaw flow_law(const theorems::FlowDescription& description);

/// The start with the optimizer's memory.
[[nodiscard]] FlowState flow_start(const theorems::FlowDescription& description, const FlowSetup& setup);

/// Spectral and Muon flow leave a zero singular direction alone and move one that is not zero at unit speed, however
/// small it is. Says what is wrong if the start has singular values that a computation aiming at `digits` would take
/// for zero although they are not: decided by computing the ranks once more with digits that suffice for the smallest
/// number in the description.
[[nodiscard]] std::optional<std::string> doubtful_start(const theorems::FlowDescription& description, int digits);

}  // namespace flowcert::integrators
