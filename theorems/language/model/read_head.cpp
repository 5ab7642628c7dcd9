#include "theorems/language/model/table_reader.hpp"

namespace flowcert::theorems {

namespace {

void read_assume(ReadContext& context, const TomlNode& node, FileModel& model) {
  if (node.kind == TomlNode::Kind::string) {
    const auto parsed = read_text(context, node.text, parse_expression);
    if (parsed) model.assume.push_back({*parsed, node.text.text});
    return;
  }
  if (node.kind != TomlNode::Kind::array) {
    context.diagnostics.add(
        node.offset, fmt::format("'assume' is {}, expected an array of claims in strings", kind_text(node.kind)));
    return;
  }
  for (const TomlNode& item : node.items) {
    if (item.kind != TomlNode::Kind::string) {
      context.diagnostics.add(item.offset, fmt::format("expected a claim in a string, found {}", kind_text(item.kind)));
      continue;
    }
    const auto parsed = read_text(context, item.text, parse_expression);
    if (parsed) model.assume.push_back({*parsed, item.text.text});
  }
}

}  // namespace

void read_head(ReadContext& context, TableReader& root, FileModel& model) {
  Head& head = model.head;
  head.file = model.file.name();
  head.id = root.string("id");
  head.title = root.string("title");
  head.source = root.string("source");
  head.statement = root.string("statement");
  using Words = std::vector<std::pair<std::string, std::string>>;
  static const Words statuses{{"stated", "stated"},     {"corrected", "corrected"}, {"reconstructed", "reconstructed"},
                              {"extended", "extended"}, {"literal", "literal"},     {"new", "new"}};
  head.status = root.choice("status", statuses).value_or("");
  head.expect =
      root.choice<Expectation>(
              "expect", {{"holds", Expectation::holds}, {"refuted", Expectation::refuted}, {"open", Expectation::open}})
          .value_or(Expectation::none);
  static const Words evidences{{"proved", "proved"}, {"certified", "certified"}, {"confirmed", "confirmed"}};
  head.least_evidence = root.choice("evidence", evidences).value_or("");
  if (!head.least_evidence.empty() && head.expect != Expectation::holds) {
    context.diagnostics.add(root.entry("evidence")->offset(),
                            "'evidence' is the least verdict for expect = \"holds\", which is missing");
  }
  head.note = root.string("note");
  if (const ExpressionPtr budget = root.scalar("budget")) {
    if (budget->kind == Syntax::number && budget->number > 0 && budget->number <= 1'000'000) {
      head.budget_seconds = budget->number.convert_to<double>();
    } else {
      context.diagnostics.add(budget->offset, "'budget' is a positive number of seconds, at most 1000000");
    }
  }
  if (const TomlEntry* assume = root.entry("assume")) read_assume(context, assume->value, model);
}

}  // namespace flowcert::theorems
