#include "proofs_check/kernel/interval_value.hpp"

#include <arb.h>

#include <algorithm>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::kernel {

namespace {

using Operand = const Interval&;
using RealFunction = void (*)(arb_t, const arb_t, slong);

/// One of Arb's balls, for a point or for all of an interval.
class Ball {
 public:
  explicit Ball(arf_srcptr point) {
    arb_init(value_);
    arb_set_arf(value_, point);
  }
  Ball(Operand all, long bits) {
    arb_init(value_);
    arb_set_interval_arf(value_, all.low(), all.high(), bits);
  }
  Ball(const Ball&) = delete;
  Ball& operator=(const Ball&) = delete;
  ~Ball() { arb_clear(value_); }

  [[nodiscard]] arb_ptr raw() { return value_; }
  [[nodiscard]] Interval interval(long bits) const {
    if (arb_is_finite(value_) == 0) return Interval::everything();
    Interval result;
    arb_get_lbound_arf(result.low(), value_, bits);
    arb_get_ubound_arf(result.high(), value_, bits);
    return result;
  }

 private:
  arb_t value_;
};

Interval at(RealFunction f, arf_srcptr point, long bits) {
  Ball ball(point);
  f(ball.raw(), ball.raw(), bits);
  return ball.interval(bits);
}

/// Of a function that rises, or falls, where it is defined, which is an interval.
Interval monotone(RealFunction f, Operand a, long bits) {
  Interval result = at(f, a.low(), bits);
  result.include(at(f, a.high(), bits));
  return result;
}

Interval over(RealFunction f, Operand a, long bits) {
  Ball ball(a, bits);
  f(ball.raw(), ball.raw(), bits);
  return ball.interval(bits);
}

Interval constant(void (*f)(arb_t, slong), long bits) {
  Ball ball{Interval().low()};
  f(ball.raw(), bits);
  return ball.interval(bits);
}

Interval quotient(Operand a, Operand b, long bits) {
  if (!b.positive() && !b.negative()) return Interval::everything();
  Interval inverse;
  arf_ui_div(inverse.low(), 1, b.high(), bits, ARF_RND_FLOOR);
  arf_ui_div(inverse.high(), 1, b.low(), bits, ARF_RND_CEIL);
  return product(a, inverse, bits);
}

Interval power_of_points(arf_srcptr base, arf_srcptr exponent, long bits) {
  Ball ball(base), by(exponent);
  arb_pow(ball.raw(), ball.raw(), by.raw(), bits);
  return ball.interval(bits);
}

/// a^n for a whole number n >= 0 (0^0 = 1): between its values at the ends of a, and 0 for even n > 0 if 0 is inside.
Interval whole_power(Operand a, arf_srcptr n, long bits) {
  Interval result = power_of_points(a.low(), n, bits);
  result.include(power_of_points(a.high(), n, bits));
  const bool even = arf_is_int_2exp_si(n, 1) != 0;
  if (even && arf_sgn(n) > 0 && arf_sgn(a.low()) < 0 && arf_sgn(a.high()) > 0) result.include(Interval());
  return result;
}

/// Any number has powers with a whole exponent that is known, but 0 none with a negative one; a positive number has
/// every power; 0 has the positive ones, which are 0. For positive a, a^b is monotone in a and in b, so between its
/// values at the corners.
Interval power(Operand a, Operand b, long bits) {
  constexpr long most_exponent_bits = 64;
  if (b.is_point() && arf_is_int(b.low()) != 0) {
    if (arf_cmpabs_2exp_si(b.low(), most_exponent_bits) > 0) return Interval::everything();
    if (arf_sgn(b.low()) >= 0) return whole_power(a, b.low(), bits);
    const Interval opposite = difference(Interval(), b, bits);
    return quotient(Interval::between(1, 1, bits), whole_power(a, opposite.low(), bits), bits);
  }
  const bool from_zero = arf_sgn(a.low()) == 0 && b.positive();
  if (!a.positive() && !from_zero) return Interval::everything();
  Interval result = from_zero ? Interval() : power_of_points(a.low(), b.low(), bits);
  if (from_zero && arf_sgn(a.high()) == 0) return result;
  if (!from_zero) result.include(power_of_points(a.low(), b.high(), bits));
  result.include(power_of_points(a.high(), b.low(), bits));
  result.include(power_of_points(a.high(), b.high(), bits));
  return result;
}

Interval least(Operand a, Operand b, long /*bits*/) {
  Interval result;
  arf_min(result.low(), a.low(), b.low());
  arf_min(result.high(), a.high(), b.high());
  return result;
}

Interval greatest(Operand a, Operand b, long /*bits*/) {
  Interval result;
  arf_max(result.low(), a.low(), b.low());
  arf_max(result.high(), a.high(), b.high());
  return result;
}

using TwoArguments = Interval (*)(Operand, Operand, long);

Interval opposite(Operand a, long bits) {
  return difference(Interval(), a, bits);
}
Interval absolute(Operand a, long bits) {
  Interval result = greatest(a, opposite(a, bits), bits);
  if (arf_sgn(result.low()) < 0) arf_zero(result.low());
  return result;
}

/// It rises, or falls, or stays as it is from each point to the next.
bool is_monotone(Op op, const theorems::Function& f) {
  return f.increasing || theorems::jumps(f) || op == Op::acos;
}

bool has_one_argument(Op op) {
  return op == Op::negate || theorems::function_of(op) != nullptr;
}

Interval function_value(Op op, Operand a, long bits) {
  if (op == Op::negate) return opposite(a, bits);
  if (op == Op::abs) return absolute(a, bits);
  const theorems::Function& f = *theorems::function_of(op);
  return is_monotone(op, f) ? monotone(f.evaluation->of_ball, a, bits) : over(f.evaluation->of_ball, a, bits);
}

/// Of two arguments, or of more from the left.
TwoArguments combination_of(Op op) {
  switch (op) {
    case Op::add:
      return sum;
    case Op::subtract:
      return difference;
    case Op::multiply:
      return product;
    case Op::divide:
      return quotient;
    case Op::power:
      return power;
    case Op::min:
      return least;
    case Op::max:
      return greatest;
    default:
      return nullptr;
  }
}

Interval value_of(const Term& term, const std::vector<const Interval*>& args, long bits) {
  if (term.is_number()) return Interval::between(term.number(), term.number(), bits);
  if (term.op() == Op::pi) return constant(arb_const_pi, bits);
  if (term.op() == Op::euler) return constant(arb_const_e, bits);
  if (args.empty() || !std::all_of(args.begin(), args.end(), [](const Interval* arg) { return arg->finite(); }))
    return Interval::everything();
  if (has_one_argument(term.op())) return function_value(term.op(), *args[0], bits);
  const TwoArguments combine = combination_of(term.op());
  if (combine == nullptr) return Interval::everything();
  Interval result = *args[0];
  for (std::size_t k = 1; k < args.size(); ++k) result = combine(result, *args[k], bits);
  return result;
}

}  // namespace

