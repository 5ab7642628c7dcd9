#pragma once

#include <vector>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// x between the ends of its range, as relations; an infinite end says nothing.
[[nodiscard]] std::vector<theorems::Term> range_of(const theorems::Binding& bound);

/// The ground claims of the steps that the check of `claim` uses. `claim` must be an element of
/// problem.checks[i].claims; of another there are none.
[[nodiscard]] std::vector<const theorems::GroundClaim*> used_steps(const theorems::Problem& problem,
                                                                   const theorems::GroundClaim& claim);

/// What the used steps say of the parameters and of the variables that `claim` binds: true wherever the hypotheses
/// hold, if the steps are. A step that binds a variable says it of every value in its range, so also of the value of
/// the claim's variable of that name; a step that binds others is left out, and so is one about dynamics.
[[nodiscard]] std::vector<theorems::Term> facts_from_steps(const theorems::Problem& problem,
                                                           const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
