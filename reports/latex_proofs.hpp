#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// The proofs as a part of an article that uses amsmath and amsthm, for \\input: claim by claim, each check's argument,
/// or the lines that the search left where there are no steps.
[[nodiscard]] std::string latex_proofs(const RunRecord& run);

}  // namespace flowcert::reports
