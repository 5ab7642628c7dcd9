#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/outcome.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a claim about a limit: exactly, by expansions, where it is about parameters alone; else by a ladder of
/// scales.
[[nodiscard]] Outcome decide_limit(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                   const theorems::GroundClaim& claim, const theorems::LimitVariable& limit,
                                   const Deadline& deadline, const plan::Aim& aim);

}  // namespace flowcert::proofs
