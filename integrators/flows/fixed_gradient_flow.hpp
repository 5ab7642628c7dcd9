#pragma once

#include <optional>
#include <vector>

#include "integrators/flows/flow_setup.hpp"

namespace flowcert::integrators {

/// Taylor coefficients of gradient flow, with time in units of a step.
struct FixedExpansion {
  std::vector<std::vector<Matrix>> layers;  // coefficients 0 .. order in the time since the step's start
  Real longest;                             // up to this time the coefficients are as exact as asked for
};

/// The coefficients of dX_l/dt = -grad_l for a deep linear model with identity covariance, in fixed point: coefficient
/// n times step^n is computed to 10^-digits relative to the largest layer, for all n alike. That is what a step of this
/// length needs, and much less than the relative precision of every coefficient, since step^n makes them fall.
/// `step` is what the caller expects; nothing if the coefficients do not fall (the step is too long) or the sizes are
/// beyond the format.
[[nodiscard]] std::optional<FixedExpansion> expand_gradient_flow_fixed(const FlowSetup& setup,
                                                                       const std::vector<Matrix>& layers,
                                                                       std::size_t order, int digits, const Real& step);

}  // namespace flowcert::integrators
