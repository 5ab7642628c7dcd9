#pragma once

#include <string_view>

namespace flowcert::reports {

/// The program's version, as it stands in every report.
[[nodiscard]] std::string_view version();

}  // namespace flowcert::reports
