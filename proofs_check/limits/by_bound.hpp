#pragma once

#include <functional>

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a claim without a limit.
using DecideClaim = std::function<Outcome(const theorems::Problem&, const theorems::GroundCheck&,
                                          const theorems::GroundClaim&, const Deadline&)>;

/// Shows A == B, or A ~ B, in a limit of a parameter, uniformly over the claim's ranges, by |A - B| <= M for all values
/// of the parameter near its limit, which `decide` shows, and M -> 0: M is a multiple of the rate, or of a power of the
/// distance from the limit. As strong as what `decide` says of the bound.
[[nodiscard]] Outcome decide_limit_by_bound(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                            const theorems::GroundClaim& claim, const DecideClaim& decide,
                                            const Deadline& deadline);

}  // namespace flowcert::proofs
