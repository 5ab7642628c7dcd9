#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::exact {

/// The proof with a reason found for every pending step in it, as far as one is found by the deadline: the others
/// become `unchecked` steps under the names of what the search came to them by. What is returned holds.
[[nodiscard]] kernel::StepPtr justified(const kernel::StepPtr& root, const Deadline& deadline);

}  // namespace flowcert::proofs::exact
