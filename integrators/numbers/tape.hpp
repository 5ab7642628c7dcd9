#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "integrators/numbers/real.hpp"
#include "theorems/functions/exact_value.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

using theorems::NotRational;
using theorems::Op;
using theorems::Undefined;

/// The index of an instruction that has no number.
inline constexpr std::size_t no_number = std::numeric_limits<std::size_t>::max();

/// Instruction number i writes slot i and reads slots before i. What it computes is an operation of terms, where sums,
/// products, min and max are of two: a `variable` is inputs[index], a `number` numbers[index], a `power` has the
/// exponent numbers[index], or `right` if it has no number; a matrix function is matrices[index].
struct Instruction {
  Op operation = Op::number;
  std::size_t left = 0, right = 0;
  std::size_t index = 0;
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct MatrixCall {
  theorems::MatrixFunction function = theorems::MatrixFunction::none;
  std::size_t rows = 0, columns = 0, i = 0, j = 0;
  std::vector<std::size_t> entries;  // slots
};

/// Scalar terms compiled to a straight-line program: no names, no sharing to look up, the same for every number type.
/// Equal subterms are computed once.
class Tape {
 public:
  /// Input k of the tape is the variable inputs[k]. Throws std::invalid_argument for a variable that is not an input
  /// and for an op without a numeric value of its own (truth values, ddt, at, quantifiers, symbolic ranges, limits).
  [[nodiscard]] static Tape compile(std::span<const theorems::Term> outputs, std::span<const std::string> inputs);

  [[nodiscard]] const std::vector<Instruction>& instructions() const { return instructions_; }
  [[nodiscard]] const std::vector<Rational>& numbers() const { return numbers_; }
  [[nodiscard]] const std::vector<MatrixCall>& matrices() const { return matrices_; }
  [[nodiscard]] const std::vector<std::size_t>& outputs() const { return outputs_; }  // slots
  [[nodiscard]] std::size_t input_count() const { return input_count_; }
  [[nodiscard]] std::size_t output_count() const { return outputs_.size(); }
  /// True if some instruction has this operation.
  [[nodiscard]] bool uses(Op operation) const;

 private:
  friend class TapeCompiler;
  friend class JetLowering;
  std::vector<Instruction> instructions_;
  std::vector<Rational> numbers_;
  std::vector<MatrixCall> matrices_;
  std::vector<std::size_t> outputs_;
  std::size_t input_count_ = 0;
};

/// The outputs at one point. T is double, Real, Ball or Rational; Real and Ball work at the working precision.
/// Where a value is undefined (0 as divisor, log of a number <= 0, sqrt or a rational power of a negative number, a
/// negative power of 0) double and Real give NaN, Ball the indeterminate ball, Rational throws Undefined; where it is
/// no rational number, Rational throws NotRational. A Ball result contains the exact value for every point of the input
/// balls at which it is defined; a finite one also means that it is defined at all of them. 0^0 = 1, sign(0) = 0.
/// Throws std::invalid_argument if inputs.size() != tape.input_count().
template <class T>
[[nodiscard]] std::vector<T> evaluate(const Tape& tape, std::span<const T> inputs);

template <class T>
[[nodiscard]] std::vector<T> evaluate(const Tape& tape, const std::vector<T>& inputs) {
  return evaluate<T>(tape, std::span<const T>(inputs));
}

/// All slots, for methods that look inside (switching functions, jets).
template <class T>
[[nodiscard]] std::vector<T> evaluate_slots(const Tape& tape, std::span<const T> inputs);

}  // namespace flowcert::integrators
