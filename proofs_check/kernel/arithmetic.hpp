#pragma once

#include <utility>
#include <vector>

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/reading.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::kernel {

/// What is known of a polynomial's value.
struct Known {
  Polynomial poly;
  enum class Kind { zero, positive, nonnegative, nonzero } kind = Kind::zero;

  friend bool operator==(const Known&, const Known&) = default;
};

/// How such a value compares with 0.
[[nodiscard]] Outcomes outcomes_of(Known::Kind kind);

/// What a step's rule of real arithmetic may use, as facts about polynomials: number 0 is the negation of the claim,
/// then come the relations of the hypotheses and of the premises, in their order. Throws Reader::Unreadable.
class Arithmetic {
 public:
  /// The step's claim is a relation whose sides are defined.
  explicit Arithmetic(const Step& step);

  [[nodiscard]] std::size_t size() const { return relations_.size(); }
  [[nodiscard]] const Known& fact(std::size_t place);
  /// Premise and conclusion of those implications among premises and hypotheses whose sides are defined.
  [[nodiscard]] std::vector<std::pair<Known, Known>> implications();
  [[nodiscard]] Reader& reader() { return reader_; }

  /// Whether the refutation shows that the facts cannot hold together: everything is multiplied out.
  [[nodiscard]] bool refuted(const Refutation& refutation, int depth = 0);

 private:
  [[nodiscard]] bool add_up(const std::vector<Summand>& summands);
  [[nodiscard]] bool no_number_satisfies(const std::vector<std::size_t>& places);
  [[nodiscard]] bool refuted_with(const Known& known, const Refutation& refutation, int depth);
  [[nodiscard]] bool cases_refuted(const Refutation& refutation, int depth);
  [[nodiscard]] bool implication_refuted(const Refutation& refutation, int depth);

  Reader reader_;
  std::vector<Term> relations_, implications_;
  std::vector<Known> known_;  // of relations, read when they are first used; then those of cases
  std::vector<bool> read_;
};

}  // namespace flowcert::proofs::kernel
