#pragma once

#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::exact {

/// A pending step `f(...) == value`: by what the kernel knows of f. Null, or a step with the same conclusion.
[[nodiscard]] kernel::StepPtr by_value(const kernel::Step& pending, const Deadline& deadline);
/// The axiom of that name about these terms, with what the pending step knows as premises; null if its conditions are
/// not shown.
[[nodiscard]] kernel::StepPtr axiom_about(const kernel::Step& pending, const std::string& name,
                                          const std::vector<theorems::Term>& about, const Deadline& deadline);
/// The pending step with inequalities about the exponentials and logarithms in its claim as further premises.
[[nodiscard]] kernel::Step with_axioms(const kernel::Step& pending, const Deadline& deadline);

}  // namespace flowcert::proofs::exact
