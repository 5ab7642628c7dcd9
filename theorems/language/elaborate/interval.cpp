#include "theorems/language/elaborate/interval.hpp"

#include <algorithm>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::theorems {

namespace {

/// Arb's number, with its memory.
class Ball {
 public:
  Ball() { arb_init(value_); }
  /// Contains both numbers and what lies between them.
  Ball(const Rational& low, const Rational& high, long bits) : Ball() {
    set(value_, low, bits);
    if (low == high) return;
    Ball other;
    set(other.value_, high, bits);
    arb_union(value_, value_, other.value_, bits);
  }
  Ball(const Ball&) = delete;
  Ball& operator=(const Ball&) = delete;
  ~Ball() { arb_clear(value_); }

  [[nodiscard]] arb_ptr raw() { return value_; }
  /// Nothing unless its ends are numbers that can be written out.
  [[nodiscard]] std::optional<ExactInterval> interval(long bits) const {
    if (arb_is_finite(value_) == 0) return std::nullopt;
    arf_t low, high;
    arf_init(low);
    arf_init(high);
    arb_get_lbound_arf(low, value_, bits);
    arb_get_ubound_arf(high, value_, bits);
    std::optional<ExactInterval> result;
    if (can_be_written(low) && can_be_written(high)) result = ExactInterval{rational(low), rational(high)};
    arf_clear(low);
    arf_clear(high);
    return result;
  }

 private:
  static void set(arb_t target, const Rational& value, long bits) {
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, value.backend().data());
    arb_set_fmpq(target, q, bits);
    fmpq_clear(q);
  }

  static bool can_be_written(const arf_t value) {
    constexpr slong largest_exponent = 1'000'000;
    if (arf_is_zero(value) != 0) return true;
    const slong exponent = arf_abs_bound_lt_2exp_si(value);
    return exponent > -largest_exponent && exponent < largest_exponent;
  }

  static Rational rational(const arf_t value) {
    fmpq_t q;
    fmpq_init(q);
    arf_get_fmpq(q, value);
    Rational result;
    fmpq_get_mpq(result.backend().data(), q);
    fmpq_clear(q);
    return result;
  }

  arb_t value_;
};

Integer shifted(const Integer& value, long by) {
  return by >= 0 ? Integer(value << static_cast<unsigned>(by)) : Integer(value >> static_cast<unsigned>(-by));
}

bool certainly_nonnegative(const ExactInterval& a) {
  return !a.low_infinite && a.low >= 0;
}
bool certainly_nonpositive(const ExactInterval& a) {
  return !a.high_infinite && a.high <= 0;
}

ExactInterval magnitude(const ExactInterval& a) {
  if (certainly_nonnegative(a)) return a;
  if (certainly_nonpositive(a)) return negated(a);
  return {0, std::max(Rational(-a.low), a.high), false, !a.is_finite()};
}

/// Of a function between two numbers; nothing where it is undefined at one of them.
std::optional<ExactInterval> between(const Function& f, const Rational& low, const Rational& high, long bits) {
  Ball argument(low, high, bits), value;
  f.evaluation->of_ball(value.raw(), argument.raw(), bits);
  return value.interval(bits);
}

/// The limits of a bounded function that increases on the whole line, which MPFR gives at the infinities, correctly
/// rounded: the last bit is given away.
ExactInterval limits(const Function& f, long bits) {
  ExactInterval result;
  mpfr_t end;
  mpfr_init2(end, bits);
  for (const int sign : {-1, 1}) {
    mpfr_set_inf(end, sign);
    f.evaluation->of_real(end, end);
    if (sign < 0)
      mpfr_nextbelow(end);
    else
      mpfr_nextabove(end);
    Rational& value = sign < 0 ? result.low : result.high;
    mpfr_get_q(value.backend().data(), end);
  }
  mpfr_clear(end);
  return result;
}

std::optional<ExactInterval> on_the_whole_line(const Function& f, long bits) {
  Ball argument, value;
  arb_zero_pm_inf(argument.raw());
  f.evaluation->of_ball(value.raw(), argument.raw(), bits);
  return value.interval(bits);
}

}  // namespace

/// Rounds towards minus infinity to about bits_ significant bits; short numbers stay exact.
Rational IntervalArithmetic::round_down(const Rational& value) const {
  const Integer top = numerator(value);
  const Integer bottom = denominator(value);
  if (top == 0) return value;
  const long size = static_cast<long>(msb(Integer(abs(top)))) - static_cast<long>(msb(bottom));
  if (static_cast<long>(std::max(msb(Integer(abs(top))), msb(bottom))) < 2 * bits_) return value;
  const long shift = bits_ - size;
  const Integer scaled_top = shift >= 0 ? shifted(top, shift) : top;
  const Integer scaled_bottom = shift >= 0 ? bottom : shifted(bottom, -shift);
  Integer quotient = scaled_top / scaled_bottom;  // towards zero
  if (top < 0 && quotient * scaled_bottom != scaled_top) quotient -= 1;
  return shift >= 0 ? Rational(quotient, shifted(Integer(1), shift)) : Rational(shifted(quotient, -shift));
}

