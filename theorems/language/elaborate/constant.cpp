#include "theorems/language/elaborate/constant.hpp"

#include <algorithm>

#include "theorems/terms/statements.hpp"

namespace flowcert::theorems {

namespace {

constexpr unsigned working_bits = 192;

Integer shifted(const Integer& value, long by) {
  return by >= 0 ? Integer(value << static_cast<unsigned>(by)) : Integer(value >> static_cast<unsigned>(-by));
}

/// Rounds towards minus infinity to about working_bits significant bits; short numbers stay exact.
Rational round_down(const Rational& value) {
  const Integer top = numerator(value);
  const Integer bottom = denominator(value);
  if (top == 0) return value;
  const long size = static_cast<long>(msb(Integer(abs(top)))) - static_cast<long>(msb(bottom));
  if (msb(Integer(abs(top))) < 2 * working_bits && msb(bottom) < 2 * working_bits) return value;
  const long shift = static_cast<long>(working_bits) - size;
  const Integer scaled_top = shift >= 0 ? shifted(top, shift) : top;
  const Integer scaled_bottom = shift >= 0 ? bottom : shifted(bottom, -shift);
  Integer quotient = scaled_top / scaled_bottom;  // towards zero
  if (top < 0 && quotient * scaled_bottom != scaled_top) quotient -= 1;
  return shift >= 0 ? Rational(quotient, shifted(Integer(1), shift)) : Rational(shifted(quotient, -shift));
}

Rational round_up(const Rational& value) {
  return -round_down(Rational(-value));
}

Rational floor_of(const Rational& value) {
  Integer quotient = numerator(value) / denominator(value);  // towards zero
  if (value < 0 && Rational(quotient) != value) quotient -= 1;
  return Rational(quotient);
}

ExactInterval rounded(ExactInterval a) {
  if (!a.low_infinite) a.low = round_down(a.low);
  if (!a.high_infinite) a.high = round_up(a.high);
  return a;
}

ExactInterval point(const Rational& value) {
  return rounded({value, value});
}

ExactInterval everything() {
  return {0, 0, true, true};
}

bool finite(const ExactInterval& a) {
  return !a.low_infinite && !a.high_infinite;
}

ExactInterval sum(const ExactInterval& a, const ExactInterval& b) {
  return rounded(
      {a.low + b.low, a.high + b.high, a.low_infinite || b.low_infinite, a.high_infinite || b.high_infinite});
}

ExactInterval negated(const ExactInterval& a) {
  return {-a.high, -a.low, a.high_infinite, a.low_infinite};
}

bool certainly_nonnegative(const ExactInterval& a) {
  return !a.low_infinite && a.low >= 0;
}
bool certainly_nonpositive(const ExactInterval& a) {
  return !a.high_infinite && a.high <= 0;
}

ExactInterval product(const ExactInterval& a, const ExactInterval& b) {
  if (finite(a) && finite(b)) {
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
  return everything();
}

std::optional<ExactInterval> inverse(const ExactInterval& a) {
  if (!a.low_infinite && a.low > 0 && (a.high_infinite || a.high > 0)) {
    return rounded({a.high_infinite ? Rational(0) : Rational(1 / a.high), 1 / a.low});
  }
  if (!a.high_infinite && a.high < 0 && (a.low_infinite || a.low < 0)) {
    return rounded({1 / a.high, a.low_infinite ? Rational(0) : Rational(1 / a.low)});
  }
  return std::nullopt;
}

/// A dyadic number below sqrt(value), within 2^-working_bits relatively.
Rational sqrt_below(const Rational& value) {
  if (value == 0) return 0;
  const long size = static_cast<long>(msb(numerator(value))) - static_cast<long>(msb(denominator(value)));
  const long shift = std::max<long>(0, 2 * static_cast<long>(working_bits) - size) & ~1L;
  const Integer scaled = shifted(numerator(value), shift) / denominator(value);
  return Rational(Integer(sqrt(scaled)), shifted(Integer(1), shift / 2));
}

Rational sqrt_above(const Rational& value) {
  const Rational below = sqrt_below(value);
  if (below * below == value) return below;
  const long size = static_cast<long>(msb(numerator(value))) - static_cast<long>(msb(denominator(value)));
  const long shift = std::max<long>(0, 2 * static_cast<long>(working_bits) - size) & ~1L;
  return below + Rational(1, shifted(Integer(1), shift / 2));
}

/// exp by its series at x/2^k, |x/2^k| <= 1/2: after n terms the remainder is below twice the next term.
std::optional<ExactInterval> exp_of(const Rational& x) {
  if (abs(x) > 10000) return std::nullopt;
  unsigned halvings = 0;
  Rational small = x;
  while (abs(small) > Rational(1, 2)) {
    small /= 2;
    ++halvings;
  }
  const ExactInterval argument = point(small);
  ExactInterval term = point(1);
  ExactInterval total = point(1);
  for (int k = 1; k <= 60; ++k) {
    term = product(product(term, argument), point(Rational(1, k)));
    total = sum(total, term);
  }
  const Rational rest = 2 * std::max(abs(term.low), abs(term.high));
  total = sum(total, {-rest, rest});
  for (unsigned i = 0; i < halvings; ++i) total = product(total, total);
  return total;
}

/// 2 atanh(y) = 2(y + y^3/3 + ...), 0 <= y <= 1/3: the remainder after y^(2n+1) is below y^(2n+3).
ExactInterval twice_atanh(const Rational& y) {
  const ExactInterval base = point(y);
  const ExactInterval square = product(base, base);
  ExactInterval power = base;
  ExactInterval total = base;
  for (int k = 3; k <= 101; k += 2) {
    power = product(power, square);
    total = sum(total, product(power, point(Rational(1, k))));
  }
  total = sum(total, {0, product(power, square).high});
  return product(total, point(2));
}

/// log x = n log 2 + log m with 1 <= m < 2, log m = 2 atanh((m - 1)/(m + 1)).
ExactInterval log_of(const Rational& x) {
  long n = static_cast<long>(msb(numerator(x))) - static_cast<long>(msb(denominator(x)));
  const auto scaled = [&] {
    return n >= 0 ? Rational(x / Rational(shifted(Integer(1), n))) : Rational(x * Rational(shifted(Integer(1), -n)));
  };
  if (scaled() < 1) --n;
  const Rational mantissa = scaled();
  const Rational low = round_down(mantissa);
  const Rational high = round_up(mantissa);
  const ExactInterval at_low = twice_atanh((low - 1) / (low + 1));
  const ExactInterval at_high = twice_atanh((high - 1) / (high + 1));
  const ExactInterval log2 = twice_atanh(Rational(1, 3));
  return sum(product(point(n), log2), {at_low.low, at_high.high});
}

/// Machin: pi = 16 atan(1/5) - 4 atan(1/239), alternating series.
ExactInterval pi_interval() {
  const auto atan_inverse = [](int q) {
    Rational total = 0;
    Rational power(1, q);
    for (int k = 0; k < 100; ++k) {
      const Rational part = round_down(Rational(power / (2 * k + 1)));
      total += k % 2 == 0 ? part : Rational(-part);
      power = round_down(Rational(power / (q * q)));
    }
    // 100 roundings of at most 2^-working_bits each, and a remainder below 5^-200.
    const Rational slack(1, shifted(Integer(1), static_cast<long>(working_bits) - 10));
    return ExactInterval{total - slack, total + slack};
  };
  return sum(product(point(16), atan_inverse(5)), negated(product(point(4), atan_inverse(239))));
}

template <class AtEnd>
std::optional<ExactInterval> increasing(const ExactInterval& a, AtEnd at_end) {
  ExactInterval result{0, 0, a.low_infinite, a.high_infinite};
  if (!a.low_infinite) {
    const auto low = at_end(a.low);
    if (!low) return std::nullopt;
    result.low = low->low;
    result.low_infinite = low->low_infinite;
  }
  if (!a.high_infinite) {
    const auto high = at_end(a.high);
    if (!high) return std::nullopt;
    result.high = high->high;
    result.high_infinite = high->high_infinite;
  }
  return result;
}

class Encloser {
 public:
  explicit Encloser(const VariableRanges& ranges) : ranges_(ranges) {}

  std::optional<ExactInterval> operator()(const Term& term) {
    if (const auto found = done_.find(term.id()); found != done_.end()) return found->second;
    const auto result = compute(term);
    done_.emplace(term.id(), result);
    return result;
  }

 private:
  std::optional<ExactInterval> compute(const Term& term) {
    switch (term.op()) {
      case Op::number:
        return point(term.number());
      case Op::pi:
        return pi_interval();
      case Op::euler:
        return exp_of(1);
      case Op::variable: {
        const auto found = ranges_.find(term.name());
        if (found == ranges_.end()) return std::nullopt;
        return found->second;
      }
      default:
        break;
    }
    std::vector<ExactInterval> args;
    for (const Term& arg : term.args()) {
      const auto inside = (*this)(arg);
      if (!inside) return std::nullopt;
      args.push_back(*inside);
    }
    if (args.empty()) return std::nullopt;
    return combine(term, args);
  }

  static std::optional<ExactInterval> combine(const Term& term, const std::vector<ExactInterval>& args) {
    const ExactInterval& a = args[0];
    switch (term.op()) {
      case Op::add:
      case Op::multiply: {
        ExactInterval total = a;
        for (std::size_t i = 1; i < args.size(); ++i) {
          total = term.op() == Op::add ? sum(total, args[i]) : product(total, args[i]);
        }
        return total;
      }
      case Op::subtract:
        return sum(a, negated(args[1]));
      case Op::negate:
        return negated(a);
      case Op::divide: {
        const auto by = inverse(args[1]);
        if (!by) return std::nullopt;
        return product(a, *by);
      }
      case Op::power:
        return power(a, term.arg(1));
      case Op::sqrt:
        if (!certainly_nonnegative(a)) return std::nullopt;
        return ExactInterval{sqrt_below(a.low), a.high_infinite ? Rational(0) : sqrt_above(a.high), false,
                             a.high_infinite};
      case Op::exp: {
        const auto result = increasing(a, [](const Rational& x) { return exp_of(x); });
        if (!result) return std::nullopt;
        return ExactInterval{result->low_infinite ? Rational(0) : result->low, result->high, false,
                             result->high_infinite};
      }
      case Op::log:
        if (a.low_infinite || a.low <= 0) return std::nullopt;
        return increasing(a, [](const Rational& x) { return std::optional<ExactInterval>(log_of(x)); });
      case Op::abs:
        if (certainly_nonnegative(a)) return a;
        if (certainly_nonpositive(a)) return negated(a);
        return ExactInterval{0, std::max(Rational(-a.low), a.high), false, !finite(a)};
      case Op::sign:
        return ExactInterval{!a.low_infinite && a.low > 0 ? 1 : (!a.low_infinite && a.low == 0 ? 0 : -1),
                             !a.high_infinite && a.high < 0 ? -1 : (!a.high_infinite && a.high == 0 ? 0 : 1)};
      case Op::min:
      case Op::max:
        return extremum(term.op() == Op::min, args);
      case Op::sin:
      case Op::cos:
      case Op::tanh:
        return ExactInterval{-1, 1};
      default:
        return std::nullopt;
    }
  }

  static std::optional<ExactInterval> power(const ExactInterval& a, const Term& exponent) {
    if (!exponent.is_number() || !is_integer(exponent.number()) || abs(exponent.number()) > 64) return std::nullopt;
    const int n = numerator(exponent.number()).convert_to<int>();
    const int size = std::abs(n);
    ExactInterval result = point(1);
    if (size % 2 == 0 && !certainly_nonnegative(a)) {
      const ExactInterval magnitude = certainly_nonpositive(a)
                                          ? negated(a)
                                          : ExactInterval{0, std::max(Rational(-a.low), a.high), false, !finite(a)};
      for (int i = 0; i < size; ++i) result = product(result, magnitude);
    } else {
      for (int i = 0; i < size; ++i) result = product(result, a);
    }
    return n >= 0 ? std::optional<ExactInterval>(result) : inverse(result);
  }

  static ExactInterval extremum(bool least, const std::vector<ExactInterval>& args) {
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

  const VariableRanges& ranges_;
  std::unordered_map<const TermNode*, std::optional<ExactInterval>> done_;
};

}  // namespace

std::optional<ExactInterval> enclose(const Term& term, const VariableRanges& ranges) {
  return Encloser(ranges)(term);
}

std::optional<int> compare_constants(const Term& a, const Term& b) {
  if (a.is_number() && b.is_number()) return a.number() < b.number() ? -1 : (a.number() > b.number() ? 1 : 0);
  const VariableRanges none;
  const auto left = enclose(a, none);
  const auto right = enclose(b, none);
  if (!left || !right) return std::nullopt;
  if (!left->high_infinite && !right->low_infinite && left->high < right->low) return -1;
  if (!left->low_infinite && !right->high_infinite && left->low > right->high) return 1;
  return std::nullopt;
}

bool certainly_empty(const Term& low, bool low_open, const Term& high, bool high_open, bool integer) {
  if (low.op() == Op::infinity || (is_infinite(high) && high.op() == Op::negate)) return true;
  if (low == high) return low_open || high_open;
  const auto order = compare_constants(low, high);
  if (order && (*order > 0 || (*order == 0 && (low_open || high_open)))) return true;
  if (!integer) return false;
  const auto from = enclose(low, {});
  const auto to = enclose(high, {});
  if (!from || !to || from->low_infinite || to->high_infinite) return false;
  const Rational first = low_open ? floor_of(from->low) + 1 : -floor_of(-from->low);
  const Rational last = high_open ? -floor_of(-to->high) - 1 : floor_of(to->high);
  return first > last;
}

std::optional<bool> decide_by_ranges(const Term& claim, const VariableRanges& ranges) {
  switch (claim.op()) {
    case Op::true_value:
      return true;
    case Op::false_value:
      return false;
    case Op::logical_not: {
      const auto inside = decide_by_ranges(claim.arg(0), ranges);
      if (!inside) return std::nullopt;
      return !*inside;
    }
    case Op::logical_and:
    case Op::logical_or: {
      const bool settles = claim.op() == Op::logical_or;
      bool known = true;
      for (const Term& arg : claim.args()) {
        const auto part = decide_by_ranges(arg, ranges);
        if (part && *part == settles) return settles;
        known = known && part.has_value();
      }
      if (!known) return std::nullopt;
      return !settles;
    }
    default:
      break;
  }
  if (!is_relation(claim.op())) return std::nullopt;
  const auto left = enclose(claim.arg(0), ranges);
  const auto right = enclose(claim.arg(1), ranges);
  if (!left || !right) return std::nullopt;
  const ExactInterval gap = sum(*left, negated(*right));
  const bool above = !gap.low_infinite && gap.low > 0;
  const bool below = !gap.high_infinite && gap.high < 0;
  const bool not_below = !gap.low_infinite && gap.low >= 0;
  const bool not_above = !gap.high_infinite && gap.high <= 0;
  const bool zero = gap.is_point() && gap.low == 0;
  const auto told = [](bool yes, bool no) {
    return yes ? std::optional<bool>(true) : (no ? std::optional<bool>(false) : std::nullopt);
  };
  switch (claim.op()) {
    case Op::equal:
      return told(zero, above || below);
    case Op::not_equal:
      return told(above || below, zero);
    case Op::less:
      return told(below, not_below);
    case Op::less_equal:
      return told(not_above, above);
    case Op::greater:
      return told(above, not_above);
    default:
      return told(not_below, below);
  }
}

}  // namespace flowcert::theorems
