#include "theorems/language/model/table_reader.hpp"

#include <algorithm>

namespace flowcert::theorems {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

ExpressionPtr read_scalar(ReadContext& context, const TomlNode& node) {
  if (node.kind != TomlNode::Kind::string && !node.is_number()) {
    context.diagnostics.add(
        node.offset, fmt::format("expected a number or a string with an expression, found {}", kind_text(node.kind)));
    return nullptr;
  }
  return read_text(context, node.text, parse_expression).value_or(nullptr);
}

ExpressionPtr read_value(ReadContext& context, const TomlNode& node) {
  if (node.kind != TomlNode::Kind::array) return read_scalar(context, node);
  if (node.items.empty()) {
    context.diagnostics.add(node.offset, "an empty array: expected at least one value");
    return nullptr;
  }
  auto literal = std::make_shared<Expression>();
  literal->kind = Syntax::literal;
  literal->offset = node.offset;
  for (const TomlNode& item : node.items) {
    ExpressionPtr entry = read_value(context, item);
    if (entry == nullptr) return nullptr;
    literal->args.push_back(std::move(entry));
  }
  return literal;
}

const TomlEntry* TableReader::entry(std::string_view key) {
  known_.emplace_back(key);
  return table_.find(key);
}

const TomlEntry* TableReader::required(std::string_view key, std::string_view purpose) {
  const TomlEntry* found = entry(key);
  if (found == nullptr) {
    context_.diagnostics.add(offset_, fmt::format("{} needs '{}': {}", what_, key, purpose));
  }
  return found;
}

const TomlNode* TableReader::string_node(std::string_view key) {
  const TomlEntry* found = entry(key);
  if (found == nullptr) return nullptr;
  if (found->value.kind == TomlNode::Kind::string) return &found->value;
  context_.diagnostics.add(found->value.offset,
                           fmt::format("'{}' is {}, expected a string", key, kind_text(found->value.kind)));
  return nullptr;
}

std::string TableReader::string(std::string_view key) {
  const TomlNode* node = string_node(key);
  return node == nullptr ? "" : node->text.text;
}

bool TableReader::flag(std::string_view key) {
  const TomlEntry* found = entry(key);
  if (found == nullptr) return false;
  if (found->value.kind == TomlNode::Kind::boolean) return found->value.boolean;
  context_.diagnostics.add(found->value.offset,
                           fmt::format("'{}' is {}, expected true or false", key, kind_text(found->value.kind)));
  return false;
}

ExpressionPtr TableReader::scalar(std::string_view key) {
  const TomlEntry* found = entry(key);
  return found == nullptr ? nullptr : read_scalar(context_, found->value);
}

ExpressionPtr TableReader::value(std::string_view key) {
  const TomlEntry* found = entry(key);
  return found == nullptr ? nullptr : read_value(context_, found->value);
}

ExpressionPtr TableReader::required_scalar(std::string_view key, std::string_view purpose) {
  const TomlEntry* found = required(key, purpose);
  return found == nullptr ? nullptr : read_scalar(context_, found->value);
}

void TableReader::report_choice(const TomlNode& node, std::string_view key, const std::vector<std::string>& words) {
  const std::string& word = node.text.text;
  context_.diagnostics.add(node.offset, fmt::format("unknown {} '{}', expected one of: {}{}", key, word, joined(words),
                                                    suggestion(word, words)));
}

void TableReader::finish() {
  for (const TomlEntry& entry : table_.entries) {
    const std::string& key = entry.key.text;
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    std::string hint = suggestion(key, known_);
    if (hint.empty()) hint = fmt::format(", expected one of: {}", joined(known_));
    context_.diagnostics.add(entry.offset(), fmt::format("unknown key '{}' in {}{}", key, what_, hint));
  }
}

}  // namespace flowcert::theorems
