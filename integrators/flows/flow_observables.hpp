#pragma once

#include <optional>

#include "integrators/flows/flow_setup.hpp"
#include "integrators/flows/network_series.hpp"
#include "theorems/flows/observable_name.hpp"

namespace flowcert::integrators {

using theorems::Observable;

/// The value at a state. saturation_time belongs to a whole trajectory: std::invalid_argument. Undefined values (an
/// alignment with a zero matrix, class losses without a mixture) are NaN.
[[nodiscard]] Real observe_state(const Observable& observable, const FlowSetup& setup, const FlowState& state);

/// A state at which many observables are asked for: the product and the gradients are computed once.
class ObservedState {
 public:
  ObservedState(const FlowSetup& setup, FlowState state) : setup_(&setup), state_(std::move(state)) {}
  [[nodiscard]] const FlowState& state() const { return state_; }
  [[nodiscard]] Real value(const Observable& observable) const;

 private:
  [[nodiscard]] const NetworkPoint& point() const;
  const FlowSetup* setup_;
  FlowState state_;
  mutable std::optional<NetworkPoint> point_;
};

}  // namespace flowcert::integrators
