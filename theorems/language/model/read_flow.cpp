#include <algorithm>
#include <array>

#include "theorems/language/model/table_reader.hpp"
#include "theorems/optimizers/optimizer.hpp"

namespace flowcert::theorems {

namespace {

using Model = FlowDescription::Model;
using Optimizer = FlowDescription::Optimizer;
using Start = FlowStart::Kind;

constexpr std::array flow_keys{"model", "optimizer", "target", "hidden",   "init",
                               "t_end", "muon",      "layers", "discrete", "input_covariance"};

/// A table-valued entry, or null when it is missing or of another type (which is reported).
const TomlEntry* table_entry(ReadContext& context, TableReader& table, std::string_view key) {
  const TomlEntry* entry = table.entry(key);
  if (entry == nullptr || entry->value.kind == TomlNode::Kind::table) return entry;
  context.diagnostics.add(entry->value.offset,
                          fmt::format("'{}' is {}, expected a table {{ ... }}", key, kind_text(entry->value.kind)));
  return nullptr;
}

void read_mixture(ReadContext& context, const TomlEntry& entry, FlowTargetSyntax& target) {
  TableReader table(context, entry.value, entry.offset(), "the mixture");
  target.kind = FlowTarget::Kind::mixture;
  if (const TomlEntry* priors = table.required("priors", "the classes' probabilities")) {
    target.priors = read_value(context, priors->value);
  }
  target.mean = table.required_scalar("mean", "the norm of the classes' means");
  target.noise = table.required_scalar("noise", "the standard deviation around the means");
  target.dimension = table.scalar("dimension");
  table.finish();
}

void read_target(ReadContext& context, const TomlEntry& entry, FlowTargetSyntax& target) {
  TableReader table(context, entry.value, entry.offset(), "the target");
  target.offset = entry.offset();
  const std::array kinds{"singular_values", "matrix", "mixture"};
  const auto given =
      std::count_if(kinds.begin(), kinds.end(), [&](const char* kind) { return entry.value.find(kind) != nullptr; });
  if (given != 1) {
    context.diagnostics.add(entry.offset(), "the target needs exactly one of: singular_values, matrix, mixture");
  }
  target.singular_values = table.value("singular_values");
  if (const TomlEntry* matrix = table.entry("matrix")) {
    target.kind = FlowTarget::Kind::matrix;
    target.matrix = read_value(context, matrix->value);
  }
  if (const TomlEntry* mixture = table_entry(context, table, "mixture")) read_mixture(context, *mixture, target);
  if (target.kind == FlowTarget::Kind::singular_values) {
    target.random_bases = table.choice<bool>("bases", {{"identity", false}, {"random", true}}).value_or(false);
    target.seed = table.scalar("seed");
    target.rows = table.scalar("rows");
    target.columns = table.scalar("cols");
  }
  table.finish();
}

void read_start(ReadContext& context, const TomlEntry& entry, FlowSyntax& flow) {
  TableReader table(context, entry.value, entry.offset(), "'init'");
  flow.start_offset = entry.offset();
  if (table.required("kind", "aligned, orthogonal, gaussian or zero") != nullptr) {
    flow.start = table
                     .choice<Start>("kind", {{"aligned", Start::aligned},
                                             {"orthogonal", Start::orthogonal},
                                             {"gaussian", Start::gaussian},
                                             {"zero", Start::zero}})
                     .value_or(Start::zero);
  }
  flow.scale = table.value("scale");
  flow.left_scale = table.value("left_scale");
  flow.right_scale = table.value("right_scale");
  flow.start_seed = table.scalar("seed");
  table.finish();
  if (flow.scale != nullptr && (flow.left_scale != nullptr || flow.right_scale != nullptr)) {
    context.diagnostics.add(flow.scale->offset,
                            "'scale' stands for both sides: write either it, or 'left_scale' and 'right_scale'");
  }
}

void read_muon(ReadContext& context, const TomlEntry& entry, FlowSyntax& flow) {
  TableReader table(context, entry.value, entry.offset(), "'muon'");
  flow.tau = table.scalar("tau");
  flow.newton_schulz = table.choice<bool>("orthogonalize", {{"exact", false}, {"newton-schulz", true}}).value_or(false);
  flow.newton_schulz_steps = table.scalar("steps");
  flow.muon_starts_at_gradient =
      table.choice<bool>("momentum_start", {{"zero", false}, {"gradient", true}}).value_or(false);
  table.finish();
  if (flow.newton_schulz_steps != nullptr && !flow.newton_schulz) {
    context.diagnostics.add(flow.newton_schulz_steps->offset, "'steps' belongs to orthogonalize = \"newton-schulz\"");
  }
}

void read_discrete(ReadContext& context, const TomlEntry& entry, FlowSyntax& flow) {
  TableReader table(context, entry.value, entry.offset(), "'discrete'");
  flow.discrete = true;
  flow.discrete_offset = entry.offset();
  flow.step = table.scalar("step");
  flow.steps = table.scalar("steps");
  flow.schedule = table.value("schedule");
  flow.momentum = table.scalar("momentum");
  flow.momentum_averages = table.choice<bool>("momentum_form", {{"average", true}, {"sum", false}}).value_or(true);
  flow.momentum_starts_at_gradient =
      table.choice<bool>("momentum_start", {{"zero", false}, {"gradient", true}}).value_or(false);
  flow.nesterov = table.flag("nesterov");
  flow.beta2 = table.scalar("beta2");
  flow.epsilon = table.scalar("epsilon");
  flow.accumulate = table.flag("accumulate");
  table.finish();
  if (flow.step == nullptr && flow.schedule == nullptr) {
    context.diagnostics.add(entry.offset(), "'discrete' needs 'step': the step size (or a 'schedule')");
  }
  if (flow.steps == nullptr && (flow.schedule == nullptr || flow.schedule->kind != Syntax::literal)) {
    context.diagnostics.add(entry.offset(), "'discrete' needs 'steps': the number of steps");
  }
}

/// Proper names first.
std::vector<std::pair<std::string, Optimizer>> optimizer_names() {
  std::vector<std::pair<std::string, Optimizer>> names;
  for (const Optimizer optimizer : all_optimizers()) names.emplace_back(facts_of(optimizer).names.front(), optimizer);
  for (const Optimizer optimizer : all_optimizers())
    for (const std::string_view name : facts_of(optimizer).names.subspan(1)) names.emplace_back(name, optimizer);
  return names;
}

void check_combinations(ReadContext& context, const TomlNode& node, const FlowSyntax& flow) {
  const auto complain = [&](std::string_view key, std::string message) {
    const TomlEntry* entry = node.find(key);
    context.diagnostics.add(entry == nullptr ? flow.offset : entry->offset(), std::move(message));
  };
  const OptimizerFacts& optimizer = facts_of(flow.optimizer);
  if (optimizer.flow == FlowLawKind::none && !flow.discrete) {
    complain("optimizer", "this optimizer has no flow: it needs 'discrete' with a step size and the number of steps");
  }
  if (flow.model != Model::deep && flow.layers != nullptr) {
    complain("layers", "'layers' belongs to model = \"deep\": linear has 1 layer, two-layer has 2");
  }
  if (flow.model == Model::deep && flow.layers == nullptr) {
    complain("model", "model = \"deep\" needs 'layers', the number of layers");
  }
  if (flow.model == Model::linear && flow.hidden != nullptr) {
    complain("hidden", "the linear model has no hidden layer");
  }
  if (optimizer.needs_beta2 && flow.discrete && flow.beta2 == nullptr) {
    complain("discrete", "this optimizer needs 'beta2' in 'discrete', and usually 'momentum'");
  }
  if (node.find("muon") != nullptr && !optimizer.orthogonalizes) {
    complain("muon", "'muon' belongs to optimizer = \"muon\" or \"spectral\"");
  }
  if (optimizer.flow == FlowLawKind::muon && !flow.discrete && flow.tau == nullptr) {
    complain("optimizer", "Muon flow needs its time constant: muon = { tau = \"1/10\" }");
  }
  if (flow.target.kind == FlowTarget::Kind::mixture && flow.input_covariance != nullptr) {
    complain("input_covariance", "a mixture brings its own input covariance");
  }
}

void read_flow(ReadContext& context, const TomlNode& node, std::size_t offset, std::string name, FileModel& model) {
  FlowSyntax flow;
  flow.name = std::move(name);
  flow.offset = offset;
  const std::string title = flow.name.empty() ? "[flow]" : fmt::format("[flow.{}]", flow.name);
  TableReader table(context, node, offset, title);
  if (table.required("model", "linear, two-layer or deep") != nullptr) {
    flow.model =
        table
            .choice<Model>("model", {{"linear", Model::linear}, {"two-layer", Model::two_layer}, {"deep", Model::deep}})
            .value_or(Model::linear);
  }
  if (table.required("optimizer", "gradient, normalized, sign, spectral or muon") != nullptr) {
    flow.optimizer = table.choice<Optimizer>("optimizer", optimizer_names()).value_or(Optimizer::gradient);
  }
  if (table.required("target", "singular_values, a matrix or a mixture") != nullptr) {
    if (const TomlEntry* target = table_entry(context, table, "target")) read_target(context, *target, flow.target);
  }
  flow.layers = table.scalar("layers");
  flow.hidden = table.value("hidden");
  if (const TomlEntry* init = table_entry(context, table, "init")) {
    read_start(context, *init, flow);
  } else {
    (void)table.required("init", "where the flow starts, as in { kind = \"aligned\", scale = \"eps\" }");
  }
  flow.t_end = table.scalar("t_end");
  if (const TomlEntry* muon = table_entry(context, table, "muon")) read_muon(context, *muon, flow);
  if (const TomlEntry* discrete = table_entry(context, table, "discrete")) read_discrete(context, *discrete, flow);
  flow.input_covariance = table.value("input_covariance");
  table.finish();
  check_combinations(context, node, flow);
  model.flows.push_back(std::move(flow));
}

bool is_flow_key(const std::string& key) {
  return std::find(flow_keys.begin(), flow_keys.end(), key) != flow_keys.end();
}

}  // namespace

void read_flows(ReadContext& context, const TomlEntry& section, FileModel& model) {
  const TomlNode& node = section.value;
  const auto one_flow = [](const TomlEntry& entry) {
    return is_flow_key(entry.key.text) || entry.value.kind != TomlNode::Kind::table;
  };
  if (node.entries.empty() || std::any_of(node.entries.begin(), node.entries.end(), one_flow)) {
    read_flow(context, node, section.offset(), "", model);
    return;
  }
  for (const TomlEntry& entry : node.entries) {
    const auto head =
        read_text(context, entry.key, [](const SourcedText& text, long&) { return parse_let_head(text); });
    if (head) read_flow(context, entry.value, entry.offset(), entry.key.text, model);
  }
}

}  // namespace flowcert::theorems
