#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a ground claim along a system: trajectories from sampled parameters look for a witness, then exact proof,
/// then (with nothing symbolic left) validated enclosures, then confirmation by two independent routes.
[[nodiscard]] Outcome decide_system(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                                    const Deadline& deadline);

}  // namespace flowcert::proofs
