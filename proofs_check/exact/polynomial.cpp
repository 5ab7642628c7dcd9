#include "proofs_check/exact/polynomial.hpp"

#include <algorithm>
#include <sstream>

namespace flowcert::proofs::exact {

namespace {

// Sizes beyond which an expansion is not tried: a few hundred thousand terms take GiNaC about a second.
constexpr std::size_t most_terms = 60000;
constexpr double most_coefficient_bits = 200000;
constexpr std::size_t factorable_terms = 24;
constexpr long factorable_degree = 12;
constexpr std::size_t factorable_symbols = 6;

Rational coefficient_of(const Poly& term) {
  if (is_constant(term)) return constant_of(term);
  if (!GiNaC::is_a<GiNaC::mul>(term)) return 1;
  for (std::size_t i = 0; i < term.nops(); ++i)
    if (is_constant(term.op(i))) return constant_of(term.op(i));
  return 1;
}

double coefficient_bits(const Poly& p) {
  double bits = 1;
  for (const PolyTerm& term : terms_of(p)) {
    const auto size = [](const Integer& n) { return n == 0 ? 0.0 : static_cast<double>(msb(abs(n))) + 1; };
    bits = std::max(bits, size(numerator(term.coefficient)) + size(denominator(term.coefficient)));
  }
  return bits;
}

/// Divides out the content and fixes the sign; returns what was divided out.
Rational make_primitive(Poly& p) {
  Rational content = to_rational(GiNaC::ex_to<GiNaC::numeric>(p.integer_content()));
  if (coefficient_of(GiNaC::is_a<GiNaC::add>(p) ? p.op(0) : p) < 0) content = -content;
  p = (p / to_numeric(content)).expand();
  return content;
}

void add_factor(Factorisation& result, Poly p, long exponent) {
  if (is_constant(p)) {
    const Rational value = constant_of(p);
    for (long i = 0; i < exponent; ++i) result.coefficient *= value;
    return;
  }
  const Rational content = make_primitive(p);
  for (long i = 0; i < exponent; ++i) result.coefficient *= content;
  for (auto& [factor, e] : result.factors)
    if (factor.is_equal(p)) {
      e += exponent;
      return;
    }
  result.factors.emplace_back(p, exponent);
}

bool small_enough_to_factor(const Poly& p) {
  return term_count(p) <= factorable_terms && largest_degree(p) <= factorable_degree &&
         symbols_of(p).size() <= factorable_symbols && coefficient_bits(p) <= 256;
}

}  // namespace

GiNaC::numeric to_numeric(const Rational& value) {
  const GiNaC::numeric top(numerator(value).str().c_str());
  return denominator(value) == 1 ? top : top / GiNaC::numeric(denominator(value).str().c_str());
}

Rational to_rational(const GiNaC::numeric& value) {
  if (!value.is_rational()) throw GiveUp{"a number that is not rational"};
  if (value.is_integer() && value.int_length() < 60) return Rational(value.to_long());
  std::ostringstream top, bottom;
  top << value.numer();
  bottom << value.denom();
  return Rational(Integer(top.str()), Integer(bottom.str()));
}

std::size_t term_count(const Poly& p) {
  return GiNaC::is_a<GiNaC::add>(p) ? p.nops() : 1;
}

std::vector<PolyTerm> terms_of(const Poly& p) {
  std::vector<PolyTerm> result;
  const auto append = [&](const Poly& term) {
    const Rational c = coefficient_of(term);
    if (c != 0) result.push_back({c, c == 1 ? term : term / to_numeric(c)});
  };
  if (!GiNaC::is_a<GiNaC::add>(p)) {
    append(p);
    return result;
  }
  result.reserve(p.nops());
  for (std::size_t i = 0; i < p.nops(); ++i) append(p.op(i));
  return result;
}

std::vector<std::pair<Symbol, long>> powers_of(const Poly& monomial) {
  std::vector<std::pair<Symbol, long>> result;
  const auto append = [&](const Poly& factor) {
    if (GiNaC::is_a<Symbol>(factor)) {
      result.emplace_back(GiNaC::ex_to<Symbol>(factor), 1);
    } else if (GiNaC::is_a<GiNaC::power>(factor) && GiNaC::is_a<Symbol>(factor.op(0)) && is_constant(factor.op(1))) {
      result.emplace_back(GiNaC::ex_to<Symbol>(factor.op(0)), GiNaC::ex_to<GiNaC::numeric>(factor.op(1)).to_long());
    } else if (!is_constant(factor)) {
      throw GiveUp{"not a polynomial in the generators"};
    }
  };
  if (GiNaC::is_a<GiNaC::mul>(monomial)) {
    for (std::size_t i = 0; i < monomial.nops(); ++i) append(monomial.op(i));
  } else {
    append(monomial);
  }
  return result;
}

std::vector<Symbol> symbols_of(const Poly& p) {
  std::vector<Symbol> result;
  for (const PolyTerm& term : terms_of(p))
    for (const auto& [symbol, exponent] : powers_of(term.monomial))
      if (std::none_of(result.begin(), result.end(), [&](const Symbol& s) { return s.is_equal(symbol); }))
        result.push_back(symbol);
  // GiNaC's own order depends on addresses, and so would the steps of a proof.
  std::sort(result.begin(), result.end(), [](const Symbol& a, const Symbol& b) { return a.get_name() < b.get_name(); });
  return result;
}

long largest_degree(const Poly& p) {
  long result = 0;
  for (const PolyTerm& term : terms_of(p))
    for (const auto& [symbol, exponent] : powers_of(term.monomial)) result = std::max(result, exponent);
  return result;
}

Poly multiply(const Poly& a, const Poly& b) {
  if (term_count(a) * term_count(b) > most_terms) throw GiveUp{"a polynomial with too many terms"};
  if (coefficient_bits(a) + coefficient_bits(b) > most_coefficient_bits)
    throw GiveUp{"a polynomial with too large coefficients"};
  return (a * b).expand();
}

Poly power(const Poly& base, unsigned long exponent) {
  if (exponent == 0) return 1;
  if (exponent == 1 || base.is_zero()) return base;
  const bool plain = term_count(base) == 1 && abs(coefficient_of(base)) == 1;
  if (!plain && coefficient_bits(base) * static_cast<double>(exponent) > most_coefficient_bits)
    throw GiveUp{"a power with too large coefficients"};
  if (term_count(base) == 1) return GiNaC::pow(base, GiNaC::numeric(exponent)).expand();
  // The exact number of terms of a dense power, C(n + k - 1, k - 1), bounds the result's.
  double terms = 1;
  const auto k = static_cast<double>(term_count(base));
  for (double i = 1; i < k && terms <= 1e9; ++i) terms *= (static_cast<double>(exponent) + i) / i;
  if (terms > static_cast<double>(most_terms) / 20) throw GiveUp{"a power with too many terms"};
  Poly result = base;
  for (unsigned long i = 1; i < exponent; ++i) result = multiply(result, base);
  return result;
}

Factorisation factorise(const Poly& p) {
  Factorisation result;
  if (p.is_zero()) return result;
  result.coefficient = 1;
  Poly rest = p;
  for (const Symbol& symbol : symbols_of(p)) {
    const long low = p.ldegree(symbol);
    if (low == 0) continue;
    add_factor(result, symbol, low);
    rest = (rest / GiNaC::pow(symbol, GiNaC::numeric(low))).expand();
  }
  if (!small_enough_to_factor(rest) || is_constant(rest)) {
    add_factor(result, rest, 1);
    return result;
  }
  const Poly product = GiNaC::factor(rest);
  const auto take = [&](const Poly& factor) {
    const bool is_power = GiNaC::is_a<GiNaC::power>(factor);
    const Poly base = is_power ? factor.op(0) : factor;
    add_factor(result, base.expand(), is_power ? GiNaC::ex_to<GiNaC::numeric>(factor.op(1)).to_long() : 1);
  };
  if (GiNaC::is_a<GiNaC::mul>(product)) {
    for (std::size_t i = 0; i < product.nops(); ++i) take(product.op(i));
  } else {
    take(product);
  }
  return result;
}

std::string to_text(const Poly& p) {
  std::ostringstream out;
  out << p;
  return out.str();
}

}  // namespace flowcert::proofs::exact
