#pragma once

#include "proofs_check/exact/obligations.hpp"

namespace flowcert::proofs::exact {

/// What is shown of a claim along one motion.
struct SolutionSteps {
  LivesThrough life;
  kernel::StepPtr claim;  // in along(view, view.claim_times)
};

/// Proves the claim along the view's solution, and that this lives as long as the claim looks at it, by the first way
/// that does it: in every state, by invariants and barriers, by closed forms. Throws GiveUp; `existence_missing` is set
/// when only that it lives is missing.
[[nodiscard]] SolutionSteps prove_along_solution(Proof& proof, const theorems::Problem& problem, const View& view,
                                                 const Term& claim, bool existence_known, bool& existence_missing);

}  // namespace flowcert::proofs::exact
