#pragma once

#include <utility>
#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// What cannot hold together: facts, and pairs of a premise and its conclusion.
struct Question {
  std::vector<Fact> facts;
  std::vector<std::pair<Fact, Fact>> implications;
};

/// Whether cvc5 finds, too, that no real values satisfy the question. Bounded by its count of resources, which is the
/// same in every run, and by a clock that is far behind it; answers are remembered in the proof. False says nothing.
[[nodiscard]] bool agrees_that_unsatisfiable(Proof& proof, const Question& question);

}  // namespace flowcert::proofs::exact
