#pragma once

#include "proofs_check/kernel/box_truth.hpp"

namespace flowcert::proofs::kernel {

/// The greatest whole number that is not above.
[[nodiscard]] Rational floor_of(const Rational& value);

/// The box cut in the middle of one side; of a whole number's side [a, b] into [a, m] and [m + 1, b].
[[nodiscard]] std::pair<Box, Box> halves(const Box& box, std::size_t side, bool integer);

/// What the rule `enclosure` looks at on each box of a subdivision.
class EnclosedSequent {
 public:
  EnclosedSequent(const Sequent& sequent, long bits);

  /// All values of the context lie in the box: each end follows from a hypothesis that bounds the variable by a number,
  /// or by an expression in the variables before it.
  [[nodiscard]] bool within(const Box& box) const;
  /// At no point of the box the hypotheses are true, or at every point the claim is.
  [[nodiscard]] bool settled(const Box& box) const;

 private:
  [[nodiscard]] bool bounded(std::size_t variable, const Box& box, bool above) const;

  Context context_;
  std::vector<std::string> names_;
  std::vector<Term> bounds_;  // relations that hold at all values of the context
  long bits_;
  StatementOverBoxes hypotheses_, claim_;
};

}  // namespace flowcert::proofs::kernel
