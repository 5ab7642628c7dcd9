#include <fmt/format.h>

#include <array>
#include <string_view>

#include "reports/markup.hpp"
#include "reports/proof/render.hpp"
#include "reports/proof/view.hpp"

namespace flowcert::reports::proof {

namespace {

std::string list(const std::vector<Item>& items, const View& view) {
  if (items.empty()) return {};
  std::string html = "<ol class=\"argument\">\n";
  for (const Item& item : items) {
    html += "<li>";
    if (item.number != 0) html += "<span class=\"no\">" + label(item.number) + "</span> ";
    html += render_line(item, view);
    for (const Block& block : item.blocks) {
      const std::string heading = render_heading(block, view);
      html += "\n<div class=\"block\">";
      if (!heading.empty()) html += "<p>" + heading + "</p>\n";
      html += list(block.items, view) + "</div>";
    }
    html += "</li>\n";
  }
  return html + "</ol>\n";
}

}  // namespace

std::vector<std::string> breakable(const std::string& latex) {
  constexpr std::size_t longest = 90, shortest = 30;
  if (latex.size() <= longest) return {latex};
  static constexpr std::array<std::string_view, 8> signs{" + ", " - ",    " = ",    " < ",
                                                         " > ", " \\le ", " \\ge ", " \\ne "};
  std::vector<std::string> parts;
  std::string before;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < latex.size(); ++at) {
    const char c = latex[at];
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (depth != 0 || c != ' ' || at - begin < shortest) continue;
    for (const std::string_view sign : signs) {
      if (latex.compare(at, sign.size(), sign) != 0) continue;
      parts.push_back(before + latex.substr(begin, at - begin));
      before = "{}";  // so that the sign at the beginning has its room on both sides
      begin = at;
      break;
    }
  }
  parts.push_back(before + latex.substr(begin));
  return parts;
}

std::string html_of(const Outline& outline, const std::function<std::string(const std::string&)>& math) {
  const auto formula = [&](const Formula& whole) {
    std::string html;
    for (const std::string& part : breakable(whole.latex)) {
      const std::string markup = math(part);
      if (markup.empty()) return "<code>" + escape_markup(whole.text) + "</code>";
      html += (html.empty() ? "" : " ") + markup;
    }
    return html;
  };
  const View view{[](const std::string& text) { return escape_markup(text); }, formula};
  std::string html = "<div class=\"outline\">\n";
  if (!outline.title.empty()) html += "<p><strong>" + escape_markup(outline.title) + "</strong></p>\n";
  if (!outline.variables.empty()) html += "<p>" + render(outline.variables, view) + "</p>\n";
  if (!outline.motion.empty()) html += "<p>" + render(outline.motion, view) + "</p>\n" + list(outline.equations, view);
  if (!outline.abbreviations.empty()) html += "<p>We write</p>\n" + list(outline.abbreviations, view);
  if (!outline.assumptions.empty()) html += "<p>Given:</p>\n" + list(outline.assumptions, view);
  html += "<p>Claim: " + formula(outline.claim) + ".</p>\n";
  if (!outline.items.empty()) html += "<p><em>Proof.</em></p>\n" + list(outline.items, view);
  if (!outline.remark.empty()) html += "<p class=\"note\">" + escape_markup(outline.remark) + "</p>\n";
  return html + "</div>\n";
}

}  // namespace flowcert::reports::proof
