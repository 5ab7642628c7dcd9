#include <fmt/format.h>

#include "reports/csv.hpp"
#include "reports/expectation.hpp"
#include "reports/formats/formats.hpp"

namespace flowcert::reports::formats {

/// One line for each check: its claim file, its name, its verdict, and how it was reached.
std::vector<ReportFile> verdicts(const RunRecord& run) {
  std::vector<std::vector<std::string>> rows;
  for (const ClaimRecord& claim : run.claims) {
    const std::string expected = as_expected(claim) ? "yes" : "no", seconds = fmt::format("{:.3f}", claim.seconds);
    for (const CheckRecord& check : claim.checks)
      rows.push_back({claim.head.id, expected, seconds, check.name, std::string(proofs::to_text(check.verdict)),
                      check.method, check.backend});
  }
  return {
      {"verdicts.csv", csv_table({"claim", "as expected", "seconds", "check", "verdict", "method", "backend"}, rows)}};
}

}  // namespace flowcert::reports::formats
