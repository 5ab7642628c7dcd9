#pragma once

#include <optional>
#include <vector>

#include "proofs_check/kernel/arithmetic.hpp"
#include "reports/proof/writer.hpp"

namespace flowcert::reports::proof {

/// A fact that a certificate uses: an expression that is 0, positive, not negative or not 0.
struct ArithmeticFact {
  theorems::Term relation;  // as it is stated
  theorems::Term expression;
  proofs::kernel::Known::Kind kind = proofs::kernel::Known::Kind::zero;
  Source source;
  std::vector<theorems::Term> denominators = {};  // by which the difference of the sides is multiplied in it
  theorems::Term brief = {};                      // with the difference of the sides of a numbered line by its name
};

/// The facts of a step whose rule is a certificate, at their places there; the first is the negation of the claim.
/// Throws Reader::Unreadable and TooLarge.
class ArithmeticFacts {
 public:
  ArithmeticFacts(const proofs::kernel::Step& step, Writer& writer, const std::vector<Source>& sources);

  [[nodiscard]] std::size_t size() const { return facts_.size(); }
  /// The expression of a fact is made when it is first asked for.
  [[nodiscard]] const ArithmeticFact& operator[](std::size_t place);
  void push(const theorems::Term& relation, const Source& source);
  void push(ArithmeticFact fact);
  /// Gives the difference its name, where the fact's source is a line that states it.
  static void abbreviate(ArithmeticFact& fact);
  void pop();
  void set_source(std::size_t place, const Source& source) { facts_.at(place).source = source; }
  /// Premise and conclusion are relations.
  [[nodiscard]] const theorems::Term& implication(std::size_t k) const { return implications_.at(k); }

  /// The premises by which something in the terms is read as something else.
  [[nodiscard]] std::vector<Source> put_in(const std::vector<theorems::Term>& terms) const;

 private:
  struct Definition {
    theorems::Term left, right;
    Source source;
  };
  void make_expression(ArithmeticFact& fact);
  [[nodiscard]] theorems::Term term_of(const proofs::kernel::Polynomial& p) const;

  proofs::kernel::Reader reader_;
  std::vector<ArithmeticFact> facts_;
  std::vector<bool> ready_;
  std::vector<theorems::Term> implications_;
  std::vector<Definition> definitions_;
};

}  // namespace flowcert::reports::proof
