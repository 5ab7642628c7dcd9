#include <algorithm>
#include <set>

#include "theorems/language/model/table_reader.hpp"

namespace flowcert::theorems {

namespace {

constexpr long most_digits = 2000;
constexpr std::size_t most_checks = 10'000;

void read_digits(ReadContext& context, TableReader& table, CheckSyntax& check) {
  const TomlEntry* entry = table.entry("digits");
  if (entry == nullptr) return;
  const std::string& text = entry->value.text.text;
  const bool whole = entry->value.kind == TomlNode::Kind::integer && text.size() < 6 && text[0] != '-';
  const long digits = whole ? std::stol(text) : 0;
  if (digits < 1 || digits > most_digits) {
    context.diagnostics.add(entry->value.offset, fmt::format("'digits' must be an integer from 1 to {}", most_digits));
    return;
  }
  check.digits = static_cast<int>(digits);
}

void read_uses(ReadContext& context, TableReader& table, CheckSyntax& check, const FileModel& model) {
  const TomlEntry* entry = table.entry("using");
  if (entry == nullptr) return;
  std::vector<std::string> names;
  for (const CheckSyntax& other : model.checks) {
    if (other.is_step) names.push_back(other.name);
  }
  std::vector<const TomlNode*> items;
  if (entry->value.kind == TomlNode::Kind::string) {
    items.push_back(&entry->value);
  } else if (entry->value.kind == TomlNode::Kind::array) {
    for (const TomlNode& item : entry->value.items) items.push_back(&item);
  } else {
    context.diagnostics.add(
        entry->value.offset,
        fmt::format("'using' is {}, expected an array of names of earlier steps", kind_text(entry->value.kind)));
  }
  for (const TomlNode* item : items) {
    const std::string& name = item->text.text;
    if (item->kind != TomlNode::Kind::string) {
      context.diagnostics.add(item->offset,
                              fmt::format("expected the name of an earlier [[step]], found {}", kind_text(item->kind)));
    } else if (std::find(names.begin(), names.end(), name) == names.end()) {
      const char* why = check.is_step && name == check.name ? "a step cannot use itself"
                                                            : "there is no earlier [[step]] of that name";
      context.diagnostics.add(item->offset,
                              fmt::format("unknown step '{}' in 'using': {}{}", name, why, suggestion(name, names)));
    } else if (std::find(check.uses.begin(), check.uses.end(), name) == check.uses.end()) {
      check.uses.push_back(name);
    }
  }
}

void read_limit(ReadContext& context, TableReader& table, CheckSyntax& check) {
  if (const TomlNode* limit = table.string_node("limit")) {
    check.limit_text = limit->text.text;
    check.limit_offset = limit->text.offset(0);
    check.limit = read_text(context, limit->text, parse_limit);
  }
  const TomlEntry* rate = table.entry("rate");
  if (rate == nullptr) return;
  check.rate = read_scalar(context, rate->value);
  check.rate_text = rate->value.text.text;
  if (check.limit_text.empty()) {
    context.diagnostics.add(rate->offset(), "'rate' needs a 'limit' such as \"eps -> 0\"");
  }
}

void read_check(ReadContext& context, const TomlNode& node, bool step, FileModel& model) {
  const char* what = step ? "a [[step]]" : "a [[check]]";
  TableReader table(context, node, node.offset, what);
  CheckSyntax check;
  check.offset = node.offset;
  check.is_step = step;
  check.name = table.string("name");
  if (step && check.name.empty()) {
    context.diagnostics.add(node.offset, "a [[step]] needs 'name': the name by which 'using' cites it");
  }
  const auto same = [&](const CheckSyntax& other) { return !check.name.empty() && other.name == check.name; };
  if (std::any_of(model.checks.begin(), model.checks.end(), same)) {
    context.diagnostics.add(table.entry("name")->value.offset,
                            fmt::format("the name '{}' is used already", check.name));
  }
  if (table.required("claim", "what is claimed") != nullptr) {
    if (const TomlNode* claim = table.string_node("claim")) {
      check.claim.text = claim->text.text;
      check.claim.expression = read_text(context, claim->text, parse_expression).value_or(nullptr);
    }
  }
  if (const TomlNode* binders = table.string_node("for")) {
    check.for_text = binders->text.text;
    check.binders = read_text(context, binders->text, parse_binders).value_or(std::vector<Binder>{});
  }
  read_limit(context, table, check);
  check.method = table
                     .choice<Method>("method", {{"auto", Method::automatic},
                                                {"prove", Method::prove},
                                                {"certify", Method::certify},
                                                {"confirm", Method::confirm}})
                     .value_or(Method::automatic);
  read_digits(context, table, check);
  read_uses(context, table, check, model);
  (void)table.string("note");
  table.finish();
  model.checks.push_back(std::move(check));
}

}  // namespace

void name_checks(FileModel& model) {
  std::set<std::string> taken;
  for (const CheckSyntax& check : model.checks) taken.insert(check.name);
  std::size_t place = 0;
  for (CheckSyntax& check : model.checks) {
    if (!check.is_step) ++place;
    if (!check.name.empty()) continue;
    check.name = fmt::format("check {}", place);
    for (std::size_t other = 2; !taken.insert(check.name).second; ++other) {
      check.name = fmt::format("check {} ({})", place, other);
    }
  }
}

void read_checks(ReadContext& context, const TomlEntry& section, bool steps, FileModel& model) {
  const char* header = steps ? "[[step]]" : "[[check]]";
  const TomlNode& node = section.value;
  if (node.kind == TomlNode::Kind::table) {
    context.diagnostics.add(section.offset(),
                            fmt::format("write {} with double brackets: there may be several", header));
    return;
  }
  if (node.kind != TomlNode::Kind::array) {
    context.diagnostics.add(section.offset(),
                            fmt::format("expected a section {}, found {}", header, kind_text(node.kind)));
    return;
  }
  if (node.items.size() > most_checks) {
    context.diagnostics.add(section.offset(), fmt::format("too many {} sections: at most {}", header, most_checks));
    return;
  }
  for (const TomlNode& item : node.items) {
    if (item.kind != TomlNode::Kind::table) {
      context.diagnostics.add(item.offset,
                              fmt::format("expected a section {}, found {}", header, kind_text(item.kind)));
      continue;
    }
    read_check(context, item, steps, model);
  }
}

}  // namespace flowcert::theorems
