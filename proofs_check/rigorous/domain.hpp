#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/prove.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs {

/// What is known of one variable's range, as rational numbers from outside: the variable's values lie in [low, high].
struct OuterRange {
  std::optional<theorems::Rational> low, high;
  bool integer = false;
  [[nodiscard]] bool bounded() const { return low && high; }
};

/// Outer ranges of a statement's variables: from their own ends (evaluated in balls over the ranges of the variables
/// before them) and from hypotheses that bound a variable by a constant. Shared by subdivision (which needs all of them
/// bounded) and by witness search (which only samples in them).
[[nodiscard]] std::vector<OuterRange> outer_ranges(const FormulaStatement& statement);

/// Names of the statement's variables, in order.
[[nodiscard]] std::vector<std::string> names_of(const FormulaStatement& statement);

}  // namespace flowcert::proofs
