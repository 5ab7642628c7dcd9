#include <algorithm>

#include "integrators/numbers/matrix_function.hpp"
#include "integrators/numbers/tape.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::integrators {

namespace {

using theorems::bits_of;
using theorems::exact_root;

/// A power whose digits would fill more memory than this is refused rather than written out.
constexpr std::size_t max_power_bits = std::size_t{1} << 24;

Rational power(const Rational& base, const Integer& exponent) {
  if (exponent == 0) return 1;
  if (base == 0) {
    if (exponent < 0) throw Undefined("a negative power of zero");
    return 0;
  }
  if (base == 1) return 1;
  if (base == -1) return exponent % 2 == 0 ? 1 : -1;
  const Integer size = exponent < 0 ? Integer(-exponent) : exponent;
  if (size * bits_of(base) > max_power_bits) throw NotRational("a power too large to write out");
  const auto n = size.convert_to<unsigned>();
  const Integer top = boost::multiprecision::pow(Integer(numerator(base)), n);
  const Integer bottom = boost::multiprecision::pow(Integer(denominator(base)), n);
  return exponent < 0 ? Rational(bottom, top) : Rational(top, bottom);
}

Rational rational_power(const Rational& base, const Rational& exponent) {
  if (theorems::is_integer(exponent)) return power(base, numerator(exponent));
  if (base == 0 && exponent < 0) throw Undefined("a negative power of zero");
  return power(exact_root(base, denominator(exponent)), numerator(exponent));
}

Rational compute(const Tape& tape, const Instruction& x, std::span<const Rational> inputs,
                 const std::vector<Rational>& slots) {
  const auto left = [&]() -> const Rational& { return slots[x.left]; };
  const auto right = [&]() -> const Rational& { return slots[x.right]; };
  switch (x.operation) {
    case Op::variable:
      return inputs[x.index];
    case Op::number:
      return tape.numbers()[x.index];
    case Op::pi:
    case Op::euler:
    case Op::infinity:
      throw NotRational("pi, e and inf are not rational numbers");
    case Op::add:
      return left() + right();
    case Op::subtract:
      return left() - right();
    case Op::multiply:
      return left() * right();
    case Op::divide:
      if (right() == 0) throw Undefined("a division by zero");
      return left() / right();
    case Op::negate:
      return -left();
    case Op::power:
      return rational_power(left(), x.index == no_number ? right() : tape.numbers()[x.index]);
    case Op::min:
      return std::min(left(), right());
    case Op::max:
      return std::max(left(), right());
    case Op::matrix_function: {
      const MatrixCall& call = tape.matrices()[x.index];
      std::vector<Rational> entries;
      for (const std::size_t slot : call.entries) entries.push_back(slots[slot]);
      return evaluate_matrix_function<Rational>(call.function, entries, call.rows, call.columns, call.i, call.j);
    }
    default:
      return theorems::function_of(x.operation)->at_rational(left());
  }
}

}  // namespace

template <>
std::vector<Rational> evaluate_slots(const Tape& tape, std::span<const Rational> inputs) {
  if (inputs.size() != tape.input_count()) throw std::invalid_argument("a tape needs one value for each input");
  std::vector<Rational> slots;
  slots.reserve(tape.instructions().size());
  for (const Instruction& instruction : tape.instructions()) slots.push_back(compute(tape, instruction, inputs, slots));
  return slots;
}

template <>
std::vector<Rational> evaluate(const Tape& tape, std::span<const Rational> inputs) {
  const std::vector<Rational> slots = evaluate_slots<Rational>(tape, inputs);
  std::vector<Rational> result;
  result.reserve(tape.output_count());
  for (const std::size_t slot : tape.outputs()) result.push_back(slots[slot]);
  return result;
}

}  // namespace flowcert::integrators
