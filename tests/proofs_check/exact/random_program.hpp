#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::proofs::test {

/// A term whose value is not of the number type (a root among rationals), or which has none of its own (a moment).
struct NoValue : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A term as a list of instructions, for the reference evaluations of the random tests: plain arithmetic in N (long
/// double, or an exact rational), which shares nothing with the methods under test. Nothing stands for "undefined".
template <class N>
class Program {
 public:
  using Value = std::optional<N>;

  /// Throws NoValue for what has no value in N, and for names that are not given.
  Program(const theorems::Term& term, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) slot_.emplace(names[i], i);
    result_ = place_of(term);
  }

  [[nodiscard]] Value operator()(const std::vector<N>& inputs) const {
    std::vector<Value> values(code_.size());
    for (std::size_t i = 0; i < code_.size(); ++i) values[i] = run(code_[i], values, inputs);
    return values[result_];
  }

 private:
  using Op = theorems::Op;
  using Term = theorems::Term;
  struct Instruction {
    Op op;
    N number;
    std::size_t slot;
    std::vector<std::size_t> args;
  };

  std::size_t place_of(const Term& term) {
    if (const auto known = place_.find(term); known != place_.end()) return known->second;
    Instruction next{term.op(), N(0), 0, {}};
    if (term.is_number()) {
      next.number = number(term.number());
    } else if (term.is_variable()) {
      const auto slot = slot_.find(term.name());
      if (slot == slot_.end()) throw NoValue("no value for " + term.name());
      next.slot = slot->second;
    } else {
      const bool known = term.op() <= Op::max && term.op() != Op::infinity;
      if (!known || (!std::is_floating_point_v<N> && !is_rational(term.op()))) throw NoValue(to_text(term));
      for (const Term& arg : term.args()) next.args.push_back(place_of(arg));
    }
    code_.push_back(next);
    place_.emplace(term, code_.size() - 1);
    return code_.size() - 1;
  }

  static bool is_rational(Op op) {
    return op == Op::add || op == Op::subtract || op == Op::multiply || op == Op::divide || op == Op::negate ||
           op == Op::power || op == Op::abs || op == Op::sign || op == Op::min || op == Op::max;
  }

  static N number(const theorems::Rational& value) {
    if constexpr (std::is_floating_point_v<N>) {
      return numerator(value).template convert_to<N>() / denominator(value).template convert_to<N>();
    } else {
      return N(value.str());
    }
  }

  static Value run(const Instruction& i, const std::vector<Value>& values, const std::vector<N>& inputs) {
    if (i.op == Op::number) return i.number;
    if (i.op == Op::variable) return inputs[i.slot];
    std::vector<N> args;
    args.reserve(i.args.size());
    for (const std::size_t place : i.args) {
      if (!values[place]) return std::nullopt;
      args.push_back(*values[place]);
    }
    Value result = arithmetic(i.op, args);
    if constexpr (std::is_floating_point_v<N>) {
      if (!result) result = function(i.op, args);
      if (result && !std::isfinite(*result)) result.reset();
    }
    return result;
  }

  static Value arithmetic(Op op, const std::vector<N>& a) {
    N result = a.empty() ? N(0) : a[0];
    switch (op) {
      case Op::add:
        for (std::size_t k = 1; k < a.size(); ++k) result += a[k];
        return result;
      case Op::multiply:
        for (std::size_t k = 1; k < a.size(); ++k) result *= a[k];
        return result;
      case Op::min:
        return *std::min_element(a.begin(), a.end());
      case Op::max:
        return *std::max_element(a.begin(), a.end());
      case Op::subtract:
        return N(a[0] - a[1]);
      case Op::negate:
        return N(-a[0]);
      case Op::divide:
        return a[1] == 0 ? std::nullopt : Value(N(a[0] / a[1]));
      case Op::abs:
        return a[0] < 0 ? N(-a[0]) : a[0];
      case Op::sign:
        return N(a[0] > 0 ? 1 : a[0] < 0 ? -1 : 0);
      case Op::power:
        return power(a[0], a[1]);
      default:
        return std::nullopt;
    }
  }

  /// x^y: whole y for every x, other y for x > 0, and positive ones for x = 0.
  static Value power(const N& base, const N& exponent) {
    if constexpr (std::is_floating_point_v<N>) {
      const bool whole = std::floor(exponent) == exponent;
      if ((base == 0 && exponent < 0) || (!whole && base < 0)) return std::nullopt;
      return std::pow(base, exponent);
    } else {
      if (denominator(exponent) != 1 || abs(exponent) > 4096) throw NoValue("a power");
      long n = static_cast<long>(numerator(exponent));
      if (n < 0 && base == 0) return std::nullopt;
      N result(1);
      for (; n > 0; --n) result *= base;
      for (; n < 0; ++n) result /= base;
      return result;
    }
  }

  /// Rounding must not carry the argument of a root below 0.
  static Value function(Op op, const std::vector<N>& a) {
    constexpr N rounding = 1e-13L;
    switch (op) {
      case Op::pi:
        return std::acos(N(-1));
      case Op::euler:
        return std::exp(N(1));
      case Op::exp:
        return std::exp(a[0]);
      case Op::log:
        return a[0] > 0 ? Value(std::log(a[0])) : std::nullopt;
      case Op::sqrt:
        return a[0] >= -rounding ? Value(std::sqrt(std::max(N(0), a[0]))) : std::nullopt;
      case Op::sin:
        return std::sin(a[0]);
      case Op::cos:
        return std::cos(a[0]);
      case Op::tan:
        return std::tan(a[0]);
      case Op::asin:
      case Op::acos: {
        if (std::abs(a[0]) > 1 + rounding) return std::nullopt;
        const N inside = std::clamp(a[0], N(-1), N(1));
        return op == Op::asin ? std::asin(inside) : std::acos(inside);
      }
      case Op::atan:
        return std::atan(a[0]);
      case Op::sinh:
        return std::sinh(a[0]);
      case Op::cosh:
        return std::cosh(a[0]);
      case Op::tanh:
        return std::tanh(a[0]);
      case Op::asinh:
        return std::asinh(a[0]);
      case Op::acosh:
        return a[0] >= 1 - rounding ? Value(std::acosh(std::max(N(1), a[0]))) : std::nullopt;
      case Op::atanh:
        return std::abs(a[0]) < 1 ? Value(std::atanh(a[0])) : std::nullopt;
      case Op::erf:
        return std::erf(a[0]);
      case Op::floor:
        return std::floor(a[0]);
      case Op::ceil:
        return std::ceil(a[0]);
      default:
        return std::nullopt;
    }
  }

  std::unordered_map<std::string, std::size_t> slot_;
  std::unordered_map<Term, std::size_t, theorems::TermHash> place_;
  std::vector<Instruction> code_;
  std::size_t result_ = 0;
};

}  // namespace flowcert::proofs::test
