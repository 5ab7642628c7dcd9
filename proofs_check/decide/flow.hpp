#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a ground claim about matrix flows: where the flow reduces exactly to a written-out system or iteration
/// (aligned starts, entrywise optimizers) by the methods for those, otherwise (or when they leave it undecided) from
/// full matrices.
[[nodiscard]] Outcome decide_flow(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                                  const Deadline& deadline, const plan::Aim& aim = {});

}  // namespace flowcert::proofs
