#pragma once

#include "integrators/flows/flow_setup.hpp"
#include "integrators/flows/observable_name.hpp"

namespace flowcert::integrators {

/// The value at a state. saturation_time belongs to a whole trajectory: std::invalid_argument. Undefined values (an
/// alignment with a zero matrix, class losses without a mixture) are NaN.
[[nodiscard]] Real observe_state(const Observable& observable, const FlowSetup& setup, const FlowState& state);

}  // namespace flowcert::integrators
