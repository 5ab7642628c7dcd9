#include "reports/json.hpp"

#include "reports/formats/formats.hpp"

namespace flowcert::reports::formats {

std::vector<ReportFile> json(const RunRecord& run) {
  return {{"results.json", text_of(to_json(run))}};
}

}  // namespace flowcert::reports::formats
