#pragma once

#include <map>
#include <string>
#include <vector>

#include "proofs_check/verdict.hpp"
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

/// The problem without the citations of steps whose verdict is weaker than `weakest`: what is not shown is no fact.
/// Every cited step must have its verdict in `verdicts`.
[[nodiscard]] theorems::Problem with_steps_shown(theorems::Problem problem,
                                                 const std::map<std::string, VerdictKind>& verdicts,
                                                 VerdictKind weakest);

}  // namespace flowcert::proofs
