#include "theorems/language/model/table_reader.hpp"

namespace flowcert::theorems {

namespace {

using Kind = ParameterSyntax::Kind;
using Domain = ParameterSyntax::Domain;

void read_signs(TableReader& table, ParameterSyntax& parameter) {
  parameter.positive = table.flag("positive");
  parameter.negative = table.flag("negative");
  parameter.nonnegative = table.flag("nonnegative");
  parameter.nonpositive = table.flag("nonpositive");
  parameter.nonzero = table.flag("nonzero");
  parameter.least = table.scalar("min");
  parameter.most = table.scalar("max");
}

void read_box(ReadContext& context, TableReader& table, ParameterSyntax& parameter) {
  parameter.kind = Kind::box;
  if (const TomlNode* text = table.string_node("in")) {
    if (auto interval = read_text(context, text->text, parse_interval)) parameter.box = std::move(*interval);
  }
  parameter.size = table.scalar("size");
  read_signs(table, parameter);
}

void read_any(ReadContext& context, TableReader& table, ParameterSyntax& parameter) {
  parameter.kind = Kind::any;
  parameter.domain =
      table.choice<Domain>("any", {{"real", Domain::real}, {"integer", Domain::integer}, {"matrix", Domain::matrix}})
          .value_or(Domain::real);
  if (parameter.domain == Domain::matrix) {
    parameter.rows = table.required_scalar("rows", "the number of rows, or the name of an integer parameter");
    const TomlEntry* columns = table.entry("columns");
    parameter.columns =
        columns == nullptr ? table.required_scalar("cols", "the number of columns, or the name of an integer parameter")
                           : read_scalar(context, columns->value);
    parameter.symmetric = table.flag("symmetric");
    return;
  }
  parameter.size = table.scalar("size");
  read_signs(table, parameter);
}

void read_each(ReadContext& context, TableReader& table, ParameterSyntax& parameter) {
  parameter.kind = Kind::each;
  const TomlNode& node = table.entry("each")->value;
  if (node.kind == TomlNode::Kind::string) {
    if (auto range = read_text(context, node.text, parse_range)) {
      parameter.each_low = range->first;
      parameter.each_high = range->second;
    }
  } else if (node.kind == TomlNode::Kind::array) {
    if (node.items.empty()) context.diagnostics.add(node.offset, "an empty set: expected at least one value");
    for (const TomlNode& item : node.items) parameter.each.push_back(read_value(context, item));
  } else {
    context.diagnostics.add(
        node.offset,
        fmt::format("'each' is {}, expected an array of values or a range such as \"1..20\"", kind_text(node.kind)));
  }
}

void read_limit_variable(ReadContext& /*context*/, TableReader& table, ParameterSyntax& parameter) {
  parameter.kind = Kind::limit;
  parameter.to = table.scalar("to");
  parameter.from = table.required_scalar("from", "the first value on the way to the limit");
  parameter.ratio = table.required_scalar("ratio", "the factor from one value to the next");
  parameter.steps = table.required_scalar("steps", "the number of values");
}

void read_table(ReadContext& context, const TomlEntry& entry, ParameterSyntax& parameter) {
  const TomlNode& node = entry.value;
  TableReader table(context, node, entry.offset(), fmt::format("parameter '{}'", parameter.name));
  if (node.find("in") != nullptr) {
    read_box(context, table, parameter);
  } else if (node.find("any") != nullptr) {
    read_any(context, table, parameter);
  } else if (node.find("each") != nullptr) {
    read_each(context, table, parameter);
  } else if (node.find("to") != nullptr) {
    read_limit_variable(context, table, parameter);
  } else {
    context.diagnostics.add(
        entry.offset(),
        fmt::format("parameter '{}' needs one of: in = \"[lo, hi]\", any = \"real\", each = [...], to = ...",
                    parameter.name));
    return;
  }
  table.finish();
}

bool belongs_to_the_head(const std::string& name) {
  return name == "assume" || name == "id" || name == "title" || name == "source" || name == "statement" ||
         name == "status" || name == "expect" || name == "note" || name == "evidence" || name == "budget";
}

}  // namespace

void read_parameters(ReadContext& context, const TomlNode& section, FileModel& model) {
  for (const TomlEntry& entry : section.entries) {
    ParameterSyntax parameter;
    parameter.name = entry.key.text;
    parameter.offset = entry.offset();
    if (belongs_to_the_head(parameter.name) && entry.value.kind != TomlNode::Kind::table) {
      context.diagnostics.add(
          entry.offset(),
          fmt::format("'{}' belongs to the file's head: write it before the first [section]", parameter.name));
      continue;
    }
    if (const auto head =
            read_text(context, entry.key, [](const SourcedText& text, long&) { return parse_let_head(text); })) {
      if (head->indexed || head->function) {
        context.diagnostics.add(entry.offset(),
                                "a parameter has a plain name; a vector is written as an array or with size = ...");
        continue;
      }
    } else {
      continue;
    }
    if (entry.value.kind == TomlNode::Kind::table) {
      read_table(context, entry, parameter);
    } else {
      parameter.value = read_value(context, entry.value);
    }
    model.parameters.push_back(std::move(parameter));
  }
}

void read_lets(ReadContext& context, const TomlNode& section, FileModel& model) {
  for (const TomlEntry& entry : section.entries) {
    LetSyntax let;
    let.offset = entry.offset();
    auto head = read_text(context, entry.key, [](const SourcedText& text, long&) { return parse_let_head(text); });
    let.body = read_value(context, entry.value);
    if (!head || let.body == nullptr) continue;
    let.head = std::move(*head);
    model.lets.push_back(std::move(let));
  }
}

}  // namespace flowcert::theorems
