#include "proofs_check/kernel/reading.hpp"

#include <algorithm>

namespace flowcert::proofs::kernel {

namespace {

constexpr std::size_t deepest = 4'000;

Polynomial raised(const Polynomial& p, std::uint32_t exponent) {
  return exponent == 1 ? p : power(p, exponent);
}

/// p with atom^order and higher powers rewritten.
Polynomial rewritten(const Polynomial& p, std::uint32_t atom, std::uint32_t order, const Polynomial& value) {
  if (p.degree(atom) < order) return p;
  std::map<std::uint32_t, Polynomial> by_times;  // how often the relation is used -> cofactor
  for (const auto& [monomial, coefficient] : p.terms()) {
    Monomial rest;
    std::uint32_t times = 0;
    for (const auto& [index, exponent] : monomial) {
      const std::uint32_t left = index == atom ? exponent % order : exponent;
      if (index == atom) times = exponent / order;
      if (left > 0) rest.emplace_back(index, left);
    }
    by_times[times].add(rest, coefficient);
  }
  Polynomial result;
  for (const auto& [times, cofactor] : by_times)
    result = result + (times == 0 ? cofactor : cofactor * power(value, times));
  return result;
}

}  // namespace

void Reader::define(const Term& term, const Term& value) {
  const Quotient quotient = read(value);
  definitions_.insert_or_assign(term, quotient);
  known_.clear();
}

void Reader::relate(const Term& atom_term, std::uint32_t order, const Term& value) {
  const Quotient own = read(atom_term), other = read(value);
  const auto& terms = own.top.terms();
  const bool is_atom = own.bottom.empty() && terms.size() == 1 && terms.begin()->second == 1 &&
                       terms.begin()->first.size() == 1 && terms.begin()->first[0].second == 1;
  if (!is_atom || order == 0 || !other.bottom.empty()) throw Unreadable{};
  const std::uint32_t index = terms.begin()->first[0].first;
  if (other.top.degree(index) > 0) throw Unreadable{};
  relations_.push_back({index, order, other.top});
  known_.clear();
}

Polynomial Reader::reduced(Polynomial p) const {
  for (auto r = relations_.rbegin(); r != relations_.rend(); ++r) p = rewritten(p, r->atom, r->order, r->value);
  return p;
}

Quotient Reader::read(const Term& term) {
  if (term.node().depth > deepest) throw TooLarge{};
  if (const auto defined = definitions_.find(term); defined != definitions_.end()) return defined->second;
  if (const auto known = known_.find(term); known != known_.end()) return known->second;
  Quotient result = read_new(term);
  known_.emplace(term, result);
  return result;
}

Quotient Reader::read_new(const Term& term) {
  switch (term.op()) {
    case Op::number:
      return {Polynomial(term.number()), {}};
    case Op::add: {
      Quotient result;
      for (const Term& arg : term.args()) result = sum(result, read(arg));
      return result;
    }
    case Op::subtract:
      return difference(term.arg(0), term.arg(1));
    case Op::negate:
      return product({Polynomial(Rational(-1)), {}}, read(term.arg(0)));
    case Op::multiply: {
      Quotient result{Polynomial(Rational(1)), {}};
      for (const Term& arg : term.args()) result = product(result, read(arg));
      return result;
    }
    case Op::divide:
      return product(read(term.arg(0)), inverse(read(term.arg(1))));
    case Op::power:
      if (term.arg(1).is_number() && theorems::is_integer(term.arg(1).number()))
        return power_of(read(term.arg(0)), term.arg(1).number());
      return atom(term);
    case Op::infinity:
      throw Unreadable{};
    default:
      if (theorems::is_truth_valued(term.op())) throw Unreadable{};
      return atom(term);
  }
}

Quotient Reader::atom(const Term& term) {
  const auto [place, is_new] = index_.try_emplace(term, static_cast<std::uint32_t>(atoms_.size()));
  if (is_new) atoms_.push_back(term);
  return {Polynomial::atom(place->second), {}};
}

Quotient Reader::sum(const Quotient& a, const Quotient& b) {
  Polynomial left = a.top, right = b.top;
  std::map<std::size_t, std::uint32_t> common = a.bottom;
  for (const auto& [index, exponent] : b.bottom) common[index] = std::max(common[index], exponent);
  for (const auto& [index, exponent] : common) {
    const auto missing = [&, index = index, exponent = exponent](const Quotient& q) {
      const auto own = q.bottom.find(index);
      return exponent - (own == q.bottom.end() ? 0 : own->second);
    };
    if (missing(a) > 0) left = left * raised(divisors_[index], missing(a));
    if (missing(b) > 0) right = right * raised(divisors_[index], missing(b));
  }
  return {reduced(left + right), std::move(common)};
}

Quotient Reader::difference(const Term& a, const Term& b) {
  return sum(read(a), product({Polynomial(Rational(-1)), {}}, read(b)));
}

Quotient Reader::product(const Quotient& a, const Quotient& b) {
  Quotient result{reduced(a.top * b.top), a.bottom};
  for (const auto& [index, exponent] : b.bottom) result.bottom[index] += exponent;
  return result;
}

/// Of something that is not 0 wherever the term is defined; then neither are the parts of a product.
Quotient Reader::inverse(const Quotient& a) {
  if (a.top.is_zero()) throw Unreadable{};
  Quotient result{bottom(a), {}};
  if (const auto value = a.top.number()) return product({Polynomial(Rational(1 / *value)), {}}, result);
  Monomial common = a.top.terms().begin()->first;  // what all terms share
  for (const auto& [monomial, coefficient] : a.top.terms()) {
    for (auto& [index, exponent] : common) {
      const auto own = std::find_if(monomial.begin(), monomial.end(), [i = index](const auto& f) { return f.first == i; });
      exponent = own == monomial.end() ? 0 : std::min(exponent, own->second);
    }
  }
  std::erase_if(common, [](const auto& factor) { return factor.second == 0; });
  Polynomial rest;
  for (const auto& [monomial, coefficient] : a.top.terms()) {
    Monomial left;
    for (const auto& [index, exponent] : monomial) {
      const auto out = std::find_if(common.begin(), common.end(), [i = index](const auto& f) { return f.first == i; });
      const std::uint32_t remaining = exponent - (out == common.end() ? 0 : out->second);
      if (remaining > 0) left.emplace_back(index, remaining);
    }
    rest.add(left, coefficient);
  }
  for (const auto& [index, exponent] : common) result.bottom[divisor(Polynomial::atom(index))] += exponent;
  if (const auto value = rest.number()) return product({Polynomial(Rational(1 / *value)), {}}, result);
  ++result.bottom[divisor(rest)];
  return result;
}

Quotient Reader::power_of(const Quotient& base, const Rational& exponent) {
  if (abs(exponent) > Polynomial::highest_degree) throw TooLarge{};
  if (exponent < 0) return power_of(inverse(base), Rational(-exponent));
  const auto times = numerator(exponent).convert_to<std::uint32_t>();
  Quotient result{Polynomial(Rational(1)), {}};
  if (relations_.empty()) {
    result.top = power(base.top, times);
  } else {
    if (times > 64) throw TooLarge{};
    for (std::uint32_t i = 0; i < times; ++i) result.top = reduced(result.top * base.top);
  }
  if (times > 0)
    for (const auto& [index, e] : base.bottom) result.bottom[index] = e * times;
  return result;
}

std::size_t Reader::divisor(const Polynomial& p) {
  for (std::size_t i = 0; i < divisors_.size(); ++i)
    if (divisors_[i] == p) return i;
  divisors_.push_back(p);
  return divisors_.size() - 1;
}

Polynomial Reader::bottom(const Quotient& quotient) {
  Polynomial result(Rational(1));
  for (const auto& [index, exponent] : quotient.bottom)
    result = reduced(result * raised(divisors_[index], exponent));
  return result;
}

}  // namespace flowcert::proofs::kernel
