#include "proofs_check/rigorous/ball_program.hpp"

#include <algorithm>
#include <stdexcept>

#include "proofs_check/rigorous/enclose_operation.hpp"

namespace flowcert::proofs {

using theorems::Op;

std::size_t BallProgram::compile(const theorems::Term& term) {
  if (const auto found = slot_of_.find(term); found != slot_of_.end()) return found->second;
  const bool scalar = term.op() < Op::ddt;
  if (!scalar) throw std::invalid_argument("'" + to_text(term) + "' is not a scalar of the inputs");
  Instruction instruction{term, {}, 0};
  if (term.is_variable()) {
    const auto found = std::find(inputs_.begin(), inputs_.end(), term.name());
    if (found == inputs_.end()) throw std::invalid_argument("no value for '" + term.name() + "'");
    instruction.input = static_cast<std::uint32_t>(found - inputs_.begin());
  }
  for (const theorems::Term& arg : term.args()) instruction.args.push_back(static_cast<std::uint32_t>(compile(arg)));
  instructions_.push_back(std::move(instruction));
  slot_of_.emplace(term, instructions_.size() - 1);
  return instructions_.size() - 1;
}

void BallProgram::run(std::span<const Ball> inputs, std::vector<Enclosed>& slots) const {
  slots.resize(instructions_.size());
  std::vector<const Enclosed*> args;
  for (std::size_t k = 0; k < instructions_.size(); ++k) {
    const Instruction& instruction = instructions_[k];
    if (instruction.term.is_variable()) {
      slots[k] = {inputs[instruction.input], Truth::yes};
      continue;
    }
    args.clear();
    for (const std::uint32_t arg : instruction.args) args.push_back(&slots[arg]);
    slots[k] = enclose_operation(instruction.term.node(), args);
  }
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