Interval Interval::everything() {
  Interval result;
  arf_neg_inf(result.low_);
  arf_pos_inf(result.high_);
  return result;
}

Interval Interval::between(const Rational& low, const Rational& high, long bits) {
  const auto rounded = [&](arf_ptr end, const Rational& value, arf_rnd_t direction) {
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, value.backend().data());
    arf_fmpz_div_fmpz(end, fmpq_numref(q), fmpq_denref(q), bits, direction);
    fmpq_clear(q);
  };
  Interval result;
  rounded(result.low_, low, ARF_RND_FLOOR);
  rounded(result.high_, high, ARF_RND_CEIL);
  return result;
}

void Interval::include(const Interval& other) {
  arf_min(low_, low_, other.low_);
  arf_max(high_, high_, other.high_);
}

Interval sum(const Interval& a, const Interval& b, long bits) {
  Interval result;
  arf_add(result.low(), a.low(), b.low(), bits, ARF_RND_FLOOR);
  arf_add(result.high(), a.high(), b.high(), bits, ARF_RND_CEIL);
  return result;
}

Interval difference(const Interval& a, const Interval& b, long bits) {
  Interval result;
  arf_sub(result.low(), a.low(), b.high(), bits, ARF_RND_FLOOR);
  arf_sub(result.high(), a.high(), b.low(), bits, ARF_RND_CEIL);
  return result;
}

Interval product(const Interval& a, const Interval& b, long bits) {
  if (!a.finite() || !b.finite()) return Interval::everything();
  Interval result, corner;
  bool first = true;
  for (arf_srcptr x : {a.low(), a.high()}) {
    for (arf_srcptr y : {b.low(), b.high()}) {
      Interval& one = first ? result : corner;
      arf_mul(one.low(), x, y, bits, ARF_RND_FLOOR);
      arf_mul(one.high(), x, y, bits, ARF_RND_CEIL);
      if (!first) result.include(corner);
      first = false;
    }
  }
  return result;
}

std::size_t IntervalValues::place_of(const Term& term) {
  if (const auto known = places_.find(term); known != places_.end()) return known->second;
  Node node{term, {}, variables_.size()};
  if (term.is_variable())
    node.variable = std::size_t(std::find(variables_.begin(), variables_.end(), term.name()) - variables_.begin());
  if (has_one_argument(term.op()) || combination_of(term.op()) != nullptr)
    for (const Term& arg : term.args()) node.args.push_back(place_of(arg));
  nodes_.push_back(std::move(node));
  return places_[term] = nodes_.size() - 1;
}

std::vector<Interval> IntervalValues::over(const std::vector<Interval>& box) const {
  std::vector<Interval> values;
  values.reserve(nodes_.size());
  std::vector<const Interval*> args;
  for (const Node& node : nodes_) {
    args.clear();
    for (const std::size_t place : node.args) args.push_back(&values[place]);
    if (node.term.is_variable()) {
      values.push_back(node.variable < box.size() ? box[node.variable] : Interval::everything());
    } else {
      values.push_back(value_of(node.term, args, bits_));
    }
  }
  return values;
}

}  // namespace flowcert::proofs::kernel
