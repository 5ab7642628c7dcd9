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
using Symbol = GiNaC::symbol;

/// A method stops without a result; `reason` is for people.
struct GiveUp {
  std::string reason;
  bool sides_differ = false;  // for this reason
};

/// coefficient * monomial, the monomial a product of powers of symbols with coefficient 1.
struct PolyTerm {
  Rational coefficient;
  Poly monomial;
};

[[nodiscard]] GiNaC::numeric to_numeric(const Rational& value);
[[nodiscard]] Rational to_rational(const GiNaC::numeric& value);

[[nodiscard]] std::size_t term_count(const Poly& p);
[[nodiscard]] std::vector<PolyTerm> terms_of(const Poly& p);
/// Symbols with their exponents in a monomial.
[[nodiscard]] std::vector<std::pair<Symbol, long>> powers_of(const Poly& monomial);
/// Symbols that occur in p, each once.
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
