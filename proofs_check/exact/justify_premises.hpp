#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::exact {

/// The pending step with those of its premises alone that speak of what its claim speaks of: definitions of terms in
/// it, and facts about no other variables. Questions about fewer facts are answered sooner.
[[nodiscard]] kernel::Step with_relevant_premises(const kernel::Step& pending);

/// A step that holds without premises that it does not need, as far as they are found by the deadline. It holds.
[[nodiscard]] kernel::StepPtr pruned(const kernel::StepPtr& step, const Deadline& deadline);

}  // namespace flowcert::proofs::exact
