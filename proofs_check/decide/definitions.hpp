#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "proofs_check/exact/prove.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs {

/// A variable and the value that it was replaced by.
struct Replacement {
  theorems::Term variable, value;
  /// How the terms of its equation were read: steps without hypotheses, each with its use (kernel::Data::places).
  std::vector<std::pair<kernel::StepPtr, std::size_t>> readings = {};
};

/// A statement of which some hypotheses read x == value, x a real variable that the value does not contain.
struct Defined {
  FormulaStatement by_name;                // without those hypotheses: weaker, and often easier to prove
  FormulaStatement by_value;               // the same statement with every such x replaced by its value
  std::vector<Replacement> replaced = {};  // one after the other
};

/// None without such a hypothesis.
[[nodiscard]] std::optional<Defined> with_definitions(const FormulaStatement& statement);

}  // namespace flowcert::proofs
