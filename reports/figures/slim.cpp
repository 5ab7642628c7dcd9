#include "reports/figures/slim.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "reports/markup.hpp"

namespace flowcert::reports {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// Cuts everything from `begin` to the end of the next `end`, wherever that stands.
void cut(std::string& text, std::string_view begin, std::string_view end) {
  std::size_t at = 0;
  while ((at = text.find(begin, at)) != std::string::npos) {
    const std::size_t stop = text.find(end, at + begin.size());
    if (stop == std::string::npos) return;
    text.erase(at, stop + end.size() - at);
  }
}

/// Runs of white space as one blank, none before '<'.
std::string squeezed(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (result.empty() || result.back() == ' ' || result.back() == '>')) continue;
    if (c == '<' && !result.empty() && result.back() == ' ') result.pop_back();
    result += blank ? ' ' : c;
  }
  return result;
}

/// Removes <g ...></g> again and again: an empty group may leave an empty one around it.
void drop_empty_groups(std::string& text) {
  for (std::size_t at = 0; (at = text.find("></g>", at)) != std::string::npos;) {
    const std::size_t open = text.rfind('<', at);
    if (open == std::string::npos || text.compare(open, 2, "<g") != 0) {
      ++at;
      continue;
    }
    text.erase(open, at + 5 - open);
    at = open > 0 ? open - 1 : 0;
  }
}

}  // namespace

std::string slim_svg(const std::string& file, const std::string& title, const std::string& id) {
  const std::size_t canvas = file.find("<g id=\"gnuplot_canvas\"");
  if (canvas == std::string::npos) return {};
  std::string body = file.substr(canvas);
  cut(body, "<defs>", "</defs>");
  cut(body, "<title>", "</title>");
  cut(body, "<rect", "/>");
  body = squeezed(body);
  cut(body, " id=\"", "\"");
  replace_all(body, " fill=\"none\" color=\"black\" stroke=\"currentColor\"", " class=\"k\"");
  replace_all(body, " fill=\"none\" color=\"gray\" stroke=\"currentColor\"", " class=\"k\"");
  replace_all(body, " stroke-linecap=\"butt\" stroke-linejoin=\"miter\"", "");
  replace_all(body, " stroke-width=\"1.00\"", "");
  replace_all(body, " font-family=\"sans-serif\" font-size=\"13.00\"", "");
  replace_all(body, " stroke=\"none\" fill=\"black\"", " class=\"w\"");
  replace_all(body, " stroke='black'", "");
  replace_all(body, " stroke='gray'", "");
  drop_empty_groups(body);
  return fmt::format(
      "<svg viewBox=\"0 0 640 300\" role=\"img\" aria-labelledby=\"{0}\" xmlns=\"http://www.w3.org/2000/svg\">"
      "<title id=\"{0}\">{1}</title>{2}",
      id, escape_markup(title), body);
}

}  // namespace flowcert::reports
