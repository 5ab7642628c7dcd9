#pragma once

#include <optional>

#include "proofs_check/certificates/refutation.hpp"
#include "proofs_check/exact/second_solver.hpp"

namespace flowcert::proofs::exact {

/// A question as the search for certificates reads it: symbols are atoms, numbered in the order in which they occur.
struct NumberedQuestion {
  std::vector<certificates::KnownFact> facts;
  std::vector<certificates::KnownImplication> implications;
  std::vector<Symbol> atoms;
};
[[nodiscard]] NumberedQuestion numbered(const Question& question);

/// Why nothing satisfies the question, multiplied out; nothing if no reason was found by the deadline.
[[nodiscard]] std::optional<certificates::Refutation> certificate_of(const Question& question,
                                                                     const Deadline& deadline);

}  // namespace flowcert::proofs::exact
