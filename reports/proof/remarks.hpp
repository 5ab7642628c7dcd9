#pragma once

#include <string>

#include "proofs_check/kernel/step.hpp"
#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

/// What D(n) is.
[[nodiscard]] Item about_differences();

/// What is left out, and what the steps below the root take on trust.
[[nodiscard]] std::string remark_on(const proofs::kernel::StepPtr& root, bool cut_short);

}  // namespace flowcert::reports::proof
