#include "proofs_check/certificates/algebra.hpp"

#include <algorithm>

namespace flowcert::proofs::certificates {

Polynomial scaled(const Polynomial& p, const Rational& by) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : p.terms()) result.add(monomial, Rational(coefficient * by));
  return result;
}

Polynomial polynomial_of(const Monomial& monomial, const Rational& coefficient) {
  Polynomial result;
  result.add(monomial, coefficient);
  return result;
}

std::set<Atom> atoms_of(const Polynomial& p) {
  std::set<Atom> result;
  for (const auto& [monomial, coefficient] : p.terms())
    for (const auto& [atom, exponent] : monomial) result.insert(atom);
  return result;
}

std::uint32_t total_degree(const Polynomial& p) {
  std::uint32_t result = 0;
  for (const auto& [monomial, coefficient] : p.terms()) {
    std::uint32_t degree = 0;
    for (const auto& [atom, exponent] : monomial) degree += exponent;
    result = std::max(result, degree);
  }
  return result;
}

std::size_t longest_number(const Polynomial& p) {
  std::size_t result = 0;
  for (const auto& [monomial, c] : p.terms()) {
    const theorems::Integer top = abs(numerator(c)), bottom = denominator(c);
    result = std::max<std::size_t>(result, msb(top) + msb(bottom) + 2);
  }
  return result;
}

std::vector<Polynomial> coefficients_in(const Polynomial& p, Atom atom) {
  std::vector<Polynomial> result(p.degree(atom) + 1);
  for (const auto& [monomial, coefficient] : p.terms()) {
    Monomial rest;
    std::uint32_t degree = 0;
    for (const auto& power : monomial) {
      if (power.first == atom) {
        degree = power.second;
      } else {
        rest.push_back(power);
      }
    }
    result[degree].add(rest, coefficient);
  }
  return result;
}

Polynomial substituted(const Polynomial& p, Atom atom, const Polynomial& value) {
  const std::vector<Polynomial> parts = coefficients_in(p, atom);
  Polynomial result = parts.back();
  for (std::size_t k = parts.size() - 1; k-- > 0;) result = result * value + parts[k];
  return result;
}

std::pair<Polynomial, Polynomial> divided(const Polynomial& p, const Polynomial& by, Atom atom) {
  const std::vector<Polynomial> divisor = coefficients_in(by, atom);
  const Rational leading = *divisor.back().number();
  std::vector<Polynomial> rest = coefficients_in(p, atom);
  const std::size_t order = divisor.size() - 1;
  Polynomial quotient;
  for (std::size_t k = rest.size(); k-- > order;) {
    const Polynomial factor = scaled(rest[k], Rational(1 / leading));
    for (std::size_t j = 0; j <= order; ++j) rest[k - order + j] = rest[k - order + j] - factor * divisor[j];
    quotient = quotient + (k == order ? factor : factor * power(Polynomial::atom(atom), k - order));
  }
  Polynomial remainder;
  for (std::size_t k = 0; k < std::min(order, rest.size()); ++k)
    remainder = remainder + (k == 0 ? rest[k] : rest[k] * power(Polynomial::atom(atom), k));
  return {std::move(quotient), std::move(remainder)};
}

std::optional<Monomial> quotient(const Monomial& m, const Monomial& by) {
  Monomial result;
  auto wanted = by.begin();
  for (const auto& [atom, exponent] : m) {
    std::uint32_t left = exponent;
    if (wanted != by.end() && wanted->first == atom) {
      if (wanted->second > exponent) return std::nullopt;
      left -= wanted->second;
      ++wanted;
    }
    if (left > 0) result.emplace_back(atom, left);
  }
  if (wanted != by.end()) return std::nullopt;
  return result;
}

std::optional<Monomial> square_root(const Monomial& m) {
  Monomial result = m;
  for (auto& [atom, exponent] : result) {
    if (exponent % 2 != 0) return std::nullopt;
    exponent /= 2;
  }
  return result;
}

std::pair<Polynomial, Rational> monic(const Polynomial& p) {
  if (p.is_zero()) return {p, 1};
  const Rational last = p.terms().rbegin()->second;
  if (last == 1) return {p, last};
  return {scaled(p, Rational(1 / last)), last};
}

std::optional<kernel::Dense> in_one_atom(const Polynomial& p, std::optional<Atom>& number, std::size_t highest_degree) {
  kernel::Dense dense;
  for (const auto& [monomial, coefficient] : p.terms()) {
    if (monomial.size() > 1) return std::nullopt;
    const std::size_t degree = monomial.empty() ? 0 : monomial[0].second;
    if (degree > highest_degree || (degree > 0 && number && *number != monomial[0].first)) return std::nullopt;
    if (degree > 0) number = monomial[0].first;
    if (dense.size() <= degree) dense.resize(degree + 1, Rational(0));
    dense[degree] += coefficient;
  }
  return dense;
}

}  // namespace flowcert::proofs::certificates
