#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Sends a ground claim to the methods for what it is about: a formula, a system, an iteration or a limit.
[[nodiscard]] Outcome decide_ground_claim(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                          const theorems::GroundClaim& claim, const Deadline& deadline,
                                          const plan::Aim& aim = {});

}  // namespace flowcert::proofs
