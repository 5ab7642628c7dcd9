// The letters of a flow (matrix_reading.hpp).
#include <algorithm>

#include "proofs_check/kernel/matrix_reading.hpp"

namespace flowcert::proofs::kernel {

using theorems::IndexForm;
using theorems::MatrixFlow;
using theorems::MatrixStatement;
using theorems::MatrixTerm;

namespace {

constexpr long most_layers = 40;

}  // namespace

const MatrixReading::Layer& MatrixReading::layer(const IndexForm& index) const {
  const auto found = std::find_if(layers_.begin(), layers_.end(), [&](const Layer& l) { return l.index == index; });
  demand(found != layers_.end());
  return *found;
}

void MatrixReading::take_layers(const MatrixTerm& term) {
  if (term.op() == MatrixOp::layer || term.op() == MatrixOp::gradient) {
    for (const Layer& known : layers_) {
      const bool agree = known.rows == term.rows() && known.columns == term.columns();
      demand(known.index.base == term.index().base && (!(known.index == term.index()) || agree));
    }
    layers_.push_back({term.index(), term.rows(), term.columns(), 0, {}});
  }
  for (const MatrixTerm& arg : term.args()) take_layers(arg);
}

void MatrixReading::take_layers(const MatrixStatement& statement) {
  take_layers(statement.left);
  take_layers(statement.right);
  for (const MatrixStatement& part : statement.parts) take_layers(part);
}

/// The width after a layer: the input's, the output's, what a named layer says, or any.
Term MatrixReading::width(const MatrixFlow& flow, const IndexForm& after) const {
  if (after == IndexForm{"", 0}) return flow.columns;
  if (after == flow.layers) return flow.rows;
  for (const Layer& named : layers_) {
    if (named.index == after) return named.rows;
    if (named.index == IndexForm{after.base, after.offset + 1}) return named.columns;
  }
  return theorems::variable("width " + theorems::to_text(after));
}

/// All layers from the lowest to the highest that is named; of a known depth, all.
void MatrixReading::fill_layers(const MatrixFlow& flow) {
  const bool all = flow.layers.base.empty();
  demand(all || !layers_.empty());
  IndexForm low = all ? IndexForm{"", 1} : layers_[0].index, high = all ? flow.layers : low;
  for (const Layer& named : layers_) {
    demand(named.index.base == low.base);
    if (all) demand(named.index.offset >= 1 && named.index.offset <= high.offset);
    low.offset = std::min(low.offset, named.index.offset);
    high.offset = std::max(high.offset, named.index.offset);
  }
  demand(high.offset >= low.offset && high.offset - low.offset < most_layers);
  std::vector<Layer> filled;
  for (IndexForm index = low; index.offset <= high.offset; ++index.offset) {
    const Term rows = width(flow, index), columns = width(flow, {index.base, index.offset - 1});
    for (const Layer& named : layers_)
      demand(!(named.index == index) || (named.rows == rows && named.columns == columns));
    const std::size_t start = letter(rows, columns, true);
    filled.push_back({index, rows, columns, letter(rows, columns, false), {}});
    algebra.letters.back().start = start;
  }
  layers_ = filled;
  if (!(low == IndexForm{"", 1})) below_ = letter(filled.front().columns, flow.columns, false);
  if (!(high == flow.layers)) above_ = letter(flow.rows, filled.back().rows, false);
}

WordSum MatrixReading::product_of_layers(std::size_t from, std::size_t to, const Term& if_empty) const {
  Word word;
  if (to == layers_.size() && above_) word.push_back(2 * *above_);
  for (std::size_t k = to; k-- > from;) word.push_back(2 * layers_[k].letter);
  if (from == 0 && below_) word.push_back(2 * *below_);
  return word.empty() ? WordAlgebra::identity(if_empty) : algebra.of(word);
}

void MatrixReading::declare_flow(const MatrixFlow& flow, const MatrixStatement& statement) {
  demand(flow.unsupported.empty() && flow.optimizer == theorems::FlowDescription::Optimizer::gradient);
  moves = true;
  const auto named = std::find_if(names_.begin(), names_.end(), [&](const auto& n) { return n.first == flow.target; });
  const std::size_t target = named == names_.end() ? letter(flow.rows, flow.columns, true) : named->second;
  take_layers(statement);
  fill_layers(flow);
  const std::size_t count = layers_.size();
  const Polynomial minus(-1);
  network_ = product_of_layers(0, count, flow.rows);
  residual_ = WordAlgebra::sum(algebra.of({2 * target}), network_, minus);
  for (std::size_t k = 0; k < count; ++k) {
    const WordSum above = algebra.transposed(product_of_layers(k + 1, count, flow.rows));
    const WordSum below = algebra.transposed(product_of_layers(0, k, flow.columns));
    const WordSum change = WordAlgebra::product(WordAlgebra::product(above, residual_), below);
    layers_[k].gradient = WordAlgebra::scaled(change, minus);
    algebra.letters[layers_[k].letter].change = change;
  }
}

}  // namespace flowcert::proofs::kernel
