#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "integrators/numbers/tape.hpp"

namespace flowcert::integrators {

/// How the k-th Taylor coefficient (k >= 1) of a slot follows from lower ones. x = left, w = right; a prime is d/dt.
/// Recurrences: Jorba & Zou 2005, section 2.1 (after Moore 1966); each follows from equating coefficients in the
/// differential equation named here.
enum class Recurrence {
  input,     // given
  constant,  // does not change in time: 0
  add,
  subtract,
  negate,
  multiply,
  square,  // x * x, with half the products
  scale,   // x * w where x is constant in time
  divide,  // y w = x
  divide_by_constant,
  sqrt,               // y y = x
  power,              // x y' = c x' y, where c = w is constant in time
  growth,             // y' = x' w         (w may be a later slot: only lower coefficients are read)
  decay,              // y' = - x' w
  quotient,           // w y' = x'
  negative_quotient,  // w y' = - x'
  // On the branch of the value at the expansion point (at a kink itself: on the branch of sign +1, or the first
  // argument of min and max): these hold until a switching function changes sign.
  abs,
  min,
  max,
  step,  // step: sign, floor, ceil
};

struct JetInstruction {
  Recurrence recurrence = Recurrence::constant;
  Instruction value;  // the coefficient of order 0
  std::size_t left = 0, right = 0;
  bool needs_derivative = false;  // some recurrence reads k times the k-th coefficient of this slot
};

/// A tape rewritten so that each slot has a Taylor recurrence; slots of a tape's helpers (the cosine beside a sine, the
/// square root under an arc sine) are slots of their own.
class JetProgram {
 public:
  /// `constant_inputs[k]` says that input k does not change in time. Throws std::invalid_argument for a matrix function
  /// of entries that change in time.
  JetProgram(const Tape& tape, const std::vector<bool>& constant_inputs);

  [[nodiscard]] const std::vector<JetInstruction>& instructions() const { return instructions_; }
  [[nodiscard]] const std::vector<std::size_t>& outputs() const { return outputs_; }
  [[nodiscard]] std::size_t input_count() const { return input_count_; }
  [[nodiscard]] const Tape& tape() const { return tape_; }  // for its tables of numbers and matrices

 private:
  friend class JetLowering;
  Tape tape_;
  std::vector<JetInstruction> instructions_;
  std::vector<std::size_t> outputs_;
  std::size_t input_count_ = 0;
};

}  // namespace flowcert::integrators
