// Gradient flow of a linear net: layer i moves by W_i' = (W_L ... W_{i+1})^T E (W_{i-1} ... W_1)^T, E = Sigma - W.
#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/exact/words/reading.hpp"

namespace flowcert::proofs::exact::words {

namespace {

using theorems::FlowDescription;
using theorems::MatrixFlow;
using theorems::MatrixOp;
using theorems::MatrixStatement;

struct NamedLayer {
  IndexForm index;
  Term rows, columns;
};

void collect(const MatrixTerm& term, std::vector<NamedLayer>& found) {
  if (term.op() == MatrixOp::layer || term.op() == MatrixOp::gradient) {
    found.push_back({term.index(), term.rows(), term.columns()});
  }
  for (const MatrixTerm& arg : term.args()) collect(arg, found);
}

void collect(const MatrixStatement& statement, std::vector<NamedLayer>& found) {
  if (statement.kind == MatrixStatement::Kind::relation) {
    collect(statement.left, found);
    collect(statement.right, found);
  }
  for (const MatrixStatement& part : statement.parts) collect(part, found);
}

class Declaration {
 public:
  Declaration(Reading& reading, const MatrixFlow& flow) : algebra_(reading.algebra), reading_(reading), flow_(flow) {}

  void run(const theorems::MatrixClaim::Case& claim) {
    if (!flow_.unsupported.empty()) throw GiveUp{flow_.unsupported};
    if (!algebra_.find_letter(flow_.target)) {
      LetterFacts target;
      target.name = target.parameter = flow_.target;
      target.rows = flow_.rows;
      target.columns = flow_.columns;
      algebra_.add_letter(std::move(target));
    }
    choose_layers(claim);
    add_letters();
    multiply_out();
    if (flow_.optimizer == FlowDescription::Optimizer::gradient) set_changes();
    reading_.flow = std::move(letters_);
  }

 private:
  /// The consecutive layers that become letters, from low_ to high_.
  void choose_layers(const theorems::MatrixClaim::Case& claim) {
    std::vector<NamedLayer> named;
    collect(claim.statement, named);
    if (flow_.layers.base.empty()) {
      low_ = {"", 1};
      high_ = flow_.layers;
      for (NamedLayer& layer : named) {
        if (!layer.index.base.empty())
          throw GiveUp{"an index that stays symbolic in a net of a known number of layers"};
      }
      named_ = named;
      return;
    }
    if (named.empty()) throw GiveUp{"a net whose depth is symbolic, and no layer is named"};
    low_ = high_ = named[0].index;
    for (const NamedLayer& layer : named) {
      if (layer.index.base != low_.base) throw GiveUp{"layers whose distance is not known"};
      low_.offset = std::min(low_.offset, layer.index.offset);
      high_.offset = std::max(high_.offset, layer.index.offset);
    }
    named_ = named;
  }

  /// The width after a layer, as the claim's terms have it.
  Term width(const IndexForm& after) const {
    if (after == IndexForm{"", 0}) return flow_.columns;
    if (after == flow_.layers) return flow_.rows;
    for (const NamedLayer& layer : named_) {
      if (layer.index == after) return layer.rows;
      if (layer.index.base == after.base && layer.index.offset == after.offset + 1) return layer.columns;
    }
    return theorems::variable(fmt::format("width {}", theorems::to_text(after)));
  }

  std::size_t moving(const std::string& name, const Term& rows, const Term& columns) {
    LetterFacts facts;
    facts.name = name;
    facts.rows = rows;
    facts.columns = columns;
    LetterFacts start = facts;
    start.name += "(0)";
    facts.constant = false;
    facts.start = algebra_.add_letter(std::move(start));
    return algebra_.add_letter(std::move(facts));
  }

  void add_letters() {
    IndexForm index = low_;
    for (; index.offset <= high_.offset; ++index.offset) {
      const Term columns = width({index.base, index.offset - 1});
      std::string name = fmt::format("layer[{}]", theorems::to_text(index));
      if (flow_.layers == IndexForm{"", 2}) name = index.offset == 1 ? "U" : "V";
      letters_.layers.push_back({index, moving(name, width(index), columns), {}});
    }
    if (!(low_ == IndexForm{"", 1})) {
      below_ = moving(fmt::format("(layers below {})", theorems::to_text(low_)), width({low_.base, low_.offset - 1}),
                      flow_.columns);
    }
    if (!(high_ == flow_.layers)) {
      above_ = moving(fmt::format("(layers above {})", theorems::to_text(high_)), flow_.rows, width(high_));
    }
  }

  /// The product of the letters numbered from..to-1, with what is below (from == 0) or above (to == all).
  WordSum product(std::size_t from, std::size_t to, const Term& if_empty) {
    std::vector<std::size_t> factors;  // from the output to the input
    if (to == letters_.layers.size() && above_) factors.push_back(*above_);
    for (std::size_t k = to; k-- > from;) factors.push_back(letters_.layers[k].letter);
    if (from == 0 && below_) factors.push_back(*below_);
    if (factors.empty()) return Algebra::identity(if_empty);
    WordSum result = algebra_.of_letter(factors[0]);
    for (std::size_t k = 1; k < factors.size(); ++k) result = algebra_.multiply(result, algebra_.of_letter(factors[k]));
    return result;
  }

  void multiply_out() {
    const std::size_t count = letters_.layers.size();
    letters_.network = product(0, count, flow_.rows);
    const WordSum target = algebra_.of_letter(*algebra_.find_letter(flow_.target));
    letters_.residual = algebra_.add(target, letters_.network, -1);
    for (std::size_t k = 0; k < count; ++k) {
      const WordSum above = product(k + 1, count, flow_.rows);
      const WordSum below = product(0, k, flow_.columns);
      const WordSum pulled = algebra_.multiply(algebra_.transpose(above), letters_.residual);
      letters_.layers[k].gradient = algebra_.scale(algebra_.multiply(pulled, algebra_.transpose(below)), -1);
    }
  }

  void set_changes() {
    for (const FlowLetters::Layer& layer : letters_.layers) {
      algebra_.letter(layer.letter).derivative = algebra_.scale(layer.gradient, -1);
    }
    algebra_.proof().trail.emplace_back(
        "gradient flow: each layer moves by (the layers above)^T E (the layers below)^T with E = target - W; the "
        "solution "
        "exists for all times, as the loss does not increase, so that W stays bounded and every layer's squared norm "
        "grows by 2 <W, E> at most linearly; the right-hand side is polynomial, so it is unique");
  }

  Algebra& algebra_;
  Reading& reading_;
  const MatrixFlow& flow_;
  FlowLetters letters_;
  std::vector<NamedLayer> named_;
  IndexForm low_, high_;
  std::optional<std::size_t> above_, below_;
};

}  // namespace

void declare_flow(Reading& reading, const MatrixFlow& flow, const theorems::MatrixClaim::Case& claim) {
  Declaration(reading, flow).run(claim);
}

}  // namespace flowcert::proofs::exact::words