ExactInterval IntervalArithmetic::rounded(ExactInterval a) const {
  if (!a.low_infinite) a.low = round_down(a.low);
  if (!a.high_infinite) a.high = -round_down(-a.high);
  return a;
}

ExactInterval IntervalArithmetic::point(const Rational& value) const {
  return rounded({value, value});
}

ExactInterval negated(const ExactInterval& a) {
  return {-a.high, -a.low, a.high_infinite, a.low_infinite};
}

ExactInterval IntervalArithmetic::sum(const ExactInterval& a, const ExactInterval& b) const {
  return rounded(
      {a.low + b.low, a.high + b.high, a.low_infinite || b.low_infinite, a.high_infinite || b.high_infinite});
}

ExactInterval IntervalArithmetic::product(const ExactInterval& a, const ExactInterval& b) const {
  if (a.is_finite() && b.is_finite()) {
    const Rational ends[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    return rounded({*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)});
  }
  for (const ExactInterval& factor : {a, b}) {  // zero would count as nonpositive however often it is negated
    if (factor.is_point() && factor.low == 0) return factor;
  }
  if (certainly_nonpositive(a)) return negated(product(negated(a), b));
  if (certainly_nonpositive(b)) return negated(product(a, negated(b)));
  if (certainly_nonnegative(a) && certainly_nonnegative(b)) {
    return rounded({a.low * b.low, a.high * b.high, false, a.high_infinite || b.high_infinite});
  }
  return {0, 0, true, true};
}

std::optional<ExactInterval> IntervalArithmetic::inverse(const ExactInterval& a) const {
  if (!a.low_infinite && a.low > 0 && (a.high_infinite || a.high > 0)) {
    return rounded({a.high_infinite ? Rational(0) : Rational(1 / a.high), 1 / a.low});
  }
  if (!a.high_infinite && a.high < 0 && (a.low_infinite || a.low < 0)) {
    return rounded({1 / a.high, a.low_infinite ? Rational(0) : Rational(1 / a.low)});
  }
  return std::nullopt;
}

std::optional<ExactInterval> IntervalArithmetic::power(const ExactInterval& a, const Rational& exponent) const {
  if (!is_integer(exponent) || abs(exponent) > 64) return std::nullopt;
  const int n = numerator(exponent).convert_to<int>();
  const int size = std::abs(n);
  ExactInterval result = point(1);
  const ExactInterval base = size % 2 == 0 ? magnitude(a) : a;
  for (int i = 0; i < size; ++i) result = product(result, base);
  return n >= 0 ? std::optional<ExactInterval>(result) : inverse(result);
}

std::optional<ExactInterval> IntervalArithmetic::function(Op op, const ExactInterval& a) const {
  const Function& f = *function_of(op);
  if (op == Op::abs) return magnitude(a);
  if (!f.increasing) return a.is_finite() ? between(f, a.low, a.high, bits_) : on_the_whole_line(f, bits_);
  // At an infinite end the value is bounded by what is known on the whole line, if anything.
  ExactInterval result{0, 0, true, true};
  if (is_total(f) && f.growth == Growth::bounded) result = limits(f, bits_);
  if (a.low_infinite && f.range == Range::positive) result.low_infinite = false;
  if ((a.low_infinite && f.domain.low) || (a.high_infinite && f.domain.high)) return std::nullopt;
  if (!a.low_infinite) {
    const auto value = between(f, a.low, a.low, bits_);
    if (!value) return std::nullopt;
    result.low = value->low;
    result.low_infinite = false;
  }
  if (!a.high_infinite) {
    const auto value = between(f, a.high, a.high, bits_);
    if (!value) return std::nullopt;
    result.high = value->high;
    result.high_infinite = false;
  }
  return result;
}

ExactInterval IntervalArithmetic::pi() const {
  Ball value;
  arb_const_pi(value.raw(), bits_);
  return value.interval(bits_).value();
}

ExactInterval IntervalArithmetic::euler() const {
  Ball value;
  arb_const_e(value.raw(), bits_);
  return value.interval(bits_).value();
}

ExactInterval extremum(bool least, const std::vector<ExactInterval>& args) {
  ExactInterval result = least ? args[0] : negated(args[0]);
  for (std::size_t i = 1; i < args.size(); ++i) {
    const ExactInterval next = least ? args[i] : negated(args[i]);
    result.low_infinite = result.low_infinite || next.low_infinite;
    result.low = std::min(result.low, next.low);
    if (result.high_infinite || (!next.high_infinite && next.high < result.high)) {
      result.high = next.high;
      result.high_infinite = result.high_infinite && next.high_infinite;
    }
  }
  return least ? result : negated(result);
}

}  // namespace flowcert::theorems
