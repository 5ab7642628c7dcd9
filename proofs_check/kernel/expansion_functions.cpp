#include <algorithm>

#include "proofs_check/kernel/expansion.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;

namespace {

const Growth one;

Expansion bounded() {
  return {{}, one};
}

/// 1, 1, 1/2, 1/6, ...
class InverseFactorials {
 public:
  Term next(int k) {
    if (k > 0) value_ /= k;
    return Term(value_);
  }

 private:
  Rational value_ = 1;
};

}  // namespace

const Expansion& Expander::logarithm_of(std::size_t element) {
  if (!elements_[element].logarithm) {
    // The repeated logarithm of x is slower than all there is: everything else was made of faster ones.
    const std::size_t next = elements_.size();
    elements_.emplace_back();
    order_.insert(order_.begin(), next);
    elements_[element].logarithm = Expansion{{{Growth{{next, Term(1)}}, Term(1)}}, std::nullopt};
  }
  return *elements_[element].logarithm;
}

/// log(c m (1 + u)) for c > 0.
Expansion Expander::logarithm(Expansion e) {
  const int sign = settle(e);
  if (sign <= 0) throw UndefinedNearby{};
  const Expansion::Part lead = e.parts.front();
  Expansion result =
      compose(relative_rest(e), [](int k) { return Term(k == 0 ? Rational(0) : Rational(k % 2 == 1 ? 1 : -1, k)); });
  if (!lead.coefficient.is_number(1)) result = sum(result, exactly(apply(Op::log, {lead.coefficient})));
  for (const auto& [element, exponent] : lead.growth)
    result = sum(result, scaled(logarithm_of(element), {one, exponent}));
  return result;
}

/// exp of a sum of parts that go to infinity or minus infinity, as a product of powers of elements, one of them new if
/// need be.
Growth Expander::exponential_growth(Expansion infinite_part) {
  Growth result;
  while (const int sign = settle(infinite_part)) {
    if (infinite_part.rest) throw NotExpanded{"an exponent has too many parts", true};
    const Expansion::Part lead = infinite_part.parts.front();
    const auto known = std::find_if(order_.begin(), order_.end(), [&](std::size_t element) {
      const auto& logarithm = elements_[element].logarithm;
      return logarithm && compare(logarithm->parts.front().growth, lead.growth) >= 0;
    });
    if (known != order_.end() && compare(elements_[*known].logarithm->parts.front().growth, lead.growth) == 0) {
      const Expansion logarithm = *elements_[*known].logarithm;
      const Term exponent = lead.coefficient / logarithm.parts.front().coefficient;
      result = times(result, {{*known, exponent}});
      infinite_part.parts.erase(infinite_part.parts.begin());  // these two leading parts are the same
      Expansion others = logarithm;
      others.parts.erase(others.parts.begin());
      infinite_part = difference(infinite_part, scaled(others, {one, exponent}));
      continue;
    }
    const std::size_t made = elements_.size();
    elements_.push_back({scaled(infinite_part, {one, Term(sign)})});
    // Elements whose logarithm is not known yet are the slowest repeated logarithm, or x itself.
    order_.insert(known, made);
    return times(result, {{made, Term(sign)}});
  }
  return result;
}

Expansion Expander::exponential(const Expansion& e) {
  Expansion infinite, small{{}, e.rest};
  Term constant(0);
  for (const Expansion::Part& part : e.parts) {
    const int order = compare(part.growth, one);
    if (order == 0) {
      constant = part.coefficient;
    } else {
      (order > 0 ? infinite : small).parts.push_back(part);
    }
  }
  const int rest = e.rest ? compare(*e.rest, one) : -1;
  if (rest > 0) throw NotExpanded{"what is left out of an exponent may go to infinity", true};
  const Growth growth = exponential_growth(infinite);
  if (rest == 0) return {{}, growth};  // exp of something bounded is bounded
  InverseFactorials factorials;
  const Expansion series = compose(small, [&](int k) { return factorials.next(k); });
  return scaled(series, {growth, constant.is_number(0) ? Term(1) : apply(Op::exp, {constant})});
}

Expansion Expander::sine_series(const Expansion& u) {
  InverseFactorials factorials;
  return compose(u, [&](int k) {
    const Term c = factorials.next(k);
    return k % 2 == 0 ? Term(0) : k % 4 == 1 ? c : -c;
  });
}

