#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/limits/by_bound.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a check with a limit; `decide` decides claims without one.
[[nodiscard]] Outcome decide_limit(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                   const theorems::GroundClaim& claim, const DecideClaim& decide,
                                   const Deadline& deadline, const plan::Aim& aim);

}  // namespace flowcert::proofs
