#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/kernel/step.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs::test {

/// Values of a sequent's variables.
using Values = std::map<std::string, theorems::Rational>;

/// Whether a statement is true at a point, by its meaning and nothing of the kernel: exact where its values are
/// rational numbers, else with many digits. Nothing for quantifiers and whatever else has no value to look at.
[[nodiscard]] std::optional<bool> truth_at(const theorems::Term& statement, const Values& values);

/// Points at which the context's hypotheses are true, the same at every call; fewer or none if they are hard to meet.
[[nodiscard]] std::vector<Values> points_of(const kernel::Context& context, std::size_t most);

/// A point at which the step's hypotheses are true, its premises too, and its conclusion is false: no rule may allow
/// that. (Nothing is said of points that cannot be decided.)
[[nodiscard]] std::optional<Values> point_against(const kernel::Step& step, const std::vector<Values>& points);

}  // namespace flowcert::proofs::test
