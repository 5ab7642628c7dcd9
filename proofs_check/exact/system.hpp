#pragma once

#include "proofs_check/exact/obligations.hpp"

namespace flowcert::proofs::exact {

/// What a proof along a system rests on besides the relation itself.
struct SolutionShown {
  NotEmpty something;
  LivesThrough life;
  kernel::StepPtr root;  // states the whole claim
};

/// Proves the claim along the system or throws GiveUp. `existence_missing` is set when only that is missing.
[[nodiscard]] SolutionShown prove_system_claim(Proof& proof, const theorems::Problem& problem,
                                               const theorems::GroundClaim& claim, bool existence_known,
                                               bool& existence_missing);

/// What a proof along an iteration rests on besides the relation itself.
struct IterationShown {
  NotEmpty something;
  kernel::StepPtr root;
};

/// The same along an iteration.
[[nodiscard]] IterationShown prove_iteration_claim(Proof& proof, const theorems::Problem& problem,
                                                   const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs::exact
