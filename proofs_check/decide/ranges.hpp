#pragma once

#include "proofs_check/exact/prove.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What a quantifier binds, as a check's `for` does.
[[nodiscard]] theorems::Binding range_bound_by(const theorems::Term& quantifier);

/// From here on the statement is about the variable as well, in its range. Its name must be new.
void bind(FormulaStatement& statement, const theorems::Binding& bound);

}  // namespace flowcert::proofs
