#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "proofs_check/kernel/arithmetic.hpp"

namespace flowcert::proofs::certificates {

using kernel::Monomial;
using kernel::Polynomial;
using kernel::Rational;

using KnownFact = kernel::Known;

/// The conclusion holds where the premise does.
struct KnownImplication {
  KnownFact premise, conclusion;
};

/// coefficient * factor^2 * product of facts, or coefficient * factor * product if one of these is an equality. A fact
/// "p is not 0" stands for p^2 > 0. The coefficient is not negative unless one of the facts is an equality.
struct PolySummand {
  Rational coefficient = 1;
  Polynomial factor = Polynomial(1);
  std::vector<std::size_t> facts;
};

/// Why facts cannot hold together, as kernel::Refutation with polynomials in the place of terms. The cases' facts are
/// all about the sign of one polynomial; of an implication they are the premise's negation and the conclusion.
struct Refutation {
  using Kind = kernel::Refutation::Kind;
  Kind kind = Kind::summands;
  std::vector<PolySummand> summands;
  std::vector<std::size_t> facts;
  std::size_t implication = 0;
  std::vector<std::pair<KnownFact, Refutation>> cases;
};

/// What holds where the fact does not.
[[nodiscard]] KnownFact negated(const KnownFact& fact);

/// Whether the refutation shows that the facts cannot hold together where the implications hold: everything is
/// multiplied out exactly, by the kernel's arithmetic. False for what grows too large.
[[nodiscard]] bool checks(const std::vector<KnownFact>& facts, const std::vector<KnownImplication>& implications,
                          const Refutation& refutation);
[[nodiscard]] inline bool checks(const std::vector<KnownFact>& facts, const Refutation& refutation) {
  return checks(facts, {}, refutation);
}

/// Whether the summands add up to 0 and at least one is positive; the heart of checks().
[[nodiscard]] bool add_up_to_contradiction(const std::vector<KnownFact>& facts,
                                           const std::vector<PolySummand>& summands);

/// The refutation's facts by other numbers: those below renumbered.size() as it says, those above (which cases append)
/// shifted so that they begin at `count`.
void renumber(Refutation& refutation, const std::vector<std::size_t>& renumbered, std::size_t count);

}  // namespace flowcert::proofs::certificates
