#include "reports/terminal.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "reports/command.hpp"
#include "reports/expectation.hpp"
#include "reports/proof/render.hpp"

namespace flowcert::reports {

using proofs::VerdictKind;

namespace {

constexpr std::array kinds = {VerdictKind::proved, VerdictKind::certified, VerdictKind::confirmed,
                              VerdictKind::undecided, VerdictKind::refuted};
constexpr std::size_t longest_line = 400;

std::string coloured(const std::string& text, const char* code, const TerminalStyle& style) {
  return style.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string verdict_text(const ClaimRecord& claim, const TerminalStyle& style) {
  const std::string padded = fmt::format("{:<9}", proofs::to_text(claim.verdict));
  if (!as_expected(claim)) return coloured(padded, claim.verdict == VerdictKind::undecided ? "1;33" : "1;31", style);
  return coloured(padded, claim.verdict == VerdictKind::undecided ? "33" : "32", style);
}

std::string cut(const std::string& text) {
  return text.size() <= longest_line ? text : text.substr(0, longest_line) + " ...";
}

std::string detail(int indent, const std::string& name, const std::string& text) {
  if (text.empty()) return {};
  return fmt::format("{:{}}{}{}{}\n", "", indent, name, name.empty() ? "" : ": ", cut(printable(text)));
}

std::string check_heading(const CheckRecord& check) {
  std::string line = check.name + ": " + check.claim;
  if (!check.for_text.empty()) line += "   for " + check.for_text;
  if (!check.limit_text.empty()) line += "   as " + check.limit_text;
  return fmt::format("    {:<9} {}\n", proofs::to_text(check.verdict), cut(printable(line)));
}

std::string tried_text(const CheckRecord& check) {
  std::string text;
  for (const proofs::Attempt& attempt : check.tried)
    text += detail(6, "tried " + printable(attempt.method),
                   attempt.outcome + (attempt.reason.empty() ? "" : ", " + attempt.reason));
  return text;
}

std::string witness_text(const CheckRecord& check) {
  std::string text;
  for (const proofs::NamedValue& value : check.witness) {
    if (!text.empty()) text += ", ";
    text += value.name + " = " + value.value;
  }
  return text;
}

/// The argument where there is one, else the lines that the search left.
std::string proof_text(const CheckRecord& check) {
  std::string text;
  for (const proof::Outline& outline : check.outlines)
    for (const std::string& line : proof::text_of(outline)) text += "      " + printable(line) + "\n";
  if (check.outlines.empty() || check.told_in_part)
    for (const std::string& line : check.proof) text += detail(6, "", line);
  return text;
}

std::string check_text(const CheckRecord& check, const TerminalStyle& style) {
  const bool good = proofs::is_positive(check.verdict);
  if (good && !style.checks && !style.proof) return {};
  std::string text = check_heading(check);
  text += detail(6, "witness", witness_text(check));
  text += detail(6, "", check.message);
  if (check.verdict == VerdictKind::undecided || style.checks) text += tried_text(check);
  if (style.checks) {
    text += detail(6, "method", check.method + (check.backend.empty() ? "" : " (" + check.backend + ")"));
    text += detail(6, "resolution", check.resolution);
    text += detail(6, "margin", check.margin);
  }
  if (style.proof) text += proof_text(check);
  return text;
}

/// Whether the checks' lines under the claim's are worth their room.
bool needs_detail(const ClaimRecord& claim, const TerminalStyle& style) {
  return style.checks || style.proof || !as_expected(claim) || claim.verdict == VerdictKind::refuted;
}

std::string remark(const ClaimRecord& claim) {
  if (!claim.internal_error.empty()) return "   internal error";
  const theorems::Expectation expect = claim.head.expect;
  if (as_expected(claim))
    return claim.verdict == VerdictKind::refuted     ? "   (as expected)"
           : claim.verdict == VerdictKind::undecided ? "   (open, as expected)"
                                                     : "";
  if (expect == theorems::Expectation::open) return "   NEWS: was listed as open";
  if (expect == theorems::Expectation::none && claim.head.least_evidence.empty()) return "";
  return "   NOT AS EXPECTED: " + expectation_text(claim.head);
}

}  // namespace

std::string claim_text(const ClaimRecord& claim, const TerminalStyle& style) {
  std::string text =
      fmt::format("{} {:>9}  {}", verdict_text(claim, style), duration_text(claim.seconds), printable(claim.head.id));
  if (!claim.head.title.empty()) text += "  " + cut(printable(claim.head.title));
  text += remark(claim) + "\n";
  text += detail(4, "internal error", claim.internal_error);
  if (!as_expected(claim)) text += detail(4, "reproduce", reproducing_command(claim));
  if (needs_detail(claim, style))
    for (const CheckRecord& check : claim.checks) text += check_text(check, style);
  return text;
}

std::string summary_text(const RunRecord& run, const TerminalStyle& style) {
  std::array<std::size_t, kinds.size()> counts{};
  std::size_t surprises = 0;
  std::size_t internal = 0;
  for (const ClaimRecord& claim : run.claims) {
    ++counts.at(static_cast<std::size_t>(claim.verdict));
    surprises += as_expected(claim) ? 0 : 1;
    internal += claim.internal_error.empty() ? 0 : 1;
  }
  std::string text = fmt::format("{} claim{}", run.claims.size(), run.claims.size() == 1 ? "" : "s");
  for (const VerdictKind kind : kinds)
    if (const std::size_t count = counts.at(static_cast<std::size_t>(kind)); count > 0)
      text += fmt::format(", {} {}", count, proofs::to_text(kind));
  if (!run.errors.empty())
    text += fmt::format(", {} error{} of input", run.errors.size(), run.errors.size() == 1 ? "" : "s");
  if (internal > 0) text += fmt::format(", {} internal error{}", internal, internal == 1 ? "" : "s");
  if (surprises > 0) {
    text += "; " + coloured(fmt::format("{} not as expected", surprises), "1;31", style);
  } else if (!run.claims.empty() && run.errors.empty()) {
    text += run.claims.size() == 1 ? "; as expected" : "; all as expected";
  }
  if (run.interrupted) text += "; interrupted: what is above was decided before";
  return text + "\n";
}

std::string progress_text(std::size_t done, std::size_t all, const std::string& running, std::size_t width) {
  std::string line = printable(fmt::format("[{}/{}] {}", done, all, running));
  if (line.size() > width) line = width > 3 ? line.substr(0, width - 3) + "..." : std::string();
  return line;
}

std::string printable(const std::string& text) {
  std::string result = text;
  for (char& c : result)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f) c = '?';
  return result;
}

std::string duration_text(double seconds) {
  if (seconds < 99.995) return fmt::format("{:.2f} s", seconds);
  const long whole = std::lround(seconds);
  return fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

}  // namespace flowcert::reports
