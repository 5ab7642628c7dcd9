#pragma once

#include <string>
#include <vector>

#include "reports/formats/list.hpp"
#include "reports/records.hpp"

namespace flowcert::reports {

struct ReportFile {
  std::string name, text;
};

namespace formats {
#define FLOWCERT_DECLARE(NAME) [[nodiscard]] std::vector<ReportFile> NAME(const RunRecord& run);
FLOWCERT_REPORT_FORMATS(FLOWCERT_DECLARE)
#undef FLOWCERT_DECLARE
}  // namespace formats

/// The files of a report, in every format, from the record alone.
[[nodiscard]] std::vector<ReportFile> report_files(const RunRecord& run);

}  // namespace flowcert::reports
