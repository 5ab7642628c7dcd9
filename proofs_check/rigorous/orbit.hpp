#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/along/observed_claim.hpp"
#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/truth.hpp"
#include "proofs_check/rigorous/evidence.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What following an iteration from one exact parameter point showed.
struct OrbitOutcome {
  std::optional<RigorousEvidence> evidence;  // true at every n of the range, parameters having this one value
  std::optional<VerifiedWitness> witness;    // false at some n
  std::string message;
  bool exact = false;  // every step was computed in rational numbers
  std::string reason;
};

/// Follows the iteration with the parameters at `point` and decides the claim at every n in its range: in exact
/// rationals while they stay small, else in balls with as many digits as it takes. A range that is longer than
/// `most_steps` is only looked at so far: that can refute, and nothing else.
[[nodiscard]] OrbitOutcome follow_orbit(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                        const std::vector<theorems::Rational>& point, long most_steps,
                                        const Deadline& deadline);

}  // namespace flowcert::proofs
