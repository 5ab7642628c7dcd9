#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/evidence.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

struct ClosedFormRefutationOutcome {
  std::optional<VerifiedWitness> witness;
  std::string message;
};

/// Refutes `state == F(t)` for all t of a range without integrating anything: F violates the differential equation, or
/// the initial value, at a verified point inside the range. Applies when the claim itself states a closed form for
/// every state variable (so that no other claim's form is relied on) from t = 0 on. Works at any number of digits.
[[nodiscard]] ClosedFormRefutationOutcome refute_closed_form(const theorems::Problem& problem,
                                                             const theorems::GroundClaim& claim,
                                                             const std::vector<ClosedFormDefect>& defects,
                                                             const Deadline& deadline);

}  // namespace flowcert::proofs
