#pragma once

#include <functional>
#include <string>
#include <vector>

#include "integrators/flows/flow_setup.hpp"

namespace flowcert::integrators {

/// An optimizer's run: states[n] after n steps, times[n] the sum of the first n step sizes.
struct OptimizerRun {
  std::vector<FlowState> states;
  std::vector<Real> times;
  bool complete = false;
  std::string trouble;
};

/// Runs the optimizer of a description with `discrete` at the working precision, which must be some 12 digits above
/// `digits`. Gradients' entries (sign) and singular values (orth) below 10^-(digits + 4) of the largest gradient so far
/// count as zero if they are of the size of rounding errors; if they are not, the run ends there as incomplete, because
/// zero and not zero are different steps. `momentum`: M = beta M + (1 - beta) grad, or + grad; Nesterov uses beta M +
/// (1 - beta) grad (or + grad) of the new M. Adam with bias correction; 0/0 is 0. Shampoo: (L + epsilon)^(-1/4) G
/// (R + epsilon)^(-1/4) with L = G G^T, R = G^T G (summed over steps if `accumulate`), pseudo-inverse powers.
[[nodiscard]] OptimizerRun run_optimizer(const theorems::FlowDescription& description, const FlowSetup& setup,
                                         int digits, const std::function<bool()>& stop);

}  // namespace flowcert::integrators
