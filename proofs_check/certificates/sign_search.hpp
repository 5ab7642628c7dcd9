#pragma once

#include "proofs_check/certificates/reasoning.hpp"
#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::certificates {

/// Derives signs of polynomials from facts, step by step; each step is a fact that is learned. The ways: the signs of
/// monomials, of factors, of a square that is completed (4 a p = (2 a x + b)^2 + (4 a c - b^2) for p = a x^2 + b x +
/// c), of a fact that divides p with a rest, of u^2 c - v^2 for p = u x + v where x^2 == c; and linear arithmetic.
class SignSearch {
 public:
  /// Linear arithmetic is asked at most so many times.
  SignSearch(Reasoning& reasoning, int linear_questions, const Deadline& deadline);

  /// The polynomial's sign as far as it can be found; it is then what reasoning.known() says, too. With `anew`, even if
  /// something is known of it.
  Signs of(const Polynomial& p, int depth = 0, bool anew = false);

 private:
  struct Relation {
    std::size_t fact;
    Atom atom;
    std::uint32_t order;
  };
  void find_relations();
  void learn_atoms();
  void learn_atom(std::size_t fact);

  void by_monomials(const Polynomial& p, int depth);
  void by_factors(const Polynomial& p, int depth);
  void by_relations(const Polynomial& p, int depth);
  void by_square_roots(const Polynomial& p, int depth);
  void by_squares(const Polynomial& p, int depth);
  void by_division(const Polynomial& p, int depth);
  void by_linear_arithmetic(const Polynomial& p);

  /// c * monomial without the power of `without`, as a summand, with its signs; nothing if they are open.
  struct Part {
    PolySummand summand;
    Signs signs;
  };
  [[nodiscard]] std::optional<Part> part(const Monomial& monomial, const Rational& c,
                                         std::optional<Atom> without = std::nullopt) const;
  enum class PowerBy { facts, squares, nothing };
  [[nodiscard]] static PowerBy take_power(Part& part, const KnownSign& sign, std::uint32_t exponent);
  /// p is the sum of the parts: what that says of it is learned.
  void learn_sum_of(const Polynomial& p, const std::vector<Part>& parts);
  [[nodiscard]] bool settled(const Polynomial& p) const;
  [[nodiscard]] bool over() const { return reasoning_.closed() || deadline_.passed(); }

  Reasoning& reasoning_;
  int linear_left_;
  const Deadline& deadline_;
  std::vector<Relation> relations_;
  std::map<std::map<Monomial, Rational>, bool> looked_at_;  // monic; true: without a limit by depth
};

/// Closes the reasoning if the sign of some fact's polynomial is not the one that the fact gives it.
void contradict_by_signs(Reasoning& reasoning, int linear_questions, const Deadline& deadline);

}  // namespace flowcert::proofs::certificates