Expansion Expander::cosine_series(const Expansion& u) {
  InverseFactorials factorials;
  return compose(u, [&](int k) {
    const Term c = factorials.next(k);
    return k % 2 == 1 ? Term(0) : k % 4 == 0 ? c : -c;
  });
}

/// sin(c + u) == sin(c) cos(u) + cos(c) sin(u); of something that goes to infinity only a bound is known.
Expansion Expander::sine(const Expansion& e) {
  const auto split = finite(e);
  if (!split) return bounded();
  const Expansion near = sine_series(split->remainder);
  if (split->limit.is_number(0)) return near;
  return sum(scaled(cosine_series(split->remainder), {one, apply(Op::sin, {split->limit})}),
             scaled(near, {one, apply(Op::cos, {split->limit})}));
}

/// cos(c + u) == cos(c) cos(u) - sin(c) sin(u).
Expansion Expander::cosine(const Expansion& e) {
  const auto split = finite(e);
  if (!split) return bounded();
  const Expansion near = cosine_series(split->remainder);
  if (split->limit.is_number(0)) return near;
  return difference(scaled(near, {one, apply(Op::cos, {split->limit})}),
                    scaled(sine_series(split->remainder), {one, apply(Op::sin, {split->limit})}));
}

/// atan(x) == sign(x) pi/2 - atan(1/x); atan(c + u) == atan(c) + atan(u/(1 + c (c + u))) for small u.
Expansion Expander::arctangent(const Expansion& given) {
  const auto split = finite(given);
  if (!split) {
    Expansion e = given;
    if (e.parts.empty()) return bounded();
    const int sign = settle(e);
    const Term half = Term(Rational(sign, 2)) * theorems::constant(Op::pi);
    return difference(exactly(half), arctangent(power(e, Term(-1))));
  }
  const auto series = [&](const Expansion& u) {
    return compose(u, [](int k) { return k % 2 == 0 ? Term(0) : Term(Rational(k % 4 == 1 ? 1 : -1, k)); });
  };
  if (split->limit.is_number(0)) return series(split->remainder);
  const Expansion divisor = sum(exactly(Term(1)), product(exactly(split->limit), given));
  return sum(exactly(apply(Op::atan, {split->limit})), series(quotient(split->remainder, divisor)));
}

/// asin(x) == atan(x/sqrt(1 - x^2)) where x^2 tends to something below 1.
Expansion Expander::arcsine(const Expansion& e) {
  Expansion gap = difference(exactly(Term(1)), product(e, e));
  const auto split = finite(gap);
  if (!split || constants_.sign(split->limit) <= 0) throw NotExpanded{"an arcsine at the end of its domain"};
  return arctangent(product(e, power(gap, Term(Rational(-1, 2)))));
}

Expansion Expander::absolute(Expansion e) {
  if (e.parts.empty()) return e;
  return settle(e) < 0 ? scaled(e, {one, Term(-1)}) : e;
}

/// floor(c + u) is c or c - 1 for a whole number c and u that has a sign; what goes to infinity changes by less than 1.
Expansion Expander::floor_of(const Expansion& e, bool up) {
  const auto split = finite(e);
  if (!split) return sum(e, bounded());
  const Op op = up ? Op::ceil : Op::floor;
  Expansion remainder = split->remainder;
  if (top(remainder) == nullptr) return exactly(apply(op, {split->limit}));
  if (!split->limit.is_number()) throw NotExpanded{"the whole part of a constant and something small"};
  if (!theorems::is_integer(split->limit.number())) return exactly(apply(op, {split->limit}));
  const int sign = settle(remainder);
  const int change = up ? std::max(sign, 0) : std::min(sign, 0);
  return exactly(split->limit + Term(change));
}

Expansion Expander::extremum(const Term& term) {
  Expansion result = of(term.arg(0));
  for (std::size_t k = 1; k < term.args().size(); ++k) {
    const Expansion other = of(term.arg(k));
    Expansion gap = difference(other, result);
    const int sign = settle(gap);
    if (term.op() == Op::max ? sign > 0 : sign < 0) result = other;
  }
  return result;
}

}  // namespace flowcert::proofs::kernel
