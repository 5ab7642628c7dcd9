#pragma once

#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

/// The flow's values under the evaluator's choices. Throws LocatedError for shapes that do not fit, constants out of
/// range and whatever else CLAIMS.md section 4 does not allow.
[[nodiscard]] FlowDescription describe_flow(Evaluator& evaluator, const FlowSyntax& syntax);

}  // namespace flowcert::theorems
