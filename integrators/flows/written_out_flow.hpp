#pragma once

#include <cstddef>
#include <optional>

#include "theorems/flows/scalar_flow.hpp"
#include "theorems/language/flow_description.hpp"

namespace flowcert::integrators {

/// A flow, or an optimizer's run, entry by entry, named "layer[l][i,j]", for the optimizers that act on entries:
/// gradient, normalized, sign, SGD with momentum, Signum, NMD. Nothing for the others, for random bases, orthogonal
/// starts, more than `max_states` states.
[[nodiscard]] std::optional<theorems::ScalarFlow> write_out_flow(const theorems::FlowDescription& description,
                                                                 std::size_t max_states = 100);

}  // namespace flowcert::integrators
