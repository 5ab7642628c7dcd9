#pragma once

#include <cmath>

#include "integrators/numbers/matrix_function.hpp"
#include "integrators/numbers/scalar.hpp"
#include "integrators/numbers/tape.hpp"

// The one interpreter of tapes for number types with approximate or enclosing arithmetic; instantiated by
// evaluate_double.cpp, evaluate_real.cpp and evaluate_ball.cpp. Rationals have their own (evaluate_rational.cpp).
namespace flowcert::integrators {

template <class T>
T compute(const Tape& tape, const Instruction& x, std::span<const T> inputs, const std::vector<T>& slots) {
  using std::abs, std::acos, std::asin, std::atan, std::ceil, std::cosh, std::exp, std::floor, std::sinh, std::sqrt,
      std::tanh;
  const auto left = [&]() -> const T& { return slots[x.left]; };
  const auto right = [&]() -> const T& { return slots[x.right]; };
  switch (x.operation) {
    case Operation::input:
      return inputs[x.index];
    case Operation::constant:
      return Scalar<T>::from(tape.numbers()[x.index]);
    case Operation::pi:
      return Scalar<T>::pi();
    case Operation::euler:
      return Scalar<T>::euler();
    case Operation::infinity:
      return Scalar<T>::infinity();
    case Operation::add:
      return left() + right();
    case Operation::subtract:
      return left() - right();
    case Operation::multiply:
      return left() * right();
    case Operation::divide:
      return guarded::divide(left(), right());
    case Operation::negate:
      return -left();
    case Operation::integer_power:
    case Operation::rational_power:
      return guarded::power(left(), tape.numbers()[x.index]);
    case Operation::general_power:
      return guarded::power(left(), right());
    case Operation::exp:
      return exp(left());
    case Operation::log:
      return guarded::log(left());
    case Operation::sqrt:
      return sqrt(left());
    case Operation::abs:
      return abs(left());
    case Operation::sign:
      return guarded::sign(left());
    case Operation::sin:
      return guarded::sin(left());
    case Operation::cos:
      return guarded::cos(left());
    case Operation::tan:
      return guarded::tan(left());
    case Operation::asin:
      return asin(left());
    case Operation::acos:
      return acos(left());
    case Operation::atan:
      return atan(left());
    case Operation::sinh:
      return sinh(left());
    case Operation::cosh:
      return cosh(left());
    case Operation::tanh:
      return tanh(left());
    case Operation::floor:
      return floor(left());
    case Operation::ceil:
      return ceil(left());
    case Operation::min:
      if constexpr (std::is_same_v<T, Ball>)
        return min(left(), right());
      else
        return left() <= right() ? left() : (right() < left() ? right() : Scalar<T>::undefined());
    case Operation::max:
      if constexpr (std::is_same_v<T, Ball>)
        return max(left(), right());
      else
        return left() >= right() ? left() : (right() > left() ? right() : Scalar<T>::undefined());
    case Operation::matrix_function: {
      const MatrixCall& call = tape.matrices()[x.index];
      std::vector<T> entries;
      for (const std::size_t slot : call.entries) entries.push_back(slots[slot]);
      return evaluate_matrix_function<T>(call.function, entries, call.rows, call.columns, call.i, call.j);
    }
  }
  throw std::logic_error("an operation without a case");
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
