#pragma once

#include <algorithm>
#include <cmath>

#include "integrators/numbers/evaluate.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/convolution.hpp"
#include "integrators/taylor/jets.hpp"

// Included by the files that instantiate Jets for one number type each.
namespace flowcert::integrators {

namespace jet_arithmetic {
inline double times(double a, std::size_t k) {
  return a * static_cast<double>(k);
}
inline double over(double a, std::size_t k) {
  return a / static_cast<double>(k);
}
inline Real times(const Real& a, std::size_t k) {
  return Real(a * static_cast<unsigned long>(k));
}
inline Real over(const Real& a, std::size_t k) {
  return Real(a / static_cast<unsigned long>(k));
}
inline Block times(const Block& a, std::size_t k) {
  Block result;
  arf_mul_ui(result.mid(), a.mid(), k, working_bits(), ARF_RND_NEAR);
  return result;
}
inline Block over(const Block& a, std::size_t k) {
  Block result;
  arf_div_ui(result.mid(), a.mid(), k, working_bits(), ARF_RND_NEAR);
  return result;
}
inline Ball times(const Ball& a, std::size_t k) {
  Ball result;
  arb_mul_ui(result.raw(), a.raw(), k, working_bits());
  return result;
}
inline Ball over(const Ball& a, std::size_t k) {
  Ball result;
  arb_div_ui(result.raw(), a.raw(), k, working_bits());
  return result;
}

// Which sign a switching value has: +1 (also at 0), -1, or 0 when it cannot be told.
inline int branch(double a) {
  return a >= 0 ? 1 : (a < 0 ? -1 : 0);
}
inline int branch(const Real& a) {
  return a >= 0 ? 1 : (a < 0 ? -1 : 0);
}
inline int branch(const Block& a) {
  if (arf_is_nan(a.mid()) != 0) return 0;
  return arf_sgn(a.mid()) >= 0 ? 1 : -1;
}
inline int branch(const Ball& a) {
  return a.certainly_nonnegative() ? 1 : (a.certainly_negative() ? -1 : 0);
}

// Whether sign, floor or ceil (of x, with value y) is constant around x, as far as the number type can tell.
template <class T>
bool locally_constant(const T& x, const T&, Op) {
  return branch(x) != 0;
}
inline bool locally_constant(const Ball& x, const Ball& y, Op operation) {
  const Ball distance = operation == Op::sign ? x : x - y;
  return arb_is_exact(y.raw()) != 0 && distance.certainly_nonzero();
}

inline double undefined(double) {
  return Scalar<double>::undefined();
}
inline Real undefined(const Real&) {
  return Scalar<Real>::undefined();
}
inline Ball undefined(const Ball&) {
  return Ball::indeterminate();
}
inline Block undefined(const Block&) {
  Block result;
  arf_nan(result.mid());
  return result;
}

inline double quotient(double a, double b) {
  return guarded::divide(a, b);
}
inline Real quotient(const Real& a, const Real& b) {
  return guarded::divide(a, b);
}
inline Ball quotient(const Ball& a, const Ball& b) {
  return a / b;
}
inline Block quotient(const Block& a, const Block& b) {
  return arf_is_zero(b.mid()) != 0 ? undefined(a) : a / b;
}

/// Digits that the k-th coefficient needs. With a step and an order fitted to d digits the k-th term is below the first
/// by the fraction u = k/order of d digits when the radius of convergence is finite, and by u + (u log u)/2 of them for
/// a function like exp. Twice the latter correction leaves room for both; a block's error is an estimate anyway.
inline int digits_at_order(int digits, std::size_t k) {
  const double u = static_cast<double>(k) / (digits * 1.1513 + 1);
  const double unneeded = u > 0 ? std::clamp(u + u * std::log(u), 0.0, 1.0) : 0.0;
  return std::max(20, static_cast<int>(std::ceil(digits * (1 - unneeded))) + 5);
}

/// Values of order 0 are computed in this type: Blocks have no functions of their own.
template <class T>
struct ValueType {
  using type = T;
  static const T& to(const T& a) { return a; }
  static const T& from(const T& a) { return a; }
};
template <>
struct ValueType<Block> {
  using type = Real;
  static Real to(const Block& a) { return a.real(); }
  static Block from(const Real& a) { return Block(a); }
};
}  // namespace jet_arithmetic

template <class T>
Jets<T>::Jets(const JetProgram& program, std::size_t order)
    : program_(&program), series_(program.instructions().size()), derivative_(program.instructions().size()) {
  for (std::size_t slot = 0; slot < series_.size(); ++slot) {
    series_[slot].reserve(order + 1);
    if (program.instructions()[slot].needs_derivative) derivative_[slot].reserve(order + 1);
  }
}

template <class T>
void Jets<T>::push(std::size_t slot, T value) {
  if (program_->instructions()[slot].needs_derivative) {
    derivative_[slot].push_back(jet_arithmetic::times(value, series_[slot].size()));
  }
  series_[slot].push_back(std::move(value));
}

template <class T>
void Jets<T>::start(std::span<const T> inputs) {
  using Value = jet_arithmetic::ValueType<T>;
  using V = typename Value::type;
  std::vector<V> values, input_values;
  values.reserve(series_.size());
  for (const T& input : inputs) input_values.push_back(Value::to(input));
  order_ = 0;
  for (std::size_t slot = 0; slot < series_.size(); ++slot) {
    const Instruction& x = program_->instructions()[slot].value;
    values.push_back(compute<V>(program_->tape(), x, std::span<const V>(input_values), values));
    series_[slot].clear();
    derivative_[slot].clear();
    push(slot, Value::from(values.back()));
  }
}

template <class T>
void Jets<T>::advance(std::span<const T> inputs) {
  ++order_;
  for (std::size_t slot = 0; slot < series_.size(); ++slot) {
    const JetInstruction& x = program_->instructions()[slot];
    if (x.recurrence == Recurrence::input)
      push(slot, inputs[x.value.index]);
    else
      push(slot, coefficient(x, slot, order_));
  }
}

template <class T>
T Jets<T>::coefficient(const JetInstruction& x, std::size_t slot, std::size_t k) const {
  using namespace jet_arithmetic;
  const std::vector<T>&a = series_[x.left], &b = series_[x.right], &y = series_[slot];
  // The sum over j = 1..k-1 of (j y_j) w_{k-j}, over k.
  const auto inner = [&](const std::vector<T>& w) -> T {
    return over(convolve(derivative_[slot].data() + (k > 1 ? 1 : 0), w.data() + (k - 1), k - 1), k);
  };
  // The sum over j = 1..k of (j x_j) w_{k-j}, over k.
  const auto driven = [&](const std::vector<T>& w) -> T {
    return over(convolve(derivative_[x.left].data() + 1, w.data() + (k - 1), k), k);
  };
  switch (x.recurrence) {
    case Recurrence::input:
    case Recurrence::constant:
      return T(0);
    case Recurrence::step:
      return locally_constant(a[0], y[0], x.value.operation) ? T(0) : undefined(a[0]);
    case Recurrence::add:
      return a[k] + b[k];
    case Recurrence::subtract:
      return a[k] - b[k];
    case Recurrence::negate:
      return -a[k];
    case Recurrence::multiply:
      return convolve(a.data(), b.data() + k, k + 1);
    case Recurrence::square: {
      const T half = convolve(a.data(), a.data() + k, (k + 1) / 2);
      return k % 2 == 0 ? times(half, 2) + a[k / 2] * a[k / 2] : times(half, 2);
    }
    case Recurrence::scale:
      return a[0] * b[k];
    case Recurrence::divide:
      return quotient(a[k] - convolve(b.data() + 1, y.data() + (k - 1), k), b[0]);
    case Recurrence::divide_by_constant:
      return quotient(a[k], b[0]);
    case Recurrence::sqrt: {
      const T cross = k > 1 ? convolve(y.data() + 1, y.data() + (k - 1), k - 1) : T(0);
      return quotient(a[k] - cross, times(y[0], 2));
    }
    case Recurrence::power:
      return quotient(b[0] * driven(y) - inner(a), a[0]);
    case Recurrence::growth:
      return driven(b);
    case Recurrence::decay:
      return -driven(b);
    case Recurrence::quotient:
      return quotient(a[k] - inner(b), b[0]);
    case Recurrence::negative_quotient:
      return quotient(-a[k] - inner(b), b[0]);
    case Recurrence::abs: {
      const int sign = branch(a[0]);
      return sign == 0 ? undefined(a[0]) : (sign > 0 ? a[k] : -a[k]);
    }
    case Recurrence::min: {
      const int sign = branch(b[0] - a[0]);
      return sign == 0 ? undefined(a[0]) : (sign > 0 ? a[k] : b[k]);
    }
    case Recurrence::max: {
      const int sign = branch(a[0] - b[0]);
      return sign == 0 ? undefined(a[0]) : (sign > 0 ? a[k] : b[k]);
    }
  }
  throw std::logic_error("a recurrence without a case");
}

template <class T>
std::vector<std::vector<T>> solution_jets(const JetProgram& field, std::span<const T> inputs, std::size_t order) {
  const std::size_t dimension = field.outputs().size();
  Jets<T> jets(field, order);
  std::vector<std::vector<T>> result(dimension);
  for (std::size_t i = 0; i < dimension; ++i) {
    result[i].reserve(order + 1);
    result[i].push_back(inputs[i]);
  }
  if (order == 0) return result;
  jets.start(inputs);
  std::vector<T> next(inputs.size());
  const int digits = working_digits();
  for (std::size_t k = 1;; ++k) {
    const ScopedDigits needed(std::is_same_v<T, Block> ? std::min(digits, jet_arithmetic::digits_at_order(digits, k))
                                                       : digits);
    for (std::size_t i = 0; i < dimension; ++i) {
      next[i] = jet_arithmetic::over(jets.output(i)[k - 1], k);
      result[i].push_back(next[i]);
    }
    if (k == order) return result;
    next[dimension] = T(k == 1 ? 1 : 0);
    jets.advance(next);
  }
}

template <class T>
std::vector<std::vector<T>> compose_jets(const JetProgram& program, const std::vector<std::vector<T>>& inputs,
                                         std::size_t order) {
  Jets<T> jets(program, order);
  std::vector<T> current;
  for (const std::vector<T>& series : inputs) current.push_back(series.empty() ? T(0) : series[0]);
  jets.start(current);
  for (std::size_t k = 1; k <= order; ++k) {
    for (std::size_t i = 0; i < inputs.size(); ++i) current[i] = k < inputs[i].size() ? inputs[i][k] : T(0);
    jets.advance(current);
  }
  std::vector<std::vector<T>> result;
  for (std::size_t i = 0; i < program.outputs().size(); ++i) result.push_back(jets.output(i));
  return result;
}

}  // namespace flowcert::integrators
