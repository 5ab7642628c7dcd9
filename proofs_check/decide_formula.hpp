#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/outcome.hpp"

namespace flowcert::proofs {

/// Decides a statement without dynamics: witness search, exact proof, ball subdivision, confirmation, in the order of
/// the strongest verdict with a quick search for a witness first.
[[nodiscard]] Outcome decide_formula(const FormulaStatement& statement, int digits, const Deadline& deadline);

/// The statement that a ground claim makes about its parameters and bound variables alone (the claim must not mention
/// dynamics).
[[nodiscard]] FormulaStatement formula_statement(const theorems::Problem& problem, const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
