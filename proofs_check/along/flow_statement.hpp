#pragma once

#include <string>
#include <vector>

#include "proofs_check/along/flow_run.hpp"
#include "proofs_check/along/path_claim.hpp"

namespace flowcert::proofs {

/// A claim over observables as one along FlowRuns::path(result.dynamics.state): the observables that it names are the
/// states (and those whose velocities it names), observables of flows that start alike are one at t = 0.
[[nodiscard]] PathStatement along_runs(const PathStatement& statement, const FlowRuns& runs);

/// Whether the claim, at the one time that the statement is about, is false along solutions by the second route
/// (integrators/flows/second_flow.hpp). `trouble`: why not.
[[nodiscard]] bool second_route_refutes(const PathStatement& statement,
                                        const std::vector<theorems::FlowDescription>& flows, const Deadline& deadline,
                                        std::string& trouble);

}  // namespace flowcert::proofs
