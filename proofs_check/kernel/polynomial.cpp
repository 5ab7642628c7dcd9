#include "proofs_check/kernel/polynomial.hpp"

#include <algorithm>

namespace flowcert::proofs::kernel {

namespace {

void check_size(const Rational& value) {
  using theorems::Integer;
  const Integer top = abs(numerator(value)), bottom = denominator(value);
  if ((top != 0 && msb(top) > Polynomial::most_bits) || msb(bottom) > Polynomial::most_bits) throw TooLarge{};
}

}  // namespace

Polynomial::Polynomial(const Rational& value) {
  add({}, value);
}

Polynomial Polynomial::atom(std::uint32_t index) {
  Polynomial result;
  result.add({{index, 1}}, 1);
  return result;
}

std::optional<Rational> Polynomial::number() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() == 1 && terms_.begin()->first.empty()) return terms_.begin()->second;
  return std::nullopt;
}

std::uint32_t Polynomial::degree(std::uint32_t atom) const {
  std::uint32_t result = 0;
  for (const auto& [monomial, coefficient] : terms_)
    for (const auto& [index, exponent] : monomial)
      if (index == atom) result = std::max(result, exponent);
  return result;
}

void Polynomial::add(const Monomial& monomial, const Rational& coefficient) {
  if (coefficient == 0) return;
  check_size(coefficient);
  const auto [place, is_new] = terms_.try_emplace(monomial, coefficient);
  if (!is_new) {
    place->second += coefficient;
    check_size(place->second);
    if (place->second == 0) terms_.erase(place);
  } else if (terms_.size() > most_terms) {
    throw TooLarge{};
  }
}

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  Polynomial result = a;
  for (const auto& [monomial, coefficient] : b.terms_) result.add(monomial, coefficient);
  return result;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) {
  Polynomial result = a;
  for (const auto& [monomial, coefficient] : b.terms_) result.add(monomial, Rational(-coefficient));
  return result;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial result;
  for (const auto& [left, p] : a.terms_)
    for (const auto& [right, q] : b.terms_) result.add(multiply(left, right), Rational(p * q));
  return result;
}

Polynomial power(const Polynomial& base, std::uint64_t exponent) {
  if (exponent > Polynomial::highest_degree) throw TooLarge{};
  Polynomial result(1), square = base;
  for (std::uint64_t rest = exponent; rest > 0; rest /= 2) {
    if (rest % 2 != 0) result = result * square;
    if (rest > 1) square = square * square;
  }
  return result;
}

Monomial multiply(const Monomial& a, const Monomial& b) {
  Monomial result;
  result.reserve(a.size() + b.size());
  std::uint64_t degree = 0;
  const auto take = [&](std::uint32_t atom, std::uint64_t exponent) {
    degree += exponent;
    if (degree > Polynomial::highest_degree) throw TooLarge{};
    result.emplace_back(atom, static_cast<std::uint32_t>(exponent));
  };
  auto i = a.begin(), j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->first < j->first)) {
      take(i->first, i->second);
      ++i;
    } else if (i == a.end() || j->first < i->first) {
      take(j->first, j->second);
      ++j;
    } else {
      take(i->first, std::uint64_t{i->second} + j->second);
      ++i;
      ++j;
    }
  }
  return result;
}

}  // namespace flowcert::proofs::kernel
