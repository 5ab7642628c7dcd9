#pragma once

#include "proofs_check/along/flow_run.hpp"
#include "proofs_check/along/path_claim.hpp"

namespace flowcert::proofs {

/// What runs show of a claim.
struct FlowFinding : PathFinding {
  int missing_digits = 0;  // open for want of digits: about how many more the runs should have; 0 if that is not known
};

/// Compares a claim with runs from full matrices. `no`: the balls exclude the claim at `time`. `yes`: at every step
/// boundary, event and several times between (optimizers: at every step) equalities agree to `digits` digits and
/// inequalities hold, their slack never changing from one time to the next by as much as is left of it (times are added
/// until that is so). What happens within the error of an event's time is not looked at. For equalities with abs, sign,
/// min, max, floor or ceil of observables the outcome stays open: where such a term switches between the times looked
/// at is not known.
[[nodiscard]] FlowFinding examine_flow(const PathStatement& statement, const FlowRuns& runs, int digits,
                                       const Deadline& deadline);

}  // namespace flowcert::proofs
