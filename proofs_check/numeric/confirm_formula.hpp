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

/// Confirms equalities between analytic terms whose variables run over bounded boxes (or that have no variables):
/// at sampled exact points both sides agree to far more than `digits` digits in ball arithmetic that would have told a
/// relative change of the measured size apart. Refuses (with the reason) inequalities, unbounded variables, quantifiers
/// and terms with branches (abs, sign, min, max, floor, ceil), where points prove nothing about the rest.
[[nodiscard]] ConfirmOutcome confirm_formula(const FormulaStatement& statement, int digits, const Deadline& deadline);

}  // namespace flowcert::proofs
