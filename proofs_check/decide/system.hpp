#pragma once

#include <functional>

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A method that the caller adds to the plan, for what may show the claim without proving it.
using WeakerMethod = std::function<Outcome(const Deadline&)>;

/// Decides a ground claim along a system by the plan for systems: exact proof; trajectories from sampled parameters,
/// which look for a witness; with nothing symbolic left, validated enclosures and agreement along them. `matrices`
/// takes the place of the plan's full matrices.
[[nodiscard]] Outcome decide_system(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                                    const Deadline& deadline, const plan::Aim& aim = {},
                                    const WeakerMethod& matrices = {});

}  // namespace flowcert::proofs
