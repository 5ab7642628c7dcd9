#pragma once

#include <string>
#include <vector>

#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::test {

struct ChangedStep {
  std::string what;  // was changed
  kernel::Step step;
};

/// The step with one thing changed in each: a number, sign, relation, variable or operation in its claim, in a
/// hypothesis (here alone, or in the premises' contexts as well), in a premise's claim or in its data; a premise or a
/// hypothesis left out, premises exchanged, another rule, name or place, whole numbers made real ones and the other way
/// round.
[[nodiscard]] std::vector<ChangedStep> changes_of(const kernel::Step& step);

}  // namespace flowcert::proofs::test
