#include "integrators/taylor/jet_program.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <stdexcept>

#include "theorems/functions/functions.hpp"

namespace flowcert::integrators {

using theorems::Term;

class JetLowering {
 public:
  JetLowering(const Tape& tape, const std::vector<bool>& constant_inputs, JetProgram& program)
      : source_(tape), constant_inputs_(constant_inputs), program_(program) {
    if (constant_inputs.size() != tape.input_count()) throw std::invalid_argument("one mark for each input is needed");
    program_.tape_ = tape;
    program_.input_count_ = tape.input_count();
  }

  void run() {
    std::vector<std::size_t> slots;
    for (const Instruction& x : source_.instructions()) slots.push_back(lower({source_, slots}, x));
    for (const std::size_t slot : source_.outputs()) program_.outputs_.push_back(slots[slot]);
  }

 private:
  /// A tape, and the program's slots for those of its slots that are lowered.
  struct Source {
    const Tape& tape;
    const std::vector<std::size_t>& slots;
  };

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
    return emit(Recurrence::constant, {Op::number, 0, 0, numbers.size() - 1});
  }

  std::size_t binary(Op operation, Recurrence recurrence, std::size_t left, std::size_t right) {
    const bool constant = constant_[left] && constant_[right];
    return emit(constant ? Recurrence::constant : recurrence, {operation, left, right, 0}, left, right);
  }

  std::size_t product(std::size_t left, std::size_t right) {
    if (left == right) return binary(Op::multiply, Recurrence::square, left, right);
    if (constant_[right]) std::swap(left, right);
    return binary(Op::multiply, constant_[left] ? Recurrence::scale : Recurrence::multiply, left, right);
  }

  std::size_t quotient(std::size_t left, std::size_t right) {
    return binary(Op::divide, constant_[right] ? Recurrence::divide_by_constant : Recurrence::divide, left, right);
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

  std::size_t unary(Op operation, Recurrence recurrence, std::size_t x) {
    return emit(recurrence, {operation, x, 0, 0}, x, 0);
  }

  /// y = f(x) by y' = f'(x) x'. The slots of f'(x) come after y's own, and may read it: recurrences read only lower
  /// coefficients of theirs. A slope that is a quotient or has a minus saves a slot.
  std::size_t function(Op operation, std::size_t x) {
    if (constant_[x]) return emit(Recurrence::constant, {operation, x, 0, 0});
    const theorems::Function& f = *theorems::function_of(operation);
    if (operation == Op::sqrt) return unary(operation, Recurrence::sqrt, x);
    if (f.smoothness == theorems::Smoothness::kink_at_0) return unary(operation, Recurrence::abs, x);
    if (theorems::jumps(f)) return unary(operation, Recurrence::step, x);
    if (const auto known = functions_.find({operation, x}); known != functions_.end()) return known->second;
    if (f.slope == nullptr) throw std::invalid_argument("a function whose derivative is no expression has no jet");
    const Term slope = f.slope(theorems::apply(operation, {theorems::variable("u")}));
    const bool quotient = slope.op() == Op::divide && (slope.arg(0).is_number(1) || slope.arg(0).is_number(-1));
    const bool minus = quotient ? slope.arg(0).is_number(-1) : slope.op() == Op::negate;
    const std::size_t y = unary(operation,
                                quotient ? (minus ? Recurrence::negative_quotient : Recurrence::quotient)
                                         : (minus ? Recurrence::decay : Recurrence::growth),
                                x);
    functions_.emplace(std::pair(operation, x), y);
    const std::size_t helper = slots_of(quotient ? slope.arg(1) : (minus ? slope.arg(0) : slope), x);
    program_.instructions_[y].right = helper;
    return y;
  }

  /// A term in `u`, at u = x.
  std::size_t slots_of(const Term& term, std::size_t x) {
    static const std::vector<std::string> names{"u"};
    const Tape tape = Tape::compile(std::span(&term, 1), names);
    std::vector<std::size_t> slots{x};
    for (std::size_t k = 1; k < tape.instructions().size(); ++k)
      slots.push_back(lower({tape, slots}, tape.instructions()[k]));
    return slots[tape.outputs()[0]];
  }

  std::size_t general_power(std::size_t base, std::size_t exponent) {
    if (constant_[exponent]) return emit(Recurrence::power, {Op::power, base, exponent, no_number}, base, exponent);
    return function(Op::exp, product(exponent, function(Op::log, base)));
  }

  std::size_t matrix(const Source& source, const Instruction& x) {
    auto& call = program_.tape_.matrices_[x.index];
    for (std::size_t& entry : call.entries) {
      entry = source.slots[entry];
      if (!constant_[entry]) throw std::invalid_argument("a matrix function of entries that change in time has no jet");
    }
    return emit(Recurrence::constant, x);
  }

  static bool has_two_arguments(const Instruction& x) {
    if (x.operation == Op::power) return x.index == no_number;
    return x.operation == Op::add || x.operation == Op::subtract || x.operation == Op::multiply ||
           x.operation == Op::divide || x.operation == Op::min || x.operation == Op::max;
  }

  std::size_t lower(const Source& source, const Instruction& x) {
    switch (x.operation) {
      case Op::variable:
        return emit(constant_inputs_[x.index] ? Recurrence::constant : Recurrence::input, x);
      case Op::matrix_function:
        return matrix(source, x);
      case Op::number:
        return number(source.tape.numbers()[x.index]);
      case Op::pi:
      case Op::euler:
      case Op::infinity:
        return emit(Recurrence::constant, x);
      default:
        break;
    }
    const bool two = has_two_arguments(x);
    const std::size_t left = source.slots[x.left], right = two ? source.slots[x.right] : 0;
    if (x.operation == Op::power && !two) return power(left, source.tape.numbers()[x.index]);
    if (constant_[left] && (!two || constant_[right]))
      return emit(Recurrence::constant, {x.operation, left, right, x.index});
    return changing(x.operation, left, right);
  }

  std::size_t power(std::size_t base, const Rational& exponent) {
    if (!constant_[base] && theorems::is_integer(exponent)) return integer_power(base, numerator(exponent));
    const std::size_t slot = number(exponent), index = program_.instructions_[slot].value.index;
    return emit(constant_[base] ? Recurrence::constant : Recurrence::power, {Op::power, base, 0, index}, base, slot);
  }

  std::size_t changing(Op operation, std::size_t left, std::size_t right) {
    switch (operation) {
      case Op::add:
        return binary(operation, Recurrence::add, left, right);
      case Op::subtract:
        return binary(operation, Recurrence::subtract, left, right);
      case Op::multiply:
        return product(left, right);
      case Op::divide:
        return quotient(left, right);
      case Op::min:
        return binary(operation, Recurrence::min, left, right);
      case Op::max:
        return binary(operation, Recurrence::max, left, right);
      case Op::negate:
        return unary(operation, Recurrence::negate, left);
      case Op::power:
        return general_power(left, right);
      default:
        return function(operation, left);
    }
  }

  const Tape& source_;
  const std::vector<bool>& constant_inputs_;
  JetProgram& program_;
  std::map<std::pair<Op, std::size_t>, std::size_t> functions_;  // y for y = f(x)
  std::vector<bool> constant_;                                   // of the program's slots
};

JetProgram::JetProgram(const Tape& tape, const std::vector<bool>& constant_inputs) {
  JetLowering(tape, constant_inputs, *this).run();
}

}  // namespace flowcert::integrators
