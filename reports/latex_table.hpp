#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// A table of all claims for \input: a plain tabular that needs no package, ordered as the run is. Text is escaped; the
/// statement is written as the claim gives it, in math mode, when its braces balance, and left out otherwise.
[[nodiscard]] std::string latex_table(const RunRecord& run);

}  // namespace flowcert::reports
