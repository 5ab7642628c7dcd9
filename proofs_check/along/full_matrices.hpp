#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

inline constexpr const char* full_matrices = "full matrices at two precisions";

/// The observables that a claim names, as the state of dynamics whose velocities are named "ddt NAME": what the
/// machinery for systems needs to rewrite ddt and at.
[[nodiscard]] theorems::Dynamics observables_as_state(const theorems::Problem& problem,
                                                      const theorems::GroundClaim& claim);

/// A witness against a claim about matrix flows without free parameters, or agreement with it, from runs of their full
/// matrices. What it finds goes into `outcome`. Throws std::exception where a flow or the claim cannot be followed.
[[nodiscard]] AttemptReport follow_full_matrices(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                                 int digits, const Deadline& deadline, Outcome& outcome);

}  // namespace flowcert::proofs
