#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// The report as one HTML page that needs nothing beside it: no network, no script to be read, no fonts. A script, when
/// it runs, adds search. Order and text follow from the record alone.
[[nodiscard]] std::string html_page(const RunRecord& run);

/// The report's pages: the one above, and all proofs, to which it refers for those that it has no room for.
struct Pages {
  std::string index, proofs;
};
[[nodiscard]] Pages html_pages(const RunRecord& run);

}  // namespace flowcert::reports
