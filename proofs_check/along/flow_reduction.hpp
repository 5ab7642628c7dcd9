#pragma once

#include <optional>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// The same claim about the written-out system that the problem's one flow reduces to exactly; nothing where the flow
/// does not reduce, or the claim observes what the reduced system does not have.
struct ReducedClaim {
  theorems::Problem problem;
  theorems::GroundClaim claim;
};
[[nodiscard]] std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem,
                                                            const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
