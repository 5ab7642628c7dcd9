#pragma once

#include "proofs_check/exact/scope.hpp"
#include "proofs_check/kernel/limit.hpp"

namespace flowcert::proofs::exact {

/// Proves a claim about a limit, or that it is false (`negated`), by expansions of its terms whose constants' signs are
/// proved under the hypotheses. Throws GiveUp, or Split where the sign of a constant decides and depends on the
/// parameters.
[[nodiscard]] kernel::StepPtr prove_limit(Proof& proof, const FormulaStatement& statement,
                                          const kernel::LimitClaim& claim, bool negated);

}  // namespace flowcert::proofs::exact
