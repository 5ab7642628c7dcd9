#pragma once

#include <optional>
#include <string>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/numeric/evidence.hpp"

namespace flowcert::proofs {

struct ConfirmOutcome {
  std::optional<NumericEvidence> evidence;
  std::string resolution;  // "1e-44": the smallest relative change of the right side that was told apart
  std::string reason;      // why not confirmed
};

/// Confirms equalities: of terms without variables, or over a bounded box on which balls show both sides to be defined
/// and analytic (in pieces, if need be). Both sides agree, at random exact points of every piece and at rising
/// precisions, to at least four times `digits` digits (matrix functions and the like: see the .cpp), and to four times
/// as many as hide the least contribution of any part of a side. Refuses, with the reason, what cannot be shown so.
[[nodiscard]] ConfirmOutcome confirm_formula(const FormulaStatement& statement, int digits, const Deadline& deadline);

}  // namespace flowcert::proofs
