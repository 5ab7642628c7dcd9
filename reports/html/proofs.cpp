#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "reports/html/context.hpp"
#include "reports/markup.hpp"
#include "reports/parts/mathml.hpp"
#include "reports/proof/render.hpp"

namespace flowcert::reports::html {

namespace {

/// MathML without the LaTeX that it was made from: a proof has hundreds of formulas, and that is in proofs.tex.
std::string without_annotation(const std::string& math) {
  const std::size_t begin = math.find("<annotation"), end = math.find("</annotation>");
  if (begin == std::string::npos || end == std::string::npos) return math;
  return math.substr(0, begin) + math.substr(end + std::string_view("</annotation>").size());
}

}  // namespace

std::string outlines(const CheckRecord& check, const Context& page) {
  const auto math = [&](const std::string& latex) {
    const auto typeset = page.formulas.find(latex);
    const bool markup = typeset != page.formulas.end() && typeset->second.rfind("<math", 0) == 0;
    return markup ? in_line(without_annotation(typeset->second)) : std::string();
  };
  std::string html;
  for (const proof::Outline& outline : check.outlines) html += proof::html_of(outline, math);
  return html;
}

std::string proofs_of_all(const Context& page) {
  std::string html;
  for (const Entry& entry : page.entries) {
    const std::vector<CheckRecord>& checks = entry.claim->checks;
    if (std::all_of(checks.begin(), checks.end(), [](const CheckRecord& check) { return check.outlines.empty(); }))
      continue;
    const theorems::Head& head = entry.claim->head;
    html += fmt::format("<section id=\"{0}\" aria-labelledby=\"h-{0}\">\n<h2 id=\"h-{0}\">{1} {2}</h2>\n{3}",
                        entry.anchor, escape_markup(head.id), escape_markup(head.title), entry.math);
    for (const CheckRecord& check : checks)
      if (!check.outlines.empty())
        html += fmt::format("<h3>{}{} {}</h3>\n{}", check.is_step ? "Step: " : "", escape_markup(check.name),
                            badge(check.verdict), outlines(check, page));
    html += "</section>\n";
  }
  return html;
}

}  // namespace flowcert::reports::html
