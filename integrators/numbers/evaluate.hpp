#pragma once

#include "integrators/numbers/function_value.hpp"
#include "integrators/numbers/matrix_function.hpp"
#include "integrators/numbers/scalar.hpp"
#include "integrators/numbers/tape.hpp"

// The one interpreter of tapes for number types with approximate or enclosing arithmetic; instantiated by
// evaluate_double.cpp, evaluate_real.cpp and evaluate_ball.cpp. Rationals have their own (evaluate_rational.cpp).
namespace flowcert::integrators {

template <class T>
T compute(const Tape& tape, const Instruction& x, std::span<const T> inputs, const std::vector<T>& slots) {
  const auto left = [&]() -> const T& { return slots[x.left]; };
  const auto right = [&]() -> const T& { return slots[x.right]; };
  switch (x.operation) {
    case Op::variable:
      return inputs[x.index];
    case Op::number:
      return Scalar<T>::from(tape.numbers()[x.index]);
    case Op::pi:
      return Scalar<T>::pi();
    case Op::euler:
      return Scalar<T>::euler();
    case Op::infinity:
      return Scalar<T>::infinity();
    case Op::add:
      return left() + right();
    case Op::subtract:
      return left() - right();
    case Op::multiply:
      return left() * right();
    case Op::divide:
      return guarded::divide(left(), right());
    case Op::negate:
      return -left();
    case Op::power:
      return x.index == no_number ? guarded::power(left(), right()) : guarded::power(left(), tape.numbers()[x.index]);
    case Op::min:
      if constexpr (std::is_same_v<T, Ball>)
        return min(left(), right());
      else
        return left() <= right() ? left() : (right() < left() ? right() : Scalar<T>::undefined());
    case Op::max:
      if constexpr (std::is_same_v<T, Ball>)
        return max(left(), right());
      else
        return left() >= right() ? left() : (right() > left() ? right() : Scalar<T>::undefined());
    case Op::matrix_function: {
      const MatrixCall& call = tape.matrices()[x.index];
      std::vector<T> entries;
      for (const std::size_t slot : call.entries) entries.push_back(slots[slot]);
      return evaluate_matrix_function<T>(call.function, entries, call.rows, call.columns, call.i, call.j);
    }
    default:
      return value_of(*theorems::function_of(x.operation), left());
  }
}

template <class T>
std::vector<T> evaluate_slots(const Tape& tape, std::span<const T> inputs) {
  if (inputs.size() != tape.input_count()) throw std::invalid_argument("a tape needs one value for each input");
  std::vector<T> slots;
  slots.reserve(tape.instructions().size());
  for (const Instruction& instruction : tape.instructions()) {
    slots.push_back(compute<T>(tape, instruction, inputs, slots));
  }
  return slots;
}

template <class T>
std::vector<T> evaluate(const Tape& tape, std::span<const T> inputs) {
  const std::vector<T> slots = evaluate_slots<T>(tape, inputs);
  std::vector<T> result;
  result.reserve(tape.output_count());
  for (const std::size_t slot : tape.outputs()) result.push_back(slots[slot]);
  return result;
}

}  // namespace flowcert::integrators
