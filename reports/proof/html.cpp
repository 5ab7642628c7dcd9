#include <fmt/format.h>

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

std::string html_of(const Outline& outline, const std::function<std::string(const Formula&)>& math) {
  const View view{[](const std::string& text) { return escape_markup(text); }, math};
  std::string html = "<div class=\"outline\">\n";
  if (!outline.title.empty()) html += "<p><strong>" + escape_markup(outline.title) + "</strong></p>\n";
  if (!outline.variables.empty()) html += "<p>" + render(outline.variables, view) + "</p>\n";
  if (!outline.abbreviations.empty()) html += "<p>Names of the file:</p>\n" + list(outline.abbreviations, view);
  if (!outline.assumptions.empty()) html += "<p>Given:</p>\n" + list(outline.assumptions, view);
  if (!outline.items.empty()) html += "<p><em>Proof.</em></p>\n" + list(outline.items, view);
  if (!outline.remark.empty()) html += "<p class=\"note\">" + escape_markup(outline.remark) + "</p>\n";
  return html + "</div>\n";
}

}  // namespace flowcert::reports::proof
