#pragma once

#include <optional>

#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// States that the claim does not depend on are left out where they are proved to live through the claim's range; else
/// they stay, for a solution one of whose parts ends has ended. The same claim about the written-out system that the
/// problem's one flow reduces to exactly; nothing where the flow does not reduce, or the claim observes what the
/// reduced system does not have.
///
/// Why an aligned flow is exactly its modes. Write layer l as Z_l diag(x_l) Z_(l-1)^T with orthonormal columns in every
/// Z, Z_0 and Z_L the target's singular directions, and let the input covariance be diagonal on Z_0 (the identity, or a
/// mixture's). Multiplying out, Z_l^T Z_l = I leaves grad_l = Z_l diag(g_l) Z_(l-1)^T with g_l a polynomial in the x of
/// the same mode: no direction outside the Z appears, whatever the numbers. The polar factor of such a matrix is
/// Z_l diag(sign g_l) Z_(l-1)^T, and sums and multiples (momentum, steps, Newton-Schulz's odd polynomials) keep the
/// form; so the aligned matrices are invariant. This is an identity in the x, hence its multiplications need to be
/// checked only once per description: `alignment_defect` does so at unequal modes on the very bases that the full
/// matrices use, at two precisions. The reduction is refused unless the defect is of rounding's size at both.
struct ReducedClaim {
  theorems::Problem problem;
  theorems::GroundClaim claim;
  std::string reason;  // why the reduction is exact, and how that was checked: a line of the proof
};
[[nodiscard]] std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem,
                                                            const theorems::GroundClaim& claim,
                                                            const Deadline& deadline);

}  // namespace flowcert::proofs
