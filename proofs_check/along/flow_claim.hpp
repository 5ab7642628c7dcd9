#pragma once

#include "proofs_check/along/flow_run.hpp"
#include "proofs_check/along/path_claim.hpp"

namespace flowcert::proofs {

/// Compares a claim with an optimizer's runs, step by step; continuous runs are paths (FlowRuns::path, examine_path).
/// `no`: the balls exclude the claim at a step. `yes`: at every step of the range equalities agree to `digits` digits
/// and inequalities hold.
[[nodiscard]] PathFinding examine_steps(const PathStatement& statement, const FlowRuns& runs, int digits,
                                        const Deadline& deadline);

}  // namespace flowcert::proofs
