#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::exact {

/// A pending step `f(...) == value`: by what the kernel knows of f. Null, or a step with the same conclusion.
[[nodiscard]] kernel::StepPtr by_value(const kernel::Step& pending, const Deadline& deadline);

}  // namespace flowcert::proofs::exact
