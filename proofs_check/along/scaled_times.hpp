#pragma once

#include <optional>
#include <string>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A claim about several times that move together, written as one about the present.
struct ScaledTimes {
  theorems::Problem problem;  // with the claim as its only check
  std::string variable;       // what the claim calls the time
};

/// For a claim along a system that binds one real variable tau and reads the solution at constant positive multiples of
/// it only, as in at(y, tau) == at(z, 4*tau): the system of copies x_c(tau) = x(c*tau), one for every multiple c, with
/// x_c' = c f(x_c, c*tau) and the same start, and the claim about these at time tau. It holds exactly if the claim
/// does. Nothing for other claims, and where a multiple may lie beyond the system's end.
[[nodiscard]] std::optional<ScaledTimes> with_scaled_times(const theorems::Problem& problem,
                                                           const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
