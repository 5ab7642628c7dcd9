#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// JUnit XML: one suite per paper (the id's part before the first '/'), one case per claim. A claim that is not as
/// expected is a failure that carries the witness or what was tried; an open one is skipped; an internal error is an
/// error.
[[nodiscard]] std::string junit_xml(const RunRecord& run);

}  // namespace flowcert::reports
