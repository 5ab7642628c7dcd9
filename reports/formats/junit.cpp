#include "reports/junit.hpp"

#include "reports/formats/formats.hpp"

namespace flowcert::reports::formats {

std::vector<ReportFile> junit(const RunRecord& run) {
  return {{"junit.xml", junit_xml(run)}};
}

}  // namespace flowcert::reports::formats
