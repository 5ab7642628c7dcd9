#include "reports/formats/formats.hpp"
#include "reports/html/page.hpp"

namespace flowcert::reports::formats {

std::vector<ReportFile> html(const RunRecord& run) {
  Pages pages = html_pages(run);
  return {{"index.html", std::move(pages.index)}, {"proofs.html", std::move(pages.proofs)}};
}

}  // namespace flowcert::reports::formats
