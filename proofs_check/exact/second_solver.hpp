#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// What cannot hold together: facts, and pairs of a premise and its conclusion.
struct Question {
  std::vector<Fact> facts;
  std::vector<std::pair<Fact, Fact>> implications;
};

/// The question as text, the same for equal questions about symbols of equal names.
[[nodiscard]] std::string text_of(const Question& question);

/// Whether cvc5 finds, too, that no real values satisfy the question. Bounded by its count of resources, which is the
/// same in every run, and by a clock that is far behind it. False says nothing.
[[nodiscard]] bool agrees_that_unsatisfiable(const Question& question, const Deadline& deadline);

}  // namespace flowcert::proofs::exact
