#include <algorithm>

#include "theorems/language/model/table_reader.hpp"

namespace flowcert::theorems {

namespace {

const TomlNode* table_of(ReadContext& context, const TomlEntry* entry) {
  if (entry == nullptr) return nullptr;
  if (entry->value.kind == TomlNode::Kind::table) return &entry->value;
  context.diagnostics.add(entry->value.offset, fmt::format("'{}' is {}, expected a table {{ name = \"...\" }}",
                                                           entry->key.text, kind_text(entry->value.kind)));
  return nullptr;
}

/// A state variable's name: `x`, or `x[2]` for the entry of a vector.
bool is_state_name(const std::string& name) {
  const std::size_t bracket = name.find('[');
  const std::string stem = name.substr(0, bracket);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (stem.empty() || !letter(stem[0])) return false;
  if (!std::all_of(stem.begin(), stem.end(), [&](char c) { return letter(c) || digit(c); })) return false;
  if (bracket == std::string::npos) return true;
  const std::string index = name.substr(bracket + 1);
  return index.size() >= 2 && index.size() < 8 && index.back() == ']' && index[0] != '0' &&
         std::all_of(index.begin(), index.end() - 1, digit);
}

}  // namespace

void read_dynamics(ReadContext& context, const TomlEntry& section, bool iteration, FileModel& model) {
  const char* name = iteration ? "[iteration]" : "[system]";
  const char* rules = iteration ? "step" : "equations";
  DynamicsSyntax dynamics;
  dynamics.iteration = iteration;
  dynamics.offset = section.offset();
  TableReader table(context, section.value, section.offset(), name);
  const TomlNode* state = table_of(context, table.required("state", "the initial values, as in { x = \"x0\" }"));
  const TomlNode* equations =
      table_of(context, table.required(rules, iteration ? "the new values, as in { x = \"x/2\" }"
                                                        : "the right-hand sides, as in { x = \"-x\" }"));
  dynamics.end = table.scalar(iteration ? "steps" : "t_end");
  table.finish();
  if (state == nullptr || equations == nullptr) return;
  if (state->entries.empty()) context.diagnostics.add(state->offset, fmt::format("{} has no state variables", name));
  for (const TomlEntry& entry : state->entries) {
    StateSyntax variable;
    variable.name = entry.key.text;
    variable.offset = entry.offset();
    if (!is_state_name(variable.name)) {
      context.diagnostics.add(
          entry.offset(),
          fmt::format("'{}' is not a name for a state variable, expected letters, digits and '_', or x[1]",
                      variable.name));
      continue;
    }
    variable.initial = read_scalar(context, entry.value);
    const TomlEntry* equation = equations->find(variable.name);
    if (equation == nullptr) {
      context.diagnostics.add(entry.offset(),
                              fmt::format("state variable '{}' has no entry in '{}'", variable.name, rules));
    } else {
      variable.right_hand_side = read_scalar(context, equation->value);
    }
    dynamics.state.push_back(std::move(variable));
  }
  std::vector<std::string> names;
  for (const TomlEntry& entry : state->entries) names.push_back(entry.key.text);
  for (const TomlEntry& entry : equations->entries) {
    if (state->find(entry.key.text) != nullptr) continue;
    context.diagnostics.add(entry.offset(),
                            fmt::format("'{}' is not in 'state'{}", entry.key.text, suggestion(entry.key.text, names)));
  }
  model.dynamics = std::move(dynamics);
}

}  // namespace flowcert::theorems
