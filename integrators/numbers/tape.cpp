#include "integrators/numbers/tape.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace flowcert::integrators {

using theorems::Op;
using theorems::Term;

namespace {

struct InstructionHash {
  std::size_t operator()(const Instruction& x) const {
    std::size_t seed = static_cast<std::size_t>(x.operation);
    for (const std::size_t part : {x.left, x.right, x.index}) seed = seed * 1'000'003 + part + 0x9e37;
    return seed;
  }
};

std::optional<Operation> direct(Op op) {
  switch (op) {
    case Op::pi:
      return Operation::pi;
    case Op::euler:
      return Operation::euler;
    case Op::infinity:
      return Operation::infinity;
    case Op::add:
      return Operation::add;
    case Op::subtract:
      return Operation::subtract;
    case Op::multiply:
      return Operation::multiply;
    case Op::divide:
      return Operation::divide;
    case Op::negate:
      return Operation::negate;
    case Op::exp:
      return Operation::exp;
    case Op::log:
      return Operation::log;
    case Op::sqrt:
      return Operation::sqrt;
    case Op::abs:
      return Operation::abs;
    case Op::sign:
      return Operation::sign;
    case Op::sin:
      return Operation::sin;
    case Op::cos:
      return Operation::cos;
    case Op::tan:
      return Operation::tan;
    case Op::asin:
      return Operation::asin;
    case Op::acos:
      return Operation::acos;
    case Op::atan:
      return Operation::atan;
    case Op::sinh:
      return Operation::sinh;
    case Op::cosh:
      return Operation::cosh;
    case Op::tanh:
      return Operation::tanh;
    case Op::floor:
      return Operation::floor;
    case Op::ceil:
      return Operation::ceil;
    case Op::min:
      return Operation::min;
    case Op::max:
      return Operation::max;
    default:
      return std::nullopt;
  }
}

}  // namespace

class TapeCompiler {
 public:
  explicit TapeCompiler(std::span<const std::string> inputs) {
    tape_.input_count_ = inputs.size();
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      // Inputs take the first slots, used or not, so that slot k is input k.
      tape_.instructions_.push_back({Operation::input, 0, 0, k});
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
    if (term.is_number()) return emit({Operation::constant, 0, 0, number_index(term.number())});
    if (term.is_variable()) {
      const auto found = names_.find(term.name());
      if (found == names_.end()) throw std::invalid_argument("not an input of this tape: " + term.name());
      return found->second;
    }
    if (term.op() == Op::power) return make_power(term);
    if (term.op() == Op::matrix_function) return make_matrix(term);
    const auto operation = direct(term.op());
    if (!operation)
      throw std::invalid_argument("has no numeric value of its own: an operation in a numeric expression");
    if (term.args().empty()) return emit({*operation, 0, 0, 0});
    if (term.args().size() == 1) {
      const bool folds = *operation == Operation::add || *operation == Operation::multiply ||
                         *operation == Operation::min || *operation == Operation::max;
      return folds ? argument(term, 0) : emit({*operation, argument(term, 0), 0, 0});
    }
    std::size_t result = argument(term, 0);
    for (std::size_t k = 1; k < term.args().size(); ++k) result = emit({*operation, result, argument(term, k), 0});
    return result;
  }

  std::size_t make_power(const Term& term) {
    const Term& exponent = term.arg(1);
    if (!exponent.is_number()) return emit({Operation::general_power, argument(term, 0), argument(term, 1), 0});
    const Rational& value = exponent.number();
    if (value == Rational(1, 2)) return emit({Operation::sqrt, argument(term, 0), 0, 0});
    const auto operation = theorems::is_integer(value) ? Operation::integer_power : Operation::rational_power;
    return emit({operation, argument(term, 0), 0, number_index(value)});
  }

  std::size_t make_matrix(const Term& term) {
    const theorems::TermNode& node = term.node();
    MatrixCall call{node.function, node.rows, node.columns, node.i, node.j, {}};
    for (std::size_t k = 0; k < term.args().size(); ++k) call.entries.push_back(argument(term, k));
    tape_.matrices_.push_back(std::move(call));
    return emit({Operation::matrix_function, 0, 0, tape_.matrices_.size() - 1});
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

bool Tape::uses(Operation operation) const {
  return std::any_of(instructions_.begin(), instructions_.end(),
                     [&](const Instruction& x) { return x.operation == operation; });
}

}  // namespace flowcert::integrators
