#include "integrators/taylor/jet_program.hpp"

#include <algorithm>
#include <stdexcept>

namespace flowcert::integrators {

class JetLowering {
 public:
  JetLowering(const Tape& tape, const std::vector<bool>& constant_inputs, JetProgram& program)
      : source_(tape), constant_inputs_(constant_inputs), program_(program) {
    if (constant_inputs.size() != tape.input_count()) throw std::invalid_argument("one mark for each input is needed");
    program_.tape_ = tape;
    program_.input_count_ = tape.input_count();
  }

  void run() {
    for (const Instruction& x : source_.instructions()) slot_.push_back(lower(x));
    for (const std::size_t slot : source_.outputs()) program_.outputs_.push_back(slot_[slot]);
  }

 private:
  std::size_t emit(Recurrence recurrence, const Instruction& value, std::size_t left = 0, std::size_t right = 0) {
    program_.instructions_.push_back({recurrence, value, left, right, false});
    constant_.push_back(recurrence == Recurrence::constant);
    const std::size_t result = program_.instructions_.size() - 1;
    for (const std::size_t slot : derivative_reads(recurrence, left, result)) {
      program_.instructions_[slot].needs_derivative = true;
    }
    return result;
  }

  static std::vector<std::size_t> derivative_reads(Recurrence recurrence, std::size_t left, std::size_t self) {
    switch (recurrence) {
      case Recurrence::growth:
      case Recurrence::decay:
        return {left};
      case Recurrence::quotient:
      case Recurrence::negative_quotient:
        return {self};
      case Recurrence::power:
        return {left, self};
      default:
        return {};
    }
  }

  std::size_t number(const Rational& value) {
    auto& numbers = program_.tape_.numbers_;
    numbers.push_back(value);
    return emit(Recurrence::constant, {Operation::constant, 0, 0, numbers.size() - 1});
  }

  std::size_t binary(Operation operation, Recurrence recurrence, std::size_t left, std::size_t right) {
    const bool constant = constant_[left] && constant_[right];
    return emit(constant ? Recurrence::constant : recurrence, {operation, left, right, 0}, left, right);
  }

  std::size_t product(std::size_t left, std::size_t right) {
    if (left == right) return binary(Operation::multiply, Recurrence::square, left, right);
    if (constant_[right]) std::swap(left, right);
    return binary(Operation::multiply, constant_[left] ? Recurrence::scale : Recurrence::multiply, left, right);
  }

  std::size_t quotient(std::size_t left, std::size_t right) {
    return binary(Operation::divide, constant_[right] ? Recurrence::divide_by_constant : Recurrence::divide, left,
                  right);
  }

  // Repeated squaring: valid at base 0 too, where the recurrence for powers is not.
  std::size_t integer_power(std::size_t base, const Integer& exponent) {
    if (exponent == 0) return number(1);
    Integer rest = exponent < 0 ? Integer(-exponent) : exponent;
    std::size_t square = base, result = base;
    bool found = false;
    while (true) {
      if (rest % 2 == 1) {
        result = found ? product(result, square) : square;
        found = true;
      }
      rest /= 2;
      if (rest == 0) break;
      square = product(square, square);
    }
    return exponent < 0 ? quotient(number(1), result) : result;
  }

  std::size_t unary(Operation operation, Recurrence recurrence, std::size_t x, std::size_t helper) {
    return emit(recurrence, {operation, x, 0, 0}, x, helper);
  }

  // y' = +-x' w with both members of the pair in hand: sin and cos, sinh and cosh.
  std::size_t pair(Operation first, Recurrence first_rule, Operation second, Recurrence second_rule, std::size_t x) {
    const std::size_t y = program_.instructions_.size();
    unary(first, first_rule, x, y + 1);
    unary(second, second_rule, x, y);
    return y;
  }

  // tan' = (1 + tan^2) x', tanh' = (1 - tanh^2) x': the helper slots come after the function itself.
  std::size_t tangent(Operation operation, std::size_t x) {
    const std::size_t one = number(1);
    const std::size_t y = program_.instructions_.size();
    unary(operation, Recurrence::growth, x, y + 2);
    const std::size_t square = product(y, y);
    if (operation == Operation::tan)
      binary(Operation::add, Recurrence::add, one, square);
    else
      binary(Operation::subtract, Recurrence::subtract, one, square);
    return y;
  }

  // asin' = x'/sqrt(1 - x^2), acos' = -x'/sqrt(1 - x^2).
  std::size_t inverse_sine(Operation operation, std::size_t x) {
    const std::size_t inside = binary(Operation::subtract, Recurrence::subtract, number(1), product(x, x));
    const std::size_t root = emit(Recurrence::sqrt, {Operation::sqrt, inside, 0, 0}, inside);
    const auto rule = operation == Operation::asin ? Recurrence::quotient : Recurrence::negative_quotient;
    return unary(operation, rule, x, root);
  }

