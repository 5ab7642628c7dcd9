#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

struct SubdivisionOutcome {
  std::optional<RigorousEvidence> evidence;
  /// A point of the box where the claim looked false or open: a candidate for the witness search.
  std::optional<std::vector<theorems::Rational>> candidate;
  std::string reason;     // why nothing was certified
  std::size_t boxes = 0;  // boxes examined
};

/// Proves a statement over bounded boxes by branch and prune: every box is discarded because a hypothesis is false on
/// all of it, or settled because the claim is true on all of it (natural extension, mean value form, monotonicity), or
/// split. Guarantee: evidence means that the claim is true at every point that satisfies the hypotheses. Variables with
/// an unbounded range are not handled: the outcome says which.
[[nodiscard]] SubdivisionOutcome certify_by_subdivision(const FormulaStatement& statement, const Deadline& deadline);

}  // namespace flowcert::proofs
