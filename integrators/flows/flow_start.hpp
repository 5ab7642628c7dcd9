#pragma once

#include <optional>
#include <string>

#include "integrators/flows/flow_jets.hpp"

namespace flowcert::integrators {

/// How many decimal digits the longest of the description's numbers takes to write out
/// (theorems/terms/number_places.hpp), or places before its first significant digit.
[[nodiscard]] int longest_number_places(const theorems::FlowDescription& description);

/// How many decimal places a number made of the description's numbers (a determinant, say) may have before its first
/// significant digit: with fewer working digits a number that is not 0 may look like 0. A generous count, no bound.
[[nodiscard]] int places_that_matter(const theorems::FlowDescription& description);

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
