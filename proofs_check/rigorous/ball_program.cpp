#include "proofs_check/rigorous/ball_program.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/matrix_function_ball.hpp"
#include "proofs_check/rigorous/enclose_operation.hpp"

namespace flowcert::proofs {

using theorems::Op;

std::size_t BallProgram::compile(const theorems::Term& term) {
  if (const auto found = slot_of_.find(term); found != slot_of_.end()) return found->second;
  const bool scalar = term.op() < Op::ddt;
  if (!scalar) throw std::invalid_argument("'" + to_text(term) + "' is not a scalar of the inputs");
  Instruction instruction{term, {}, 0, std::nullopt};
  if (term.is_variable()) {
    const auto found = std::find(inputs_.begin(), inputs_.end(), term.name());
    if (found == inputs_.end()) throw std::invalid_argument("no value for '" + term.name() + "'");
    instruction.input = static_cast<std::uint32_t>(found - inputs_.begin());
  }
  for (const theorems::Term& arg : term.args()) instruction.args.push_back(static_cast<std::uint32_t>(compile(arg)));
  const theorems::MatrixFunction function = term.node().function;
  if (function == theorems::MatrixFunction::orth_entry || function == theorems::MatrixFunction::sqrtm_entry) {
    const MatrixValue value{function, term.node().rows, term.node().columns, instruction.args};
    const auto known = std::find(matrix_values_.begin(), matrix_values_.end(), value);
    instruction.matrix = std::size_t(known - matrix_values_.begin());
    if (known == matrix_values_.end()) matrix_values_.push_back(value);
  }
  instructions_.push_back(std::move(instruction));
  slot_of_.emplace(term, instructions_.size() - 1);
  return instructions_.size() - 1;
}

void BallProgram::run(std::span<const Ball> inputs, std::vector<Enclosed>& slots) const {
  slots.resize(instructions_.size());
  std::vector<const Enclosed*> args;
  std::vector<std::vector<Enclosed>> matrices(matrix_values_.size());
  for (std::size_t k = 0; k < instructions_.size(); ++k) {
    const Instruction& instruction = instructions_[k];
    if (instruction.term.is_variable()) {
      slots[k] = {inputs[instruction.input], Truth::yes};
      continue;
    }
    if (instruction.matrix) {
      std::vector<Enclosed>& entries = matrices[*instruction.matrix];
      if (entries.empty()) entries = enclose(matrix_values_[*instruction.matrix], slots);
      const theorems::TermNode& node = instruction.term.node();
      slots[k] = entries.at((node.i - 1) * node.columns + node.j - 1);
      continue;
    }
    args.clear();
    for (const std::uint32_t arg : instruction.args) args.push_back(&slots[arg]);
    slots[k] = enclose_operation(instruction.term.node(), args);
  }
}

std::vector<Enclosed> BallProgram::enclose(const MatrixValue& matrix, const std::vector<Enclosed>& slots) const {
  std::vector<Ball> arguments;
  Truth defined = Truth::yes;
  for (const std::uint32_t arg : matrix.args) {
    arguments.push_back(slots[arg].value);
    defined = both(defined, slots[arg].defined);
  }
  if (matrix.function == theorems::MatrixFunction::sqrtm_entry &&
      integrators::certainly_not_semidefinite(arguments, matrix.rows))
    return std::vector<Enclosed>(arguments.size(), {Ball::indeterminate(), Truth::no});
  std::vector<Enclosed> result;
  for (Ball& entry : integrators::enclose_matrix_entries(matrix.function, arguments, matrix.rows, matrix.columns)) {
    const Truth known = entry.finite() ? Truth::yes : Truth::unknown;
    result.push_back({std::move(entry), both(defined, known)});
  }
  return result;
}

std::vector<bool> BallProgram::cancelled(std::span<const Enclosed> slots) const {
  std::vector<bool> result(slots.size(), false);
  for (std::size_t k = 0; k < slots.size(); ++k) {
    const Op op = instructions_[k].term.op();
    const bool product = op == Op::multiply || op == Op::negate;
    result[k] = slots[k].value.contains_zero() &&
                (op == Op::add || op == Op::subtract ||
                 (product && std::any_of(instructions_[k].args.begin(), instructions_[k].args.end(),
                                         [&](std::uint32_t arg) { return result[arg]; })));
  }
  return result;
}

}  // namespace flowcert::proofs
