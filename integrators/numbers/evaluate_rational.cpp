#include <algorithm>

#include "integrators/numbers/matrix_function.hpp"
#include "integrators/numbers/tape.hpp"

namespace flowcert::integrators {

namespace {

/// A power whose digits would fill more memory than this is refused rather than written out.
constexpr std::size_t max_power_bits = std::size_t{1} << 24;

std::size_t bits(const Rational& value) {
  return std::max(mpz_sizeinbase(mpq_numref(value.backend().data()), 2),
                  mpz_sizeinbase(mpq_denref(value.backend().data()), 2));
}

Rational power(const Rational& base, const Integer& exponent) {
  if (exponent == 0) return 1;
  if (base == 0) {
    if (exponent < 0) throw Undefined("a negative power of zero");
    return 0;
  }
  if (base == 1) return 1;
  if (base == -1) return exponent % 2 == 0 ? 1 : -1;
  const Integer size = exponent < 0 ? Integer(-exponent) : exponent;
  if (size * bits(base) > max_power_bits) throw NotRational("a power too large to write out");
  const auto n = size.convert_to<unsigned>();
  const Integer top = boost::multiprecision::pow(Integer(numerator(base)), n);
  const Integer bottom = boost::multiprecision::pow(Integer(denominator(base)), n);
  return exponent < 0 ? Rational(bottom, top) : Rational(top, bottom);
}

Integer exact_root(const Integer& value, unsigned long degree) {
  Integer root;
  if (mpz_root(root.backend().data(), value.backend().data(), degree) == 0) throw NotRational("an irrational root");
  return root;
}

Rational root(const Rational& value, const Integer& degree) {
  if (value < 0) throw Undefined("an even root or rational power of a negative number");
  if (value == 0 || value == 1) return value;
  if (degree > static_cast<long>(bits(value))) throw NotRational("an irrational root");
  const auto n = degree.convert_to<unsigned long>();
  return Rational(exact_root(numerator(value), n), exact_root(denominator(value), n));
}

Rational rational_power(const Rational& base, const Rational& exponent) {
  if (theorems::is_integer(exponent)) return power(base, numerator(exponent));
  if (base == 0 && exponent < 0) throw Undefined("a negative power of zero");
  return power(root(base, denominator(exponent)), numerator(exponent));
}

/// f(argument) for a function that is irrational at every rational but this one.
Rational only_at(const Rational& argument, int point, int value) {
  if (argument != point) throw NotRational("a transcendental value");
  return value;
}

Rational floor(const Rational& value) {
  Integer result;
  mpz_fdiv_q(result.backend().data(), mpq_numref(value.backend().data()), mpq_denref(value.backend().data()));
  return result;
}

Rational logarithm(const Rational& value) {
  if (value <= 0) throw Undefined("log of a number that is not positive");
  return only_at(value, 1, 0);
}

Rational inverse_sine(const Rational& value, int zero) {
  if (value < -1 || value > 1) throw Undefined("asin or acos of a number outside [-1, 1]");
  return only_at(value, zero, 0);
}

Rational compute(const Tape& tape, const Instruction& x, std::span<const Rational> inputs,
                 const std::vector<Rational>& slots) {
  const auto left = [&]() -> const Rational& { return slots[x.left]; };
  const auto right = [&]() -> const Rational& { return slots[x.right]; };
  switch (x.operation) {
    case Operation::input:
      return inputs[x.index];
    case Operation::constant:
      return tape.numbers()[x.index];
    case Operation::pi:
    case Operation::euler:
    case Operation::infinity:
      throw NotRational("pi, e and inf are not rational numbers");
    case Operation::add:
      return left() + right();
    case Operation::subtract:
      return left() - right();
    case Operation::multiply:
      return left() * right();
    case Operation::divide:
      if (right() == 0) throw Undefined("a division by zero");
      return left() / right();
    case Operation::negate:
      return -left();
    case Operation::integer_power:
    case Operation::rational_power:
      return rational_power(left(), tape.numbers()[x.index]);
    case Operation::general_power:
      return rational_power(left(), right());
    case Operation::sqrt:
      return root(left(), 2);
    case Operation::abs:
      return left() < 0 ? Rational(-left()) : left();
    case Operation::sign:
      return left() > 0 ? 1 : (left() < 0 ? -1 : 0);
    case Operation::exp:
    case Operation::cos:
    case Operation::cosh:
      return only_at(left(), 0, 1);
    case Operation::sin:
    case Operation::tan:
    case Operation::atan:
    case Operation::sinh:
    case Operation::tanh:
      return only_at(left(), 0, 0);
    case Operation::log:
      return logarithm(left());
    case Operation::asin:
      return inverse_sine(left(), 0);
    case Operation::acos:
      return inverse_sine(left(), 1);
    case Operation::floor:
      return floor(left());
    case Operation::ceil:
      return -floor(-left());
    case Operation::min:
      return std::min(left(), right());
    case Operation::max:
      return std::max(left(), right());
    case Operation::matrix_function: {
      const MatrixCall& call = tape.matrices()[x.index];
      std::vector<Rational> entries;
      for (const std::size_t slot : call.entries) entries.push_back(slots[slot]);
      return evaluate_matrix_function<Rational>(call.function, entries, call.rows, call.columns, call.i, call.j);
    }
  }
  throw std::logic_error("an operation without a case");
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
