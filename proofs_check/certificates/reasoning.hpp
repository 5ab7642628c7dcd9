#pragma once

#include <map>
#include <optional>
#include <vector>

#include "proofs_check/certificates/algebra.hpp"

namespace flowcert::proofs::certificates {

/// Signs that a value may have: bits for negative (1), zero (2), positive (4).
using Signs = unsigned;
inline constexpr Signs negative = 1, zero = 2, positive = 4, nonpositive = 3, nonzero = 5, nonnegative = 6, any = 7;

[[nodiscard]] constexpr Signs turned(Signs s) {
  return (s & 2U) | ((s & 1U) << 2U) | ((s & 4U) >> 2U);
}
[[nodiscard]] Signs signs_of(KnownFact::Kind kind);
/// The fact that p's sign is one of these, which are not all and not none.
[[nodiscard]] KnownFact fact_of(const Polynomial& p, Signs signs);

/// A polynomial's sign, as facts have it.
struct KnownSign {
  Signs signs = any;
  std::size_t fact = 0;  // its polynomial is scale * the one that was asked for
  Rational scale = 1;
};

/// Facts, and what has been derived from them: each derived fact by the refutation of its negation. Contradictions
/// between what is known of one polynomial are noticed.
class Reasoning {
 public:
  explicit Reasoning(std::vector<KnownFact> facts, std::vector<KnownImplication> implications = {});

  [[nodiscard]] const std::vector<KnownFact>& facts() const { return facts_; }
  [[nodiscard]] std::size_t given() const { return given_; }
  [[nodiscard]] const std::vector<KnownImplication>& implications() const { return implications_; }
  [[nodiscard]] KnownSign known(const Polynomial& p) const;

  /// The fact holds, as its negation, which would be fact number facts().size(), is refuted by summands. An equality
  /// needs two refutations, of p > 0 and of -p > 0. Returns its number; facts that are known are not learned again.
  std::size_t learn(const KnownFact& fact, std::vector<PolySummand> why);
  std::size_t learn_by(const KnownFact& fact, Refutation why);
  std::size_t learn_equality(const Polynomial& p, std::vector<PolySummand> why_not_above,
                             std::vector<PolySummand> why_not_below);
  /// multiplier * fact.poly is the sum of the summands, whose signs say of it what the fact says; the multiplier is
  /// `multiplier` > 0 times facts that are positive. An equality takes no multiplier and summands that are 0 each.
  std::size_t learn_sum(const KnownFact& fact, std::vector<PolySummand> sum, const Rational& multiplier = 1,
                        const std::vector<std::size_t>& positive_facts = {});
  /// The implication's conclusion holds: `no` refutes that its premise does not, which would be the next fact.
  std::size_t apply(std::size_t implication, Refutation no);

  /// A contradiction has been noticed.
  [[nodiscard]] bool closed() const { return end_.has_value(); }
  void close(Refutation end);
  void close(std::vector<PolySummand> summands);

  /// The refutation of the given facts: what was derived and is needed for the end, and the end.
  [[nodiscard]] Refutation refutation() const;

 private:
  struct Derived {
    std::vector<std::pair<KnownFact, Refutation>> others;  // the cases that are refuted
    std::optional<std::size_t> implication;
  };
  std::size_t append(KnownFact fact, Derived by);
  void note(std::size_t fact);
  void compare(std::size_t a, std::size_t b);

  std::vector<KnownFact> facts_;
  std::size_t given_;
  std::vector<KnownImplication> implications_;
  std::vector<Derived> derived_;
  struct Entry {
    Signs signs;
    std::size_t fact;
    Rational scale;
  };
  std::map<std::map<Monomial, Rational>, std::vector<Entry>> by_polynomial_;
  std::optional<Refutation> end_;
};

}  // namespace flowcert::proofs::certificates
