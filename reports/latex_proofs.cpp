#include "reports/latex_proofs.hpp"

#include <fmt/format.h>

#include "reports/proof/render.hpp"

namespace flowcert::reports {

namespace {

constexpr std::size_t most_trail_lines = 60;

std::string trail(const CheckRecord& check) {
  if (check.proof.empty()) return {};
  std::string text = fmt::format("\\begin{{proof}}[{{Evidence for {}}}]\n\\sloppy\n", proof::latex_words(check.name));
  for (std::size_t k = 0; k < std::min(check.proof.size(), most_trail_lines); ++k)
    text += "\\proofline{1}{" + proof::latex_words(check.proof[k]) + "}\n";
  if (check.proof.size() > most_trail_lines)
    text += fmt::format("\\proofline{{1}}{{{} more lines are not shown.}}\n", check.proof.size() - most_trail_lines);
  return text + "\\end{proof}\n";
}

std::string proofs_of(const ClaimRecord& claim) {
  std::string text;
  for (const CheckRecord& check : claim.checks) {
    for (const proof::Outline& outline : check.outlines) text += proof::latex_of(outline, check.name);
    if ((check.outlines.empty() || check.told_in_part) && check.verdict == proofs::VerdictKind::proved)
      text += trail(check);
  }
  if (text.empty()) return {};
  const std::string& title = claim.head.title;
  return fmt::format("\n\\subsection*{{{}}}\n{}{}", proof::latex_words(claim.head.id),
                     title.empty() ? "" : proof::latex_words(title) + ".\n", text);
}

}  // namespace

std::string latex_proofs(const RunRecord& run) {
  std::string text = proof::latex_preamble();
  for (const ClaimRecord& claim : run.claims) text += proofs_of(claim);
  return text;
}

}  // namespace flowcert::reports
