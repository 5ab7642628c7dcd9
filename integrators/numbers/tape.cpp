#include "integrators/numbers/tape.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace flowcert::integrators {

using theorems::Term;

namespace {

struct InstructionHash {
  std::size_t operator()(const Instruction& x) const {
    std::size_t seed = static_cast<std::size_t>(x.operation);
    for (const std::size_t part : {x.left, x.right, x.index}) seed = seed * 1'000'003 + part + 0x9e37;
    return seed;
  }
};

/// Has a numeric value of its own.
bool is_numeric(Op op) {
  return op < Op::matrix_function;
}

}  // namespace

class TapeCompiler {
 public:
  explicit TapeCompiler(std::span<const std::string> inputs) {
    tape_.input_count_ = inputs.size();
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      // Inputs take the first slots, used or not, so that slot k is input k.
      tape_.instructions_.push_back({Op::variable, 0, 0, k});
      if (!names_.emplace(inputs[k], k).second) throw std::invalid_argument("input named twice: " + inputs[k]);
    }
  }

  // Depth first with an explicit stack: a long sum or a deep derivative must not exhaust the call stack.
  std::size_t slot_of(const Term& root) {
    std::vector<std::pair<const Term*, bool>> stack{{&root, false}};
    while (!stack.empty()) {
      const auto [term, arguments_done] = stack.back();
      stack.pop_back();
      if (slots_.contains(term->id())) continue;
      if (arguments_done) {
        slots_.emplace(term->id(), make(*term));
        continue;
      }
      stack.emplace_back(term, true);
      for (const Term& argument : term->args()) stack.emplace_back(&argument, false);
    }
    return slots_.at(root.id());
  }

  Tape finish(std::span<const Term> outputs) {
    for (const Term& output : outputs) tape_.outputs_.push_back(slot_of(output));
    return std::move(tape_);
  }

 private:
  std::size_t emit(const Instruction& instruction) {
    const auto [found, inserted] = known_.emplace(instruction, tape_.instructions_.size());
    if (inserted) tape_.instructions_.push_back(instruction);
    return found->second;
  }

  std::size_t number_index(const Rational& value) {
    const auto [found, inserted] = number_indices_.emplace(value, tape_.numbers_.size());
    if (inserted) tape_.numbers_.push_back(value);
    return found->second;
  }

  [[nodiscard]] std::size_t argument(const Term& term, std::size_t k) const { return slots_.at(term.arg(k).id()); }

  std::size_t make(const Term& term) {
    if (term.is_number()) return emit({Op::number, 0, 0, number_index(term.number())});
    if (term.is_variable()) {
      const auto found = names_.find(term.name());
      if (found == names_.end()) throw std::invalid_argument("not an input of this tape: " + term.name());
      return found->second;
    }
    if (term.op() == Op::power) return make_power(term);
    if (term.op() == Op::matrix_function) return make_matrix(term);
    const Op op = term.op();
    if (!is_numeric(op))
      throw std::invalid_argument("has no numeric value of its own: an operation in a numeric expression");
    if (term.args().empty()) return emit({op, 0, 0, 0});
    if (term.args().size() == 1) {
      const bool folds = op == Op::add || op == Op::multiply || op == Op::min || op == Op::max;
      return folds ? argument(term, 0) : emit({op, argument(term, 0), 0, 0});
    }
    std::size_t result = argument(term, 0);
    for (std::size_t k = 1; k < term.args().size(); ++k) result = emit({op, result, argument(term, k), 0});
    return result;
  }

  std::size_t make_power(const Term& term) {
    const Term& exponent = term.arg(1);
    if (!exponent.is_number()) return emit({Op::power, argument(term, 0), argument(term, 1), no_number});
    const Rational& value = exponent.number();
    if (value == Rational(1, 2)) return emit({Op::sqrt, argument(term, 0), 0, 0});
    return emit({Op::power, argument(term, 0), 0, number_index(value)});
  }

  std::size_t make_matrix(const Term& term) {
    const theorems::TermNode& node = term.node();
    MatrixCall call{node.function, node.rows, node.columns, node.i, node.j, {}};
    for (std::size_t k = 0; k < term.args().size(); ++k) call.entries.push_back(argument(term, k));
    tape_.matrices_.push_back(std::move(call));
    return emit({Op::matrix_function, 0, 0, tape_.matrices_.size() - 1});
  }

  Tape tape_;
  std::map<Rational, std::size_t> number_indices_;
  std::unordered_map<std::string, std::size_t> names_;
  std::unordered_map<const theorems::TermNode*, std::size_t> slots_;
  std::unordered_map<Instruction, std::size_t, InstructionHash> known_;
};

Tape Tape::compile(std::span<const Term> outputs, std::span<const std::string> inputs) {
  return TapeCompiler(inputs).finish(outputs);
}

bool Tape::uses(Op operation) const {
  return std::any_of(instructions_.begin(), instructions_.end(),
                     [&](const Instruction& x) { return x.operation == operation; });
}

}  // namespace flowcert::integrators
