#pragma once

#include <optional>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A check with a limit about a system, as one about its parameters and the time alone.
struct InClosedForm {
  theorems::Problem problem;  // without dynamics
  theorems::GroundCheck check;
  theorems::GroundClaim claim;
  ExactOutcome proof;  // that the closed forms are the solution, for ever
  std::string forms;
};

/// Puts closed forms for the states, which are proved to be the solution at all times from 0 on, into the claim.
/// Nothing if none are found, or the claim mentions derivatives.
[[nodiscard]] std::optional<InClosedForm> in_closed_form(const theorems::Problem& problem,
                                                         const theorems::GroundCheck& check,
                                                         const theorems::GroundClaim& claim, const Deadline& deadline);

}  // namespace flowcert::proofs
