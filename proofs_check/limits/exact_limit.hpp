#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a check with a limit, whose claim is about its parameters alone, by expansions of its terms: for all values
/// of the parameters, or a proof that it is false, for all of them or for some. Undecided if the claim is of a form
/// that this does not know, or a constant's sign is not known.
[[nodiscard]] Outcome decide_limit_exactly(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                           const theorems::GroundClaim& claim, const Deadline& deadline);

}  // namespace flowcert::proofs
