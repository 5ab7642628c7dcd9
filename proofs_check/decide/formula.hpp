#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/plan/aim.hpp"

namespace flowcert::proofs {

/// Decides a statement without dynamics: witness search, exact proof, ball subdivision, confirmation, by the plan for
/// formulas.
[[nodiscard]] Outcome decide_formula(const FormulaStatement& statement, int digits, const Deadline& deadline,
                                     const plan::Aim& aim = {});

/// The statement that a ground claim makes about its parameters and bound variables alone (the claim must not mention
/// dynamics).
[[nodiscard]] FormulaStatement formula_statement(const theorems::Problem& problem, const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
