#pragma once

#include <optional>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Values for parameters, everywhere in the description.
void put_values(theorems::FlowDescription& flow, const theorems::Substitution& values);

/// The problem with its free parameters at the values given (in their order): what holds for all of them holds there,
/// so a witness found there is a witness. Nothing if the claim itself names a parameter.
[[nodiscard]] std::optional<theorems::Problem> flow_at_point(const theorems::Problem& problem,
                                                             const theorems::GroundClaim& claim,
                                                             const std::vector<theorems::Rational>& point);

}  // namespace flowcert::proofs
