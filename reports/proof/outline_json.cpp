#include "reports/proof/outline_json.hpp"

namespace flowcert::reports::proof {

namespace {

Json json_of(const Formula& formula) {
  return {{"text", formula.text}, {"latex", formula.latex}};
}

Formula formula_from(const Json& json) {
  return {json.value("text", ""), json.value("latex", "")};
}

Json json_of(const Sentence& sentence) {
  Json array = Json::array();
  for (const Piece& piece : sentence) {
    if (piece.kind == Piece::Kind::words) array.push_back(piece.words);
    if (piece.kind == Piece::Kind::formula) array.push_back(json_of(piece.formula));
    if (piece.kind == Piece::Kind::reference) array.push_back(piece.item);
  }
  return array;
}

Sentence sentence_from(const Json& json) {
  Sentence sentence;
  for (const Json& piece : json) {
    if (piece.is_string()) {
      sentence.push_back(words(piece.get<std::string>()));
    } else if (piece.is_object()) {
      sentence.push_back(shown(formula_from(piece)));
    } else {
      sentence.push_back(reference(piece.get<std::size_t>()));
    }
  }
  return sentence;
}

Json json_of(const std::vector<Item>& items) {
  Json array = Json::array();
  for (const Item& item : items) {
    Json entry = Json::object();
    if (item.number != 0) entry["number"] = item.number;
    if (item.goal != 0) entry["goal"] = item.goal;
    if (item.claim) entry["claim"] = json_of(*item.claim);
    if (!item.predicate.empty()) entry["predicate"] = json_of(item.predicate);
    if (!item.reason.empty()) entry["reason"] = json_of(item.reason);
    for (const Block& block : item.blocks)
      entry["blocks"].push_back(
          {{"number", block.number}, {"heading", json_of(block.heading)}, {"items", json_of(block.items)}});
    array.push_back(std::move(entry));
  }
  return array;
}

const Json& entry(const Json& json, const char* name) {
  static const Json nothing = Json::array();
  const auto found = json.find(name);
  return found == json.end() ? nothing : *found;
}

std::vector<Item> items_from(const Json& json) {
  std::vector<Item> items;
  for (const Json& one : json) {
    Item item;
    item.number = one.value("number", std::size_t{0});
    item.goal = one.value("goal", std::size_t{0});
    if (one.contains("claim")) item.claim = formula_from(one["claim"]);
    item.predicate = sentence_from(entry(one, "predicate"));
    item.reason = sentence_from(entry(one, "reason"));
    for (const Json& block : entry(one, "blocks"))
      item.blocks.push_back({block.value("number", std::size_t{0}), sentence_from(entry(block, "heading")),
                             items_from(entry(block, "items"))});
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

Json to_json(const Outline& outline) {
  return {{"claim", json_of(outline.claim)},
          {"title", outline.title},
          {"variables", json_of(outline.variables)},
          {"motion", json_of(outline.motion)},
          {"equations", json_of(outline.equations)},
          {"given", json_of(outline.assumptions)},
          {"names", json_of(outline.abbreviations)},
          {"lines", json_of(outline.items)},
          {"remark", outline.remark}};
}

Outline outline_from(const Json& json) {
  Outline outline;
  if (json.contains("claim")) outline.claim = formula_from(json["claim"]);
  outline.title = json.value("title", "");
  outline.variables = sentence_from(entry(json, "variables"));
  outline.motion = sentence_from(entry(json, "motion"));
  outline.equations = items_from(entry(json, "equations"));
  outline.assumptions = items_from(entry(json, "given"));
  outline.abbreviations = items_from(entry(json, "names"));
  outline.items = items_from(entry(json, "lines"));
  outline.remark = json.value("remark", "");
  return outline;
}

}  // namespace flowcert::reports::proof