  std::size_t general_power(std::size_t base, std::size_t exponent) {
    if (constant_[exponent]) {
      return emit(Recurrence::power, {Operation::general_power, base, exponent, 0}, base, exponent);
    }
    const std::size_t logarithm = constant_[base] ? emit(Recurrence::constant, {Operation::log, base, 0, 0})
                                                  : unary(Operation::log, Recurrence::quotient, base, base);
    const std::size_t product_slot = product(exponent, logarithm);
    return unary(Operation::exp, Recurrence::growth, product_slot, program_.instructions_.size());
  }

  std::size_t matrix(const Instruction& x) {
    auto& call = program_.tape_.matrices_[x.index];
    for (std::size_t& entry : call.entries) {
      entry = slot_[entry];
      if (!constant_[entry]) throw std::invalid_argument("a matrix function of entries that change in time has no jet");
    }
    return emit(Recurrence::constant, x);
  }

  std::size_t lower(const Instruction& x) {
    using O = Operation;
    if (x.operation == O::input) {
      return emit(constant_inputs_[x.index] ? Recurrence::constant : Recurrence::input, x);
    }
    if (x.operation == O::matrix_function) return matrix(x);
    if (x.operation == O::constant || x.operation == O::pi || x.operation == O::euler || x.operation == O::infinity) {
      return emit(Recurrence::constant, x);
    }
    const std::size_t left = slot_[x.left];
    const bool two = x.operation == O::add || x.operation == O::subtract || x.operation == O::multiply ||
                     x.operation == O::divide || x.operation == O::general_power || x.operation == O::min ||
                     x.operation == O::max;
    const std::size_t right = two ? slot_[x.right] : 0;
    if (constant_[left] && (!two || constant_[right])) {
      return emit(Recurrence::constant, {x.operation, left, right, x.index});
    }
    return changing(x, left, right);
  }

  std::size_t changing(const Instruction& x, std::size_t left, std::size_t right) {
    using O = Operation;
    using R = Recurrence;
    switch (x.operation) {
      case O::add:
        return binary(O::add, R::add, left, right);
      case O::subtract:
        return binary(O::subtract, R::subtract, left, right);
      case O::multiply:
        return product(left, right);
      case O::divide:
        return quotient(left, right);
      case O::min:
        return binary(O::min, R::min, left, right);
      case O::max:
        return binary(O::max, R::max, left, right);
      case O::negate:
        return unary(O::negate, R::negate, left, 0);
      case O::abs:
        return unary(O::abs, R::abs, left, 0);
      case O::sign:
      case O::floor:
      case O::ceil:
        return unary(x.operation, R::step, left, 0);
      case O::sqrt:
        return unary(O::sqrt, R::sqrt, left, 0);
      case O::integer_power:
        return integer_power(left, numerator(source_.numbers()[x.index]));
      case O::rational_power: {
        const std::size_t exponent = number(source_.numbers()[x.index]);
        return emit(R::power, {O::rational_power, left, 0, x.index}, left, exponent);
      }
      case O::general_power:
        return general_power(left, right);
      case O::exp:
        return unary(O::exp, R::growth, left, program_.instructions_.size());
      case O::log:
        return unary(O::log, R::quotient, left, left);
      case O::sin:
        return pair(O::sin, R::growth, O::cos, R::decay, left);
      case O::cos:
        return pair(O::cos, R::decay, O::sin, R::growth, left);
      case O::sinh:
        return pair(O::sinh, R::growth, O::cosh, R::growth, left);
      case O::cosh:
        return pair(O::cosh, R::growth, O::sinh, R::growth, left);
      case O::tan:
      case O::tanh:
        return tangent(x.operation, left);
      case O::asin:
      case O::acos:
        return inverse_sine(x.operation, left);
      case O::atan:
        return unary(O::atan, R::quotient, left, binary(O::add, R::add, number(1), product(left, left)));
      default:
        throw std::logic_error("an operation without a Taylor recurrence");
    }
  }

  const Tape& source_;
  const std::vector<bool>& constant_inputs_;
  JetProgram& program_;
  std::vector<std::size_t> slot_;  // of the source's slots
  std::vector<bool> constant_;     // of the program's slots
};

JetProgram::JetProgram(const Tape& tape, const std::vector<bool>& constant_inputs) {
  JetLowering(tape, constant_inputs, *this).run();
}

}  // namespace flowcert::integrators
