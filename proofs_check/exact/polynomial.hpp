#pragma once

#include <ginac/ginac.h>

#include <string>
#include <utility>
#include <vector>

#include "theorems/terms/rational.hpp"

namespace flowcert::proofs::exact {

using theorems::Integer;
using theorems::Rational;

/// A polynomial over the rationals in generator symbols, always expanded. GiNaC never sees a function, a root or a
/// division by anything but a number: its own simplifications of those (cancelling, taking branches, special values)
/// would lose where a term is defined.
using Poly = GiNaC::ex;

/// An indeterminate: a polynomial, of which copies are cheap and mean the same indeterminate. A default one is 0.
class Symbol : public GiNaC::ex {
 public:
  Symbol() = default;
  explicit Symbol(const std::string& name) : ex(GiNaC::symbol(name)) {}
  /// The symbol that p is; is_symbol(p) must hold.
  explicit Symbol(const Poly& p) : ex(p) {}
  [[nodiscard]] std::string name() const { return GiNaC::ex_to<GiNaC::symbol>(*this).get_name(); }
};
[[nodiscard]] inline bool is_symbol(const Poly& p) {
  return GiNaC::is_a<GiNaC::symbol>(p);
}

/// For tables by polynomial.
struct PolyHash {
  std::size_t operator()(const Poly& p) const { return p.gethash(); }
};
struct PolyEqual {
  bool operator()(const Poly& a, const Poly& b) const { return a.is_equal(b); }
};

/// A method stops without a result; `reason` is for people.
struct GiveUp {
  std::string reason;
  bool sides_differ = false;  // for this reason
};

struct Power {
  Symbol symbol;
  long exponent = 1;  // not 0
};

/// coefficient * product of powers, the powers in the order of their symbols' names.
struct PolyTerm {
  Rational coefficient;
  std::vector<Power> powers;
};

[[nodiscard]] GiNaC::numeric to_numeric(const Rational& value);
[[nodiscard]] Rational to_rational(const GiNaC::numeric& value);

[[nodiscard]] std::size_t term_count(const Poly& p);
/// The terms of p in an order that depends on the symbols' names alone (GiNaC's own depends on addresses), so that two
/// runs give the same proofs. Throws GiveUp for what is no polynomial in symbols (negative exponents are let through).
[[nodiscard]] std::vector<PolyTerm> terms_of(const Poly& p);
[[nodiscard]] Poly monomial_of(const PolyTerm& term);
/// The monomial's text, "" for 1.
[[nodiscard]] std::string monomial_text(const PolyTerm& term);
/// Symbols that occur in p, each once, in the order of their names.
[[nodiscard]] std::vector<Symbol> symbols_of(const Poly& p);
[[nodiscard]] inline bool is_constant(const Poly& p) {
  return GiNaC::is_a<GiNaC::numeric>(p);
}
[[nodiscard]] inline Rational constant_of(const Poly& p) {
  return to_rational(GiNaC::ex_to<GiNaC::numeric>(p));
}
/// The largest exponent of any symbol in p.
[[nodiscard]] long largest_degree(const Poly& p);

/// Product and power, expanded; throw GiveUp when the result could be too large to be worth having.
[[nodiscard]] Poly multiply(const Poly& a, const Poly& b);
[[nodiscard]] Poly power(const Poly& base, unsigned long exponent);

/// p = coefficient * product of factor^exponent. Factors are primitive, with a fixed choice of sign, and not constant.
/// Complete factorisation only where p is small; otherwise symbols and the rest.
struct Factorisation {
  Rational coefficient = 0;
  std::vector<std::pair<Poly, long>> factors;
};
[[nodiscard]] Factorisation factorise(const Poly& p);

/// Text for trails.
[[nodiscard]] std::string to_text(const Poly& p);

}  // namespace flowcert::proofs::exact
