#include "integrators/taylor/polynomial_along.hpp"

#include <arb_poly.h>

#include <algorithm>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

constexpr std::size_t highest_degree = 1'000;
constexpr int highest_power = 8;

using Polynomial = std::vector<Ball>;

Polynomial sum(const Polynomial& a, const Polynomial& b, bool subtract) {
  Polynomial result = a;
  if (result.size() < b.size()) result.resize(b.size());
  for (std::size_t k = 0; k < b.size(); ++k) {
    if (subtract)
      result[k] -= b[k];
    else
      result[k] += b[k];
  }
  return result;
}

std::optional<Polynomial> product(const Polynomial& a, const Polynomial& b) {
  if (a.size() + b.size() > highest_degree) return std::nullopt;
  if (a.size() == 1 || b.size() == 1) {
    Polynomial result = a.size() == 1 ? b : a;
    for (Ball& c : result) c *= a.size() == 1 ? a[0] : b[0];
    return result;
  }
  Polynomial result(a.size() + b.size() - 1);
  const Polynomial &longer = a.size() >= b.size() ? a : b, &shorter = a.size() >= b.size() ? b : a;
  _arb_poly_mul(result.front().raw(), longer.front().raw(), static_cast<slong>(longer.size()), shorter.front().raw(),
                static_cast<slong>(shorter.size()), working_bits());
  return result;
}

std::optional<Polynomial> power(const Polynomial& a, const Rational& exponent) {
  if (exponent < 0 || exponent > highest_power) return std::nullopt;
  std::optional<Polynomial> result = Polynomial{Ball(1)};
  for (Rational k = 0; k < exponent && result; k += 1) result = product(*result, a);
  return result;
}

std::optional<Polynomial> compute(const Tape& tape, const Instruction& x, const Curve& inputs,
                                  const std::vector<Polynomial>& slots) {
  switch (x.operation) {
    case Op::variable:
      return inputs[x.index].empty() ? Polynomial{Ball(0)} : inputs[x.index];
    case Op::number:
      return Polynomial{Ball(tape.numbers()[x.index])};
    case Op::pi:
      return Polynomial{Ball::pi()};
    case Op::euler:
      return Polynomial{Ball::euler()};
    case Op::add:
      return sum(slots[x.left], slots[x.right], false);
    case Op::subtract:
      return sum(slots[x.left], slots[x.right], true);
    case Op::negate:
      return sum({Ball(0)}, slots[x.left], true);
    case Op::multiply:
      return product(slots[x.left], slots[x.right]);
    case Op::divide: {
      if (slots[x.right].size() != 1) return std::nullopt;
      Polynomial result = slots[x.left];
      for (Ball& c : result) c /= slots[x.right][0];
      return result;
    }
    case Op::power:
      if (x.index == no_number || !theorems::is_integer(tape.numbers()[x.index])) return std::nullopt;
      return power(slots[x.left], tape.numbers()[x.index]);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Ball> polynomial_range_around(const Tape& tape, const Curve& centred, const Ball& radius) {
  std::vector<Polynomial> slots;
  for (const Instruction& instruction : tape.instructions()) {
    std::optional<Polynomial> value = compute(tape, instruction, centred, slots);
    if (!value) return std::nullopt;
    slots.push_back(std::move(*value));
  }
  const Polynomial& output = slots[tape.outputs()[0]];
  const Ball unit = Ball::interval(-1, 1), positive_unit = Ball::interval(0, 1);
  Ball result = output[0], reach(1);
  for (std::size_t k = 1; k < output.size(); ++k) {
    reach *= radius;
    result += output[k] * reach * (k % 2 == 0 ? positive_unit : unit);
  }
  return result;
}

}  // namespace flowcert::integrators
