#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "proofs_check/kernel/polynomial.hpp"
#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// top / product of divisors[index]^exponent.
struct Quotient {
  Polynomial top;
  std::map<std::size_t, std::uint32_t> bottom;
};

/// Reads terms as quotients of polynomials over atoms: variables, and applications of functions, which are the same
/// atom only where they are the same term. At every point where a term is defined, its quotient has the term's value
/// and no divisor is 0. Knows equalities that hold, and uses them as it is told. Throws Unreadable for a division by
/// something identically 0 and for what is no real number (truth values, infinity), TooLarge for long calculations.
class Reader {
 public:
  struct Unreadable {};

  /// From here on `term` is read as `value`, which it equals.
  void define(const Term& term, const Term& value);
  /// From here on atom^order and higher powers are rewritten by atom^order == value. The value must be a polynomial
  /// that does not mention the atom.
  void relate(const Term& atom, std::uint32_t order, const Term& value);

  [[nodiscard]] Quotient read(const Term& term);
  [[nodiscard]] Quotient difference(const Term& a, const Term& b);
  /// The divisors multiplied out.
  [[nodiscard]] Polynomial bottom(const Quotient& quotient);
  [[nodiscard]] Polynomial reduced(Polynomial p) const;
  [[nodiscard]] const std::vector<Term>& atoms() const { return atoms_; }

 private:
  struct Relation {
    std::uint32_t atom, order;
    Polynomial value;
  };
  Quotient read_new(const Term& term);
  Quotient atom(const Term& term);
  Quotient sum(const Quotient& a, const Quotient& b);
  Quotient product(const Quotient& a, const Quotient& b);
  Quotient inverse(const Quotient& a);
  Quotient power_of(const Quotient& base, const Rational& exponent);
  std::size_t divisor(const Polynomial& p);

  std::vector<Term> atoms_;
  std::unordered_map<Term, std::uint32_t, theorems::TermHash> index_;
  std::unordered_map<Term, Quotient, theorems::TermHash> definitions_, known_;
  std::vector<Relation> relations_;
  std::vector<Polynomial> divisors_;
};

}  // namespace flowcert::proofs::kernel
