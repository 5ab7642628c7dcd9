#include "reports/formats/formats.hpp"

#include <array>
#include <iterator>

namespace flowcert::reports {

namespace {

#define FLOWCERT_FORMAT(NAME) &formats::NAME,
constexpr std::array all{FLOWCERT_REPORT_FORMATS(FLOWCERT_FORMAT)};
#undef FLOWCERT_FORMAT

}  // namespace

std::vector<ReportFile> report_files(const RunRecord& run) {
  std::vector<ReportFile> files;
  for (const auto format : all) {
    std::vector<ReportFile> own = format(run);
    std::move(own.begin(), own.end(), std::back_inserter(files));
  }
  return files;
}

}  // namespace flowcert::reports
