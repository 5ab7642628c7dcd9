#pragma once

#include <map>
#include <string>

#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/verdict.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

using kernel::facts_from_steps;
using kernel::range_of;
using kernel::used_steps;

/// The problem without the citations of steps whose verdict is weaker than `weakest`: what is not shown is no fact.
/// Every cited step must have its verdict in `verdicts`.
[[nodiscard]] theorems::Problem with_steps_shown(theorems::Problem problem,
                                                 const std::map<std::string, VerdictKind>& verdicts,
                                                 VerdictKind weakest);

}  // namespace flowcert::proofs
