#include <algorithm>

#include "theorems/language/model/names.hpp"
#include "theorems/language/model/table_reader.hpp"

namespace flowcert::theorems {

namespace {

/// The entry if it is a table; reports another type.
const TomlEntry* section(ReadContext& context, TableReader& root, std::string_view name) {
  const TomlEntry* entry = root.entry(name);
  if (entry == nullptr || entry->value.kind == TomlNode::Kind::table) return entry;
  context.diagnostics.add(entry->offset(),
                          fmt::format("'{}' is {}, expected a section [{}]", name, kind_text(entry->value.kind), name));
  return nullptr;
}

void read_sections(ReadContext& context, const TomlNode& document, FileModel& model) {
  TableReader root(context, document, 0, "the file");
  read_head(context, root, model);
  if (const TomlEntry* entry = section(context, root, "parameters")) read_parameters(context, entry->value, model);
  if (const TomlEntry* entry = section(context, root, "let")) read_lets(context, entry->value, model);
  const TomlEntry* system = section(context, root, "system");
  const TomlEntry* iteration = section(context, root, "iteration");
  const TomlEntry* flow = section(context, root, "flow");
  const TomlEntry* first = nullptr;
  for (const TomlEntry* entry : {system, flow, iteration}) {
    if (entry == nullptr) continue;
    if (first != nullptr) {
      context.diagnostics.add(
          std::max(entry->offset(), first->offset()),
          fmt::format("a claim has one kind of dynamics, found [{}] and [{}]", first->key.text, entry->key.text));
    }
    first = entry;
  }
  if (system != nullptr) read_dynamics(context, *system, false, model);
  if (iteration != nullptr) read_dynamics(context, *iteration, true, model);
  if (flow != nullptr) read_flows(context, *flow, model);
  if (const TomlEntry* steps = root.entry("step")) read_checks(context, *steps, true, model);
  if (const TomlEntry* checks = root.entry("check")) {
    read_checks(context, *checks, false, model);
  } else {
    context.diagnostics.add(0, "nothing is claimed: expected at least one [[check]]");
  }
  name_checks(model);
  root.finish();
}

}  // namespace

const ParameterSyntax* FileModel::parameter(const std::string& name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

const LetSyntax* FileModel::let(const std::string& name) const {
  const auto found = std::find_if(lets.begin(), lets.end(), [&](const auto& l) { return l.head.name == name; });
  return found == lets.end() ? nullptr : &*found;
}

std::unique_ptr<FileModel> read_model(SourceFile file) {
  auto model = std::make_unique<FileModel>(std::move(file));
  const TomlNode document = read_toml(model->file);
  Diagnostics diagnostics(model->file);
  ReadContext context{diagnostics};
  read_sections(context, document, *model);
  check_names(*model, diagnostics);
  diagnostics.throw_if_any();
  return model;
}

}  // namespace flowcert::theorems
