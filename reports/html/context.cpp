#include "reports/html/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "reports/expectation.hpp"
#include "reports/markup.hpp"
#include "reports/parts/mathml.hpp"
#include "reports/proof/render.hpp"

namespace flowcert::reports::html {

using proofs::VerdictKind;

namespace {

constexpr std::size_t most_formulas = 6000;         // beyond them, formulas of proofs are shown as text
constexpr std::size_t longest_narrow_formula = 36;  // characters of LaTeX that fit a phone

std::string paper_of(const std::string& id) {
  const std::size_t slash = id.find('/');
  return slash == std::string::npos || slash == 0 ? "claims" : id.substr(0, slash);
}

/// "A14" of "2603.00742/A14-literal-zero-start", "" when the name does not begin with a letter and digits.
std::string row_of(const std::string& id) {
  const std::size_t begin = id.find('/') == std::string::npos ? 0 : id.find('/') + 1;
  std::size_t end = begin;
  while (end < id.size() && std::isupper(static_cast<unsigned char>(id[end])) != 0) ++end;
  const std::size_t digits = end;
  while (end < id.size() && std::isdigit(static_cast<unsigned char>(id[end])) != 0) ++end;
  return digits > begin && end > digits ? id.substr(begin, end - begin) : std::string();
}

/// Statements and the formulas of proofs typeset by one call, each once.
std::map<std::string, std::string> typeset(const RunRecord& run) {
  std::set<std::string> distinct;
  for (const ClaimRecord& claim : run.claims) {
    if (!claim.head.statement.empty()) distinct.insert(claim.head.statement);
    for (const CheckRecord& check : claim.checks)
      for (const proof::Outline& outline : check.outlines)
        proof::each_formula(outline, [&](const proof::Formula& formula) {
          for (const std::string& part : proof::breakable(formula.latex))
            if (distinct.size() < most_formulas) distinct.insert(part);
        });
  }
  const std::vector<std::string> formulas(distinct.begin(), distinct.end());
  const std::vector<std::string> math = mathml(formulas);
  std::map<std::string, std::string> result;
  for (std::size_t i = 0; i < formulas.size(); ++i) result[formulas[i]] = math[i];
  return result;
}

/// A formula in a box that scrolls where it is too wide; one that may be is reached by the keyboard too.
std::string formula(const std::string& statement, const std::string& math) {
  const bool wide = statement.size() > longest_narrow_formula;
  return fmt::format("<div class=\"math\"{}>{}</div>\n",
                     wide ? " tabindex=\"0\" role=\"group\" aria-label=\"Formula\"" : "", in_line(math));
}

}  // namespace

Context make_context(const RunRecord& run) {
  Context page;
  page.run = &run;
  const std::map<std::string, std::string> math = typeset(run);
  std::map<std::string, int> anchors;
  for (const ClaimRecord& claim : run.claims) {
    Entry entry;
    entry.claim = &claim;
    entry.anchor = "c-" + slug(claim.head.id);
    if (const int again = ++anchors[entry.anchor]; again > 1) entry.anchor += fmt::format("--{}", again);
    entry.paper = paper_of(claim.head.id);
    entry.row = row_of(claim.head.id);
    if (!claim.head.statement.empty()) entry.math = formula(claim.head.statement, math.at(claim.head.statement));
    entry.unexpected = !as_expected(claim);
    if (std::find(page.papers.begin(), page.papers.end(), entry.paper) == page.papers.end())
      page.papers.push_back(entry.paper);
    page.entries.push_back(std::move(entry));
  }
  page.formulas = math;
  return page;
}

std::string badge(VerdictKind verdict) {
  constexpr const char* signs[] = {"\u2713", "\u25CE", "\u2248", "?",
                                   "\u2717"};  // tick, circled, almost equal, ?, cross
  return fmt::format("<span class=\"badge {0}\"><span aria-hidden=\"true\">{1}</span> {0}</span>",
                     proofs::to_text(verdict), signs[static_cast<int>(verdict)]);
}

std::string paper_title(const std::string& paper) {
  const bool number =
      paper.size() >= 9 && std::isdigit(static_cast<unsigned char>(paper.front())) != 0 && paper.find('.') == 4;
  return escape_markup((number ? "arXiv:" : "") + paper);
}

std::string accuracy(const ClaimRecord& claim) {
  std::string resolution;
  std::string margin;
  const auto exponent = [](const std::string& text) {
    const std::size_t e = text.find('e');
    return e == std::string::npos ? 0 : std::atoi(text.c_str() + e + 1);
  };
  for (const CheckRecord& check : claim.checks) {
    if (!check.resolution.empty() && (resolution.empty() || exponent(check.resolution) > exponent(resolution)))
      resolution = check.resolution;
    if (margin.empty()) margin = check.margin;
  }
  return resolution.empty() ? margin : resolution;
}

std::string evidence(const ClaimRecord& claim) {
  std::vector<std::string> all;
  for (const CheckRecord& check : claim.checks) {
    if (check.verdict == VerdictKind::undecided || check.method.empty()) continue;
    const std::string text = check.method + (check.backend.empty() ? "" : " (" + check.backend + ")");
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
  }
  return fmt::format("{}", fmt::join(all, "; "));
}

std::string slug(const std::string& text) {
  std::string result;
  for (const char c : text)
    result += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ? c : '_';
  return result;
}

}  // namespace flowcert::reports::html
