#pragma once

#include <optional>

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// The same claim about the written-out system that the problem's one flow reduces to exactly (of an aligned flow as
/// kernel/aligned_flow.hpp argues); nothing where the flow does not reduce, or the claim observes what the reduced
/// system does not have. States that the claim does not depend on are left out where they are proved to live through
/// the claim's range; else they stay, for a solution one of whose parts ends has ended.
struct ReducedClaim {
  theorems::Problem problem;
  theorems::GroundClaim claim;
  std::string reason;      // why the reduction is exact: a line of the proof
  bool all_states = true;  // none is left out
  /// That those left out start and live; nothing where there is no step that says so.
  kernel::StepPtr others_life = nullptr;
};
[[nodiscard]] std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem,
                                                            const theorems::GroundClaim& claim,
                                                            const Deadline& deadline);

/// A derivation of the reduced claim as one of the claim about the flow; nothing where the kernel has no rule for it.
[[nodiscard]] kernel::StepPtr about_the_flow(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                             const ReducedClaim& reduced, const kernel::StepPtr& derivation);

}  // namespace flowcert::proofs
