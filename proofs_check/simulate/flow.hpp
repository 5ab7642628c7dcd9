#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/simulate/simulate.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// The observables of a problem's matrix flows from full matrices: loss, sigma[k], the entries of W and of every layer;
/// several flows side by side, with their names in front. With `initial_only` one row per entry of the start: its name
/// and its exact value, where that is rational (Gaussian and zero starts, and identity bases, are dyadic or as
/// written), else a decimal number. Rows beyond the time that was reached are empty. Throws std::invalid_argument for
/// flows that no method here runs.
[[nodiscard]] Trajectories simulate_flows(const theorems::Problem& problem, const SimulateOptions& options,
                                          const Deadline& deadline);

}  // namespace flowcert::proofs
