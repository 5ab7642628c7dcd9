#pragma once

#include <optional>

#include "theorems/flows/scalar_flow.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs::kernel {

/// A claim along a flow as one along written-out dynamics: `problem` has these in the flow's place and no checks.
struct ScalarClaim {
  theorems::Problem problem;
  theorems::GroundClaim claim;
};

/// The claim with every observable replaced by its term, also inside ddt and at; nothing where one has none.
[[nodiscard]] std::optional<ScalarClaim> claim_along(const theorems::Problem& problem,
                                                     const theorems::GroundClaim& claim,
                                                     const theorems::ScalarFlow& flow);

/// A claim along the problem's one flow, if it is aligned (aligned_flow.hpp), as one along the motion of its modes.
[[nodiscard]] std::optional<ScalarClaim> claim_along_modes(const theorems::Problem& problem,
                                                           const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs::kernel
