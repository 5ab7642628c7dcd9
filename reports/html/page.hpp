#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// The report as one HTML page that needs nothing beside it: no network, no script to be read, no fonts. A script, when
/// it runs, adds search. Order and text follow from the record alone.
[[nodiscard]] std::string html_page(const RunRecord& run);

}  // namespace flowcert::reports
