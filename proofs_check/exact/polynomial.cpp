#include "proofs_check/exact/polynomial.hpp"

#include <algorithm>
#include <sstream>
#include <tuple>

namespace flowcert::proofs::exact {

namespace {

// Sizes beyond which an expansion is not tried: a few hundred thousand terms take GiNaC about a second.
constexpr std::size_t most_terms = 60000;
constexpr double most_coefficient_bits = 200000;
constexpr std::size_t factorable_terms = 24;
constexpr long factorable_degree = 12;
constexpr std::size_t factorable_symbols = 6;

/// One term read off: its coefficient, and its powers in GiNaC's order.
PolyTerm read_term(const Poly& term) {
  PolyTerm result{1, {}};
  const auto append = [&](const Poly& factor) {
    if (is_symbol(factor)) {
      result.powers.push_back({Symbol(factor), 1});
    } else if (is_constant(factor)) {
      result.coefficient = constant_of(factor);
    } else if (GiNaC::is_a<GiNaC::power>(factor) && is_symbol(factor.op(0)) && is_constant(factor.op(1))) {
      result.powers.push_back({Symbol(factor.op(0)), GiNaC::ex_to<GiNaC::numeric>(factor.op(1)).to_long()});
    } else {
      throw GiveUp{"not a polynomial in the generators"};
    }
  };
  if (GiNaC::is_a<GiNaC::mul>(term)) {
    for (std::size_t i = 0; i < term.nops(); ++i) append(term.op(i));
  } else {
    append(term);
  }
  return result;
}

std::vector<PolyTerm> unordered_terms(const Poly& p) {
  std::vector<PolyTerm> result;
  if (p.is_zero()) return result;
  if (!GiNaC::is_a<GiNaC::add>(p)) return {read_term(p)};
  result.reserve(p.nops());
  for (std::size_t i = 0; i < p.nops(); ++i) result.push_back(read_term(p.op(i)));
  return result;
}

/// The symbols of some terms by name.
class NameOrder {
 public:
  explicit NameOrder(const std::vector<PolyTerm>& terms) {
    for (const PolyTerm& term : terms)
      for (const Power& power : term.powers)
        if (find(power.symbol) == named_.end()) named_.emplace_back(power.symbol.name(), power.symbol);
    std::sort(named_.begin(), named_.end(), [](const auto& a, const auto& b) {
      // Generators, whose names are texts of terms in <>, after the variables.
      const bool a_generator = a.first[0] == '<', b_generator = b.first[0] == '<';
      return std::tie(a_generator, a.first) < std::tie(b_generator, b.first);
    });
  }

  [[nodiscard]] long rank(const Symbol& symbol) const { return find(symbol) - named_.begin(); }
  [[nodiscard]] std::vector<Symbol> symbols() const {
    std::vector<Symbol> result;
    for (const auto& [name, symbol] : named_) result.push_back(symbol);
    return result;
  }

 private:
  using Named = std::vector<std::pair<std::string, Symbol>>;
  [[nodiscard]] Named::const_iterator find(const Symbol& symbol) const {
    return std::find_if(named_.begin(), named_.end(), [&](const auto& known) { return known.second.is_equal(symbol); });
  }
  Named named_;
};

Rational first_coefficient(const Poly& p) {
  const std::vector<PolyTerm> terms = terms_of(p);
  return terms.empty() ? Rational(0) : terms[0].coefficient;
}

double coefficient_bits(const Poly& p) {
  double bits = 1;
  for (const PolyTerm& term : unordered_terms(p)) {
    const auto size = [](const Integer& n) { return n == 0 ? 0.0 : static_cast<double>(msb(abs(n))) + 1; };
    bits = std::max(bits, size(numerator(term.coefficient)) + size(denominator(term.coefficient)));
  }
  return bits;
}

/// Divides out the content and fixes the sign; returns what was divided out.
Rational make_primitive(Poly& p) {
  Rational content = to_rational(GiNaC::ex_to<GiNaC::numeric>(p.integer_content()));
  if (first_coefficient(p) < 0) content = -content;
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
  std::vector<PolyTerm> result = unordered_terms(p);
  const NameOrder order(result);
  using Key = std::vector<std::pair<long, long>>;  // ranks and exponents
  std::vector<std::pair<Key, std::size_t>> keys;
  for (PolyTerm& term : result) {
    Key key;
    if (term.powers.size() > 1)
      std::sort(term.powers.begin(), term.powers.end(),
                [&](const Power& a, const Power& b) { return order.rank(a.symbol) < order.rank(b.symbol); });
    for (const Power& power : term.powers) key.emplace_back(order.rank(power.symbol), power.exponent);
    keys.emplace_back(std::move(key), keys.size());
  }
  if (result.size() < 2) return result;
  std::sort(keys.begin(), keys.end());
  std::vector<PolyTerm> sorted;
  sorted.reserve(result.size());
  for (const auto& [key, index] : keys) sorted.push_back(std::move(result[index]));
  return sorted;
}

Poly monomial_of(const PolyTerm& term) {
  Poly result = 1;
  for (const auto& [symbol, exponent] : term.powers) result *= GiNaC::pow(symbol, GiNaC::numeric(exponent));
  return result;
}

std::string monomial_text(const PolyTerm& term) {
  std::string result;
  for (const auto& [symbol, exponent] : term.powers) {
    if (!result.empty()) result += '*';
    result += symbol.name();
    if (exponent != 1) result.append("^").append(std::to_string(exponent));
  }
  return result;
}

std::vector<Symbol> symbols_of(const Poly& p) {
  return NameOrder(unordered_terms(p)).symbols();
}

long largest_degree(const Poly& p) {
  long result = 0;
  for (const PolyTerm& term : unordered_terms(p))
    for (const Power& power : term.powers) result = std::max(result, power.exponent);
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
  const bool plain = term_count(base) == 1 && abs(first_coefficient(base)) == 1;
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
  const auto before = static_cast<std::ptrdiff_t>(result.factors.size());
  if (GiNaC::is_a<GiNaC::mul>(product)) {
    for (std::size_t i = 0; i < product.nops(); ++i) take(product.op(i));
  } else {
    take(product);
  }
  // GiNaC's order depends on addresses.
  std::sort(result.factors.begin() + before, result.factors.end(),
            [](const auto& a, const auto& b) { return to_text(a.first) < to_text(b.first); });
  return result;
}

std::string to_text(const Poly& p) {
  std::string result;
  for (const PolyTerm& term : terms_of(p)) {
    const bool negative = term.coefficient < 0;
    result += negative ? "-" : (result.empty() ? "" : "+");
    const Rational size = abs(term.coefficient);
    const std::string monomial = monomial_text(term);
    if (size != 1 || monomial.empty()) result += theorems::to_text(size);
    if (size != 1 && !monomial.empty()) result += "*";
    result += monomial;
  }
  return result.empty() ? "0" : result;
}

}  // namespace flowcert::proofs::exact
