// The names that a flow brings, as variables (flow_description.hpp lists them).
#include <fmt/format.h>

#include "theorems/language/elaborate/evaluator.hpp"
#include "theorems/language/elaborate/read_flow_values.hpp"

namespace flowcert::theorems {

const FlowDescription& Evaluator::flow(std::size_t index) {
  std::optional<FlowDescription>& description = flows_[index];
  if (description) return *description;
  const FlowSyntax& syntax = model_.flows[index];
  if (!flows_in_work_.insert(index).second) {
    throw LocatedError{syntax.offset, "the settings of this flow depend on what it brings"};
  }
  struct Done {
    std::set<std::size_t>& in_work;
    std::size_t index;
    ~Done() { in_work.erase(index); }
  } done{flows_in_work_, index};
  description = describe_flow(*this, syntax);
  return *description;
}

Value Evaluator::observable_number(const std::string& name) {
  observables_.insert(name);
  return scalar_value(factory_.variable(name));
}

Value Evaluator::observable_vector(const std::string& name, std::size_t size) {
  std::vector<Term> entries;
  for (std::size_t k = 1; k <= size; ++k) entries.push_back(observable_number(fmt::format("{}[{}]", name, k)).term());
  return vector_value(std::move(entries));
}

Value Evaluator::observable_matrix(const std::string& name, std::size_t rows, std::size_t columns) {
  std::vector<Term> entries;
  for (std::size_t i = 1; i <= rows; ++i) {
    for (std::size_t j = 1; j <= columns; ++j) {
      entries.push_back(observable_number(fmt::format("{}[{},{}]", name, i, j)).term());
    }
  }
  return matrix_value(rows, columns, std::move(entries));
}

Value Evaluator::layer(std::size_t index, std::size_t number, bool gradient, const Expression& e) {
  const FlowDescription& found = flow(index);
  if (number < 1 || number > found.layers()) {
    throw LocatedError{e.offset, fmt::format("layer {} is out of range: there are {}", number, found.layers())};
  }
  const std::string prefix = found.name.empty() ? "" : found.name + ".";
  const std::size_t rows = found.widths[number];
  const std::size_t columns = found.widths[number - 1];
  if (!gradient && found.layers() == 1) return observable_matrix(prefix + "W", rows, columns);
  return observable_matrix(fmt::format("{}{}[{}]", prefix, gradient ? "grad" : "layer", number), rows, columns);
}

std::optional<Value> Evaluator::observable(const Expression& e) {
  const std::size_t dot = e.name.rfind('.');
  const std::string owner = dot == std::string::npos ? "" : e.name.substr(0, dot);
  const std::string name = dot == std::string::npos ? e.name : e.name.substr(dot + 1);
  std::size_t index = 0;
  while (index < model_.flows.size() && model_.flows[index].name != owner) ++index;
  if (name == "D" && owner.empty() && model_.has_flow()) {
    const std::size_t modes = flow(0).modes();
    for (std::size_t k = 1; k < model_.flows.size(); ++k) {
      if (flow(k).modes() != modes)
        throw LocatedError{e.offset, "the flows differ in D: write the flow's name, as in gf.D"};
    }
    return scalar_value(factory_.number(static_cast<long>(modes)));
  }
  if (index == model_.flows.size()) return std::nullopt;

  const FlowDescription& found = flow(index);
  const std::size_t rows = found.target.rows;
  const std::size_t columns = found.target.columns;
  const std::size_t layers = found.layers();
  const auto need = [&](bool present, std::string_view what) {
    if (!present) throw LocatedError{e.offset, fmt::format("'{}' belongs to {}", e.name, what)};
  };
  if (name == "D") return scalar_value(factory_.number(static_cast<long>(found.modes())));
  if (name == "layer" || name == "grad") {
    Value all;
    all.kind = name == "layer" ? Value::Kind::layers : Value::Kind::gradients;
    all.flow = index;
    return all;
  }
  if (name == "W" || name == "E") return observable_matrix(e.name, rows, columns);
  if (name == "U" || name == "V" || name == "P" || name == "Q") {
    need(layers == 2, "the two-layer model");
    const Value weights = layer(index, name == "U" || name == "Q" ? 1 : 2, false, e);
    return name == "Q" ? transposed(weights) : weights;
  }
  if (name == "sigma" || name == "saturation_time") return observable_vector(e.name, found.modes());
  const bool mixture = found.target.kind == FlowTarget::Kind::mixture;
  if (name == "class_loss") {
    need(mixture, "a mixture target");
    return observable_vector(e.name, rows);
  }
  if (name == "balanced_loss") need(mixture, "a mixture target");
  return observable_number(e.name);
}

}  // namespace flowcert::theorems
