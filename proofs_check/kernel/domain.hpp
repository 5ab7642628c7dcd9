#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// Which of "less", "equal", "greater" a relation allows for its left side against its right.
struct Outcomes {
  bool less = true, equal = true, greater = true;
};
[[nodiscard]] Outcomes outcomes_of(Op relation);
/// a < b to a >= b: its negation where both sides are defined.
[[nodiscard]] Term negated_relation(const Term& relation);

/// Conjunctions taken apart, negations moved inwards, doubles removed; what stays under a `not` is a relation or a
/// quantifier. Says the same.
[[nodiscard]] Term normal_form(const Term& statement);
[[nodiscard]] std::vector<Term> parts_of(const Term& statement);  // of its normal form, if that is a conjunction

/// Relations that are true at all points of a context: its hypotheses and what was shown of it. Where a relation is
/// true, all terms in it are defined.
class Facts {
 public:
  /// Takes the relation, or the relations of a conjunction; anything else says nothing here.
  void take(const Term& statement);
  [[nodiscard]] const std::vector<Term>& relations() const { return relations_; }
  /// Statements "relation implies relation" that were taken, too.
  [[nodiscard]] const std::vector<Term>& implications() const { return implications_; }

  /// Whether the facts show `term` to be a real number: by its form, by facts about what it divides by and takes roots
  /// and logarithms of, which must be those very terms compared with a number, or because a fact speaks of it.
  [[nodiscard]] bool defined(const Term& term) const;
  /// By a fact that compares the term with a number, or by its form: products, quotients, powers and sums of such
  /// terms. A term whose sign is known is defined.
  [[nodiscard]] bool nonzero(const Term& term) const;
  [[nodiscard]] bool positive(const Term& term) const;
  [[nodiscard]] bool nonnegative(const Term& term) const;
  /// The relation is a fact as it is written, compares numbers, or says of a term's sign what is known.
  [[nodiscard]] bool known(const Term& relation) const;

 private:
  void take_terms(const Term& term);
  [[nodiscard]] Outcomes sign_by_fact(const Term& term) const;
  [[nodiscard]] bool defined_by_form(const Term& term) const;
  [[nodiscard]] bool nonzero_by_form(const Term& term) const;
  [[nodiscard]] bool positive_by_form(const Term& term) const;
  [[nodiscard]] bool nonnegative_by_form(const Term& term) const;
  void compare_with_number(const Term& term, Outcomes outcomes, const Rational& number);

  std::vector<Term> relations_, implications_;
  std::unordered_set<Term, theorems::TermHash> facts_, spoken_of_;
  std::unordered_map<Term, Outcomes, theorems::TermHash> signs_;  // against 0
  /// What was found out of terms by their form, until another fact is taken.
  using Memory = std::unordered_map<Term, bool, theorems::TermHash>;
  [[nodiscard]] bool remembered(Memory& memory, const Term& term, bool (Facts::*ask)(const Term&) const) const;
  mutable Memory defined_, nonzero_, positive_, nonnegative_;
};

}  // namespace flowcert::proofs::kernel
