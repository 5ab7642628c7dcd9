#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

struct WitnessOutcome {
  std::optional<VerifiedWitness> witness;
  std::vector<theorems::Rational> point;  // the witness's values, in the order of the statement's variables
  std::string message;     // which relation fails, with both sides
  std::string reason;      // why none was found
  std::size_t points = 0;  // points that satisfied the hypotheses
  /// Least robustness (scaled slack) over the points examined, and where: for an inequality's margin. A heuristic
  /// estimate.
  std::optional<double> least_slack;
  std::vector<theorems::Rational> least_slack_point;
};

/// How hard to look.
struct WitnessEffort {
  int digits = 200;  // bounds the precision of a verification
  int points = 600;  // sampled
  int descents = 4;  // from the points with the least slack
};

/// Looks for a point at which every hypothesis is true and the claim is false, both verified (exactly or in balls): the
/// candidates first (coordinates that a candidate lacks are sampled), then sampled points, then descent from the
/// points with the least slack.
[[nodiscard]] WitnessOutcome search_witness(const FormulaStatement& statement,
                                            const std::vector<std::map<std::string, theorems::Rational>>& candidates,
                                            const WitnessEffort& effort, const Deadline& deadline);

}  // namespace flowcert::proofs
