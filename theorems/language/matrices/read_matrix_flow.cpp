// The flow that a claim is about, and the names that it brings.
#include <fmt/format.h>

#include "theorems/language/matrices/matrix_reader.hpp"

namespace flowcert::theorems {

void MatrixReader::read_flow() {
  if (model_.flows.empty()) return;
  if (model_.flows.size() > 1) throw NotInMatrices{"several flows with symbolic sizes"};
  const FlowSyntax& syntax = model_.flows[0];
  MatrixFlow flow;
  flow.optimizer = syntax.optimizer;
  if (syntax.discrete) flow.unsupported = "discrete optimizers are not followed for every size";
  if (syntax.input_covariance != nullptr) flow.unsupported = "an input covariance is not followed for every size";
  switch (syntax.target.kind) {
    case FlowTarget::Kind::matrix: {
      const MatrixTerm target = matrix(*syntax.target.matrix, nullptr);
      flow.rows = target.rows();
      flow.columns = target.columns();
      if (target.op() == MatrixOp::letter) flow.target = target.name();
      break;
    }
    case FlowTarget::Kind::singular_values: {
      const MatrixTerm values = term(*syntax.target.singular_values, nullptr);
      const Term count = values.is_number() ? Term(1) : values.rows();
      const auto side = [&](const ExpressionPtr& e) { return e == nullptr ? count : size(*e, nullptr); };
      flow.rows = side(syntax.target.rows);
      flow.columns = side(syntax.target.columns);
      break;
    }
    case FlowTarget::Kind::mixture:
      throw NotInMatrices{"mixtures are not followed for every size"};
  }
  // What holds for every target holds for this one.
  if (flow.target.empty()) flow.target = "the target";
  flow.layers = {"", syntax.model == FlowDescription::Model::linear ? 1 : 2};
  if (syntax.layers != nullptr) {
    const MatrixTerm layers = number(*syntax.layers, nullptr);
    if (!layers.is_scalar() || !index_form(layers.scalar(), flow.layers) ||
        (!flow.layers.base.empty() && flow.layers.offset != 0)) {
      throw NotInMatrices{"a number of layers that is neither a number nor a parameter"};
    }
  }
  flow.least_layers = flow.layers.base.empty() ? flow.layers.offset : 1;
  if (const ParameterSyntax* depth = model_.parameter(flow.layers.base); depth != nullptr && depth->least != nullptr) {
    flow.least_layers = std::max(1L, evaluator_.integer(*depth->least, nullptr, "'min'"));
  }
  hidden_ = flow.rows == flow.columns ? flow.rows : apply(Op::min, {flow.rows, flow.columns});
  hidden_known_ = true;
  if (syntax.hidden != nullptr) {
    const MatrixTerm hidden =
        syntax.hidden->kind == Syntax::literal ? matrix_leaf(MatrixOp::zero, 2, 1) : term(*syntax.hidden, nullptr);
    hidden_known_ = hidden.is_scalar();
    if (hidden_known_) hidden_ = canonical(hidden.scalar());
  }
  flow_ = std::move(flow);
}

bool MatrixReader::at_least(const IndexForm& index, long least) const {
  if (index.base.empty()) return index.offset >= least;
  if (index.base == flow_->layers.base) return flow_->least_layers + index.offset >= least;
  for (const MatrixIndex& bound : indices) {
    if (bound.name != index.base) continue;
    const IndexForm low{bound.low.base, bound.low.offset + index.offset};
    return low.base != index.base && at_least(low, least);
  }
  return false;
}

/// Whether index <= layers + below.
bool MatrixReader::at_most(const IndexForm& index, long below) const {
  const IndexForm& layers = flow_->layers;
  if (index.base == layers.base) return index.offset <= layers.offset + below;
  if (index.base.empty()) return index.offset <= flow_->least_layers + below;
  for (const MatrixIndex& bound : indices) {
    if (bound.name != index.base) continue;
    const IndexForm high{bound.high.base, bound.high.offset + index.offset};
    return high.base != index.base && at_most(high, below);
  }
  return false;
}

/// The width after a layer: 0 is the input.
Term MatrixReader::width(const IndexForm& after) const {
  if (after == IndexForm{"", 0}) return flow_->columns;
  if (after == flow_->layers) return flow_->rows;
  const bool low = at_least(after, 1) || (hidden_ == flow_->columns && at_least(after, 0));
  const bool high = at_most(after, -1) || (hidden_ == flow_->rows && at_most(after, 0));
  if (hidden_known_ && low && high) return hidden_;
  return variable(fmt::format("width {}", to_text(after)));
}

MatrixTerm MatrixReader::layer(const IndexForm& index, bool gradient, const Expression& e) {
  if (!at_least(index, 1) || !at_most(index, 0)) {
    if (index.base.empty() && flow_->layers.base.empty()) {
      throw LocatedError{e.offset,
                         fmt::format("layer {} is out of range: there are {}", index.offset, flow_->layers.offset)};
    }
    throw NotInMatrices{fmt::format("it is not known that {} is the number of a layer", to_text(index))};
  }
  MatrixNode node;
  node.op = gradient ? MatrixOp::gradient : MatrixOp::layer;
  node.is_number = false;
  node.index = index;
  node.rows = width(index);
  node.columns = width({index.base, index.offset - 1});
  return MatrixTerm(std::move(node));
}

std::optional<MatrixTerm> MatrixReader::observable(const Expression& e) {
  if (!flow_) return std::nullopt;
  std::string name = e.name;
  const std::string& owner = model_.flows[0].name;
  if (!owner.empty()) {
    if (name.rfind(owner + ".", 0) != 0) return std::nullopt;
    name = name.substr(owner.size() + 1);
  }
  if (name == "W") return matrix_leaf(MatrixOp::network, flow_->rows, flow_->columns);
  if (name == "E") return matrix_leaf(MatrixOp::residual, flow_->rows, flow_->columns);
  if (name == "loss") return number_of(MatrixOp::loss, {});
  if (name == "U" || name == "V" || name == "P" || name == "Q") {
    if (flow_->layers != IndexForm{"", 2}) {
      throw LocatedError{e.offset, fmt::format("'{}' belongs to the two-layer model", e.name)};
    }
    const MatrixTerm weights = layer({"", name == "U" || name == "Q" ? 1 : 2}, false, e);
    return name == "Q" ? transpose_of(weights) : weights;
  }
  return std::nullopt;
}

}  // namespace flowcert::theorems
