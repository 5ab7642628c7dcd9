#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a check with a limit.
[[nodiscard]] Outcome decide_limit(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                   const theorems::GroundClaim& claim, const Deadline& deadline);

}  // namespace flowcert::proofs
