#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

Sentence listed(const std::vector<Sentence>& parts) {
  Sentence result;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (k > 0) result.push_back(words(k + 1 == parts.size() ? " and " : ", "));
    append(result, parts[k]);
  }
  return result;
}

std::size_t line_count(const std::vector<Item>& items) {
  std::size_t count = items.size();
  for (const Item& item : items)
    for (const Block& block : item.blocks) count += 1 + line_count(block.items);
  return count;
}

namespace {

void visit_sentence(const Sentence& sentence, const std::function<void(const Formula&)>& visit) {
  for (const Piece& piece : sentence)
    if (piece.kind == Piece::Kind::formula) visit(piece.formula);
}

void visit_items(const std::vector<Item>& items, const std::function<void(const Formula&)>& visit) {
  for (const Item& item : items) {
    if (item.claim) visit(*item.claim);
    visit_sentence(item.predicate, visit);
    visit_sentence(item.reason, visit);
    for (const Block& block : item.blocks) {
      visit_sentence(block.heading, visit);
      visit_items(block.items, visit);
    }
  }
}

}  // namespace

void each_formula(const Outline& outline, const std::function<void(const Formula&)>& visit) {
  visit(outline.claim);
  visit_sentence(outline.variables, visit);
  visit_sentence(outline.motion, visit);
  for (const auto* items : {&outline.equations, &outline.abbreviations, &outline.assumptions, &outline.items})
    visit_items(*items, visit);
}

}  // namespace flowcert::reports::proof
