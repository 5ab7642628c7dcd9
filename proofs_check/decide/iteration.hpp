#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a ground claim along an iteration: witness search over sampled parameters, exact proof (evaluation or
/// induction), then, when nothing is left symbolic, evaluation of every step in balls.
[[nodiscard]] Outcome decide_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                                       const Deadline& deadline, const plan::Aim& aim = {});

}  // namespace flowcert::proofs
