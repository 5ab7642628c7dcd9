#include "reports/proof/view.hpp"

#include <fmt/format.h>

namespace flowcert::reports::proof {

std::string label(std::size_t number) {
  return number == 0 ? "(a line that is not shown)" : fmt::format("({})", number);
}

std::string render(const Sentence& sentence, const View& view) {
  std::string text;
  for (const Piece& piece : sentence) {
    if (piece.kind == Piece::Kind::words) text += view.words(piece.words);
    if (piece.kind == Piece::Kind::formula) text += view.formula(piece.formula);
    if (piece.kind == Piece::Kind::reference) text += view.words(label(piece.item));
  }
  return text;
}

std::string render_line(const Item& item, const View& view) {
  std::string text;
  if (item.claim) text = view.formula(*item.claim);
  text += render(item.predicate, view);
  if (item.goal != 0) text = view.words(label(item.goal) + " holds");
  const std::string reason = render(item.reason, view);
  if (!reason.empty()) text += (text.empty() ? "" : view.words(", ")) + reason;
  return text + view.words(item.blocks.empty() ? "." : ":");
}

std::string render_heading(const Block& block, const View& view) {
  if (block.heading.empty()) return {};
  std::string text = render(block.heading, view);
  if (block.number != 0) text += view.words(" " + label(block.number));
  return text + view.words(":");
}

}  // namespace flowcert::reports::proof
