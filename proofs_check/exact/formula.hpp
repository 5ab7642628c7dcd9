#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Proves the statement and returns the step that states it, or throws GiveUp; steps go to the proof's trail. The only
/// entry for every method in this folder: whatever a method reduces a claim to is again a statement that this proves.
kernel::StepPtr prove_statement(Proof& proof, const FormulaStatement& statement);

/// prove_statement without the exception: nothing and the trail as before if it gives up.
[[nodiscard]] kernel::StepPtr try_statement(Proof& proof, const FormulaStatement& statement, std::string& reason);

/// True only if no point satisfies the hypotheses.
[[nodiscard]] bool contradictory(Proof& proof, const FormulaStatement& statement, int depth = 0);

}  // namespace flowcert::proofs::exact
