#include <fmt/format.h>

#include "reports/markup.hpp"
#include "reports/proof/render.hpp"
#include "reports/proof/view.hpp"

namespace flowcert::reports::proof {

namespace {

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::string line(std::size_t depth, const std::string& text) {
  return fmt::format("\\proofline{{{}}}{{{}}}\n", depth, text);
}

std::string lines(const std::vector<Item>& items, std::size_t depth, const View& view) {
  std::string text;
  for (const Item& item : items) {
    text += line(depth, (item.number != 0 ? label(item.number) + "~" : "") + render_line(item, view));
    for (const Block& block : item.blocks) {
      const std::string heading = render_heading(block, view);
      if (!heading.empty()) text += line(depth + 1, heading);
      text += lines(block.items, depth + (heading.empty() ? 1 : 2), view);
    }
  }
  return text;
}

}  // namespace

std::string latex_words(const std::string& words) {
  std::string text = escape_latex(words);
  replace(text, "\u201c", "``");
  replace(text, "\u201d", "''");
  replace(text, "\\textquotedbl{}", "''");
  replace(text, "\\textless{}=", "$\\le$");
  replace(text, "\\textgreater{}=", "$\\ge$");
  replace(text, "\\textless{}", "$<$");
  replace(text, "\\textgreater{}", "$>$");
  return text;
}

std::string latex_preamble() {
  return "% Needs amsmath and amsthm.\n"
         "\\providecommand{\\proofline}[2]{{\\leftskip=#1em\\relax\\noindent #2\\par}}\n";
}

std::string latex_of(const Outline& outline, const std::string& name) {
  const View view{latex_words, [](const Formula& formula) { return "$" + formula.latex + "$"; }};
  std::string title = "Proof of ``" + latex_words(name) + "''";
  if (!outline.title.empty()) title += ", " + latex_words("f" + outline.title.substr(1));
  std::string text =
      "\\begin{proof}[" + (title.find(']') == std::string::npos ? title : "{" + title + "}") + "]\n\\sloppy\n";
  if (!outline.variables.empty()) text += render(outline.variables, view) + "\n";
  if (!outline.motion.empty()) text += line(0, render(outline.motion, view)) + lines(outline.equations, 1, view);
  if (!outline.abbreviations.empty()) text += line(0, "We write") + lines(outline.abbreviations, 1, view);
  if (!outline.assumptions.empty()) text += line(0, "Given are") + lines(outline.assumptions, 1, view);
  text += line(0, "It is claimed that " + view.formula(outline.claim) + ".");
  text += lines(outline.items, 1, view);
  if (!outline.remark.empty()) text += line(0, latex_words(outline.remark));
  return text + "\\end{proof}\n";
}

}  // namespace flowcert::reports::proof
