#include <algorithm>

#include "proofs_check/kernel/expansion.hpp"

namespace flowcert::proofs::kernel {

using theorems::pow;

namespace {

const Growth one;

}  // namespace

Expansion exactly(const Term& constant) {
  if (constant.is_number(0)) return {};
  return {{{one, constant}}, std::nullopt};
}

Growth times(const Growth& a, const Growth& b) {
  Growth result = a;
  for (const auto& [element, exponent] : b) {
    const auto [place, is_new] = result.try_emplace(element, exponent);
    if (is_new) continue;
    place->second = place->second + exponent;
    if (place->second.is_number(0)) result.erase(place);
  }
  return result;
}

Growth to_the(const Growth& a, const Term& exponent) {
  Growth result;
  if (exponent.is_number(0)) return result;
  for (const auto& [element, own] : a) result.emplace(element, own * exponent);
  return result;
}

int Expander::compare(const Growth& a, const Growth& b) {
  const Growth ratio = times(a, to_the(b, Term(-1)));
  for (std::size_t k = order_.size(); k-- > 0;) {  // the fastest element decides
    const auto found = ratio.find(order_[k]);
    if (found == ratio.end()) continue;
    if (const int sign = constants_.sign(found->second); sign != 0) return sign;
  }
  return 0;
}

const Growth* Expander::top(const Expansion& e) {
  if (!e.parts.empty()) return &e.parts.front().growth;
  return e.rest ? &*e.rest : nullptr;
}

Expansion Expander::cut(Expansion e) {
  while (e.rest && !e.parts.empty() && compare(e.parts.back().growth, *e.rest) <= 0) e.parts.pop_back();
  if (e.parts.size() > most_parts_) {
    e.rest = e.parts[most_parts_].growth;
    e.parts.resize(most_parts_);
  }
  return e;
}

Expansion Expander::sum(const Expansion& a, const Expansion& b) {
  Expansion result{{}, a.rest};
  if (b.rest && (!a.rest || compare(*b.rest, *a.rest) > 0)) result.rest = b.rest;
  auto i = a.parts.begin(), j = b.parts.begin();
  while (i != a.parts.end() || j != b.parts.end()) {
    const int order = j == b.parts.end() ? 1 : i == a.parts.end() ? -1 : compare(i->growth, j->growth);
    if (order != 0) {
      result.parts.push_back(order > 0 ? *i++ : *j++);
      continue;
    }
    const Term coefficient = i->coefficient + j->coefficient;
    if (!coefficient.is_number(0)) result.parts.push_back({i->growth, coefficient});
    ++i;
    ++j;
  }
  return cut(std::move(result));
}

Expansion Expander::scaled(const Expansion& a, const Expansion::Part& by) {
  Expansion result;
  if (by.coefficient.is_number(0)) return result;
  for (const Expansion::Part& part : a.parts)
    result.parts.push_back({times(part.growth, by.growth), part.coefficient * by.coefficient});
  if (a.rest) result.rest = times(*a.rest, by.growth);
  return result;
}

Expansion Expander::difference(const Expansion& a, const Expansion& b) {
  return sum(a, scaled(b, {one, Term(-1)}));
}

Expansion Expander::product(const Expansion& a, const Expansion& b) {
  Expansion result;
  const Growth* fastest = top(b);
  if (fastest == nullptr) return result;
  for (const Expansion::Part& part : a.parts) result = sum(result, scaled(b, part));
  if (a.rest) result = sum(result, {{}, times(*a.rest, *fastest)});
  return result;
}

int Expander::settle(Expansion& e) {
  while (!e.parts.empty()) {
    if (const int sign = constants_.sign(e.parts.front().coefficient); sign != 0) return sign;
    e.parts.erase(e.parts.begin());
  }
  if (e.rest) throw NotExpanded{"the leading part is not among those that were looked at", true};
  return 0;
}

Expansion Expander::relative_rest(const Expansion& base) {
  const Expansion::Part& lead = base.parts.front();
  Expansion rest = base;
  rest.parts.erase(rest.parts.begin());
  return scaled(rest, {to_the(lead.growth, Term(-1)), Term(1) / lead.coefficient});
}

/// The coefficients are those of a function that is analytic at 0; from where there is none on, all are 0. u tends to
/// 0: then what is left out after u^(k-1) is at most a constant times u^k.
Expansion Expander::compose(const Expansion& u, const std::function<std::optional<Term>(int)>& coefficient) {
  Expansion result = exactly(coefficient(0).value_or(Term(0)));
  const Growth* fastest = top(u);
  if (fastest == nullptr) return result;
  if (compare(*fastest, one) >= 0) throw NotExpanded{"an argument does not tend to 0", true};
  Expansion power = exactly(Term(1));
  Growth bound;
  for (int k = 1;; ++k) {
    const auto factor = coefficient(k);
    if (!factor) return result;
    bound = times(bound, *fastest);
    const bool enough = k > static_cast<int>(most_parts_) || (result.rest && compare(bound, *result.rest) <= 0);
    if (enough) return sum(result, {{}, bound});
    power = product(power, u);
    result = sum(result, scaled(power, {one, *factor}));
  }
}

Expansion Expander::whole_power(const Expansion& base, long exponent) {
  Expansion result = exactly(Term(1)), square = base;
  for (long left = exponent; left > 0; left /= 2) {
    if (left % 2 == 1) result = product(result, square);
    if (left > 1) square = product(square, square);
  }
  return result;
}

/// (c m (1 + u))^r = c^r m^r (1 + r u + r (r - 1)/2 u^2 + ...) for c > 0, or c != 0 and a whole number r.
Expansion Expander::power(const Expansion& given, const Term& exponent) {
  constexpr long multiplied_out = 16;
  const bool whole = exponent.is_number() && theorems::is_integer(exponent.number());
  const bool fraction = exponent.is_number() && !whole;
  if (whole && exponent.number() > 0 && exponent.number() <= multiplied_out)
    return whole_power(given, exponent.number().convert_to<long>());
  Expansion base = given;
  const int sign = settle(base);
  if (sign < 0 && fraction) throw UndefinedNearby{};
  if (sign == 0 && exponent.is_number() && exponent.number() < 0) throw UndefinedNearby{};
  if (sign == 0 && fraction) return {};
  if (sign == 0 || (sign < 0 && !whole)) throw NotExpanded{"a power of 0, or of something negative"};
  Term binomial(1);
  const Expansion series = compose(relative_rest(base), [&](int k) {
    if (k > 0) binomial = binomial * (exponent - Term(k - 1)) / Term(k);
    return binomial;
  });
  const Expansion::Part lead = base.parts.front();
  return scaled(series, {to_the(lead.growth, exponent), pow(lead.coefficient, exponent)});
}

Expansion Expander::quotient(const Expansion& a, const Expansion& b) {
  return product(a, power(b, Term(-1)));
}

std::optional<Expander::Finite> Expander::finite(const Expansion& e) {
  Finite result{Term(0), {{}, e.rest}};
  if (e.rest && compare(*e.rest, one) >= 0) return std::nullopt;
  for (const Expansion::Part& part : e.parts) {
    const int order = compare(part.growth, one);
    if (order > 0) {
      if (constants_.sign(part.coefficient) != 0) return std::nullopt;
    } else if (order == 0) {
      result.limit = part.coefficient;
    } else {
      result.remainder.parts.push_back(part);
    }
  }
  return result;
}

}  // namespace flowcert::proofs::kernel
