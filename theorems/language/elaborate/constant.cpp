#include "theorems/language/elaborate/constant.hpp"

#include <array>

#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::theorems {

namespace {

/// Constants that are not told apart with so many bits are left undecided.
constexpr std::array precisions{192L, 768L, 3072L, 12288L};

class Encloser {
 public:
  Encloser(const VariableRanges& ranges, long bits) : ranges_(ranges), arithmetic_(bits) {}

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
        return arithmetic_.point(term.number());
      case Op::pi:
        return arithmetic_.pi();
      case Op::euler:
        return arithmetic_.euler();
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

  [[nodiscard]] std::optional<ExactInterval> combine(const Term& term, const std::vector<ExactInterval>& args) const {
    const ExactInterval& a = args[0];
    switch (term.op()) {
      case Op::add:
      case Op::multiply: {
        ExactInterval total = a;
        for (std::size_t i = 1; i < args.size(); ++i)
          total = term.op() == Op::add ? arithmetic_.sum(total, args[i]) : arithmetic_.product(total, args[i]);
        return total;
      }
      case Op::subtract:
        return arithmetic_.sum(a, negated(args[1]));
      case Op::negate:
        return negated(a);
      case Op::divide: {
        const auto by = arithmetic_.inverse(args[1]);
        if (!by) return std::nullopt;
        return arithmetic_.product(a, *by);
      }
      case Op::power:
        return term.arg(1).is_number() ? arithmetic_.power(a, term.arg(1).number()) : std::nullopt;
      case Op::min:
      case Op::max:
        return extremum(term.op() == Op::min, args);
      default:
        return is_function(term.op()) ? arithmetic_.function(term.op(), a) : std::nullopt;
    }
  }

  const VariableRanges& ranges_;
  const IntervalArithmetic arithmetic_;
  std::unordered_map<const TermNode*, std::optional<ExactInterval>> done_;
};

std::optional<ExactInterval> enclose_with(const Term& term, const VariableRanges& ranges, long bits) {
  return Encloser(ranges, bits)(term);
}

/// Of a - b for what lies in the intervals.
std::optional<int> order_of(const ExactInterval& a, const ExactInterval& b) {
  if (!a.high_infinite && !b.low_infinite && a.high < b.low) return -1;
  if (!a.low_infinite && !b.high_infinite && a.low > b.high) return 1;
  return std::nullopt;
}

Rational floor_rational(const Rational& value) {
  return Rational(floor_of(value));
}

}  // namespace

std::optional<ExactInterval> enclose(const Term& term, const VariableRanges& ranges) {
  return enclose_with(term, ranges, precisions[0]);
}

std::optional<int> compare_constants(const Term& a, const Term& b) {
  if (a.is_number() && b.is_number()) return a.number() < b.number() ? -1 : (a.number() > b.number() ? 1 : 0);
  for (const long bits : precisions) {
    const auto left = enclose_with(a, {}, bits), right = enclose_with(b, {}, bits);
    if (!left || !right) continue;
    if (const auto order = order_of(*left, *right)) return order;
  }
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
  const Rational first = low_open ? floor_rational(from->low) + 1 : -floor_rational(-from->low);
  const Rational last = high_open ? -floor_rational(-to->high) - 1 : floor_rational(to->high);
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
  const ExactInterval gap = IntervalArithmetic(precisions[0]).sum(*left, negated(*right));
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
