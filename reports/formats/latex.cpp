#include "reports/formats/formats.hpp"
#include "reports/latex_proofs.hpp"
#include "reports/latex_table.hpp"

namespace flowcert::reports::formats {

std::vector<ReportFile> latex(const RunRecord& run) {
  return {{"claims.tex", latex_table(run)}, {"proofs.tex", latex_proofs(run)}};
}

}  // namespace flowcert::reports::formats
