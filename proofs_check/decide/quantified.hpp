#pragma once

#include <optional>

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A claim about a system that quantifies over time itself. `forall(t in range, P)` is P over that range; `exists(t in
/// range, P)` holds if "not P over that range" is refuted at a verified time. Nothing if no quantifier binds the time
/// around what moves; an undecided outcome for quantifiers deeper inside (their states would be read at the wrong
/// time).
[[nodiscard]] std::optional<Outcome> decide_quantified(const theorems::Problem& problem,
                                                       const theorems::GroundClaim& claim, int digits,
                                                       const Deadline& deadline, const plan::Aim& aim = {});

}  // namespace flowcert::proofs
