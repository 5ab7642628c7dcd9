#include "reports/latex_table.hpp"

#include <fmt/format.h>

#include "reports/markup.hpp"

namespace flowcert::reports {

namespace {

/// Whether the text can stand between \( and \) without ending the table's row or cell.
bool safe_in_math(const std::string& text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
      if (i < text.size() && (text[i] == '\\' || text[i] == '(' || text[i] == ')')) return false;
    } else if (text[i] == '{') {
      ++depth;
    } else if (text[i] == '}') {
      if (--depth < 0) return false;
    } else if (text[i] == '&' || text[i] == '$' || text[i] == '%' || text[i] == '#' ||
               static_cast<unsigned char>(text[i]) > 126) {
      return false;
    }
  }
  return depth == 0 && !text.empty() && text.back() != '\\' && text.find("\\begin") == std::string::npos;
}

std::string smallest_evidence(const ClaimRecord& claim) {
  std::string text;
  for (const CheckRecord& check : claim.checks) {
    const std::string& value = check.resolution.empty() ? check.margin : check.resolution;
    if (!value.empty() && text.empty()) text = value;
  }
  return text.size() > 24 ? text.substr(0, 24) + "..." : text;
}

}  // namespace

std::string latex_table(const RunRecord& run) {
  std::string table = fmt::format(
      "% {} claims, flowcert {}\n"
      "\\begin{{tabular}}{{llll}}\n\\hline\nClaim & Statement & Verdict & Resolution or margin \\\\\n\\hline\n",
      run.claims.size(), run.version);
  for (const ClaimRecord& claim : run.claims) {
    const std::string& statement = claim.head.statement;
    table += fmt::format("{} & {} & {} & {} \\\\\n", escape_latex(claim.head.id),
                         safe_in_math(statement) ? "\\(" + statement + "\\)" : escape_latex(claim.head.title),
                         proofs::to_text(claim.verdict), escape_latex(smallest_evidence(claim)));
  }
  return table + "\\hline\n\\end{tabular}\n";
}

}  // namespace flowcert::reports
