#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs {

/// A step of the rule `enclosure` that shows the statement: its box from the bounds in the hypotheses, cut until the
/// kernel settles every part. Null if a variable is not bounded on both sides, or by the deadline none is found.
[[nodiscard]] kernel::StepPtr enclosure_step(const FormulaStatement& statement, const Deadline& deadline);

}  // namespace flowcert::proofs
