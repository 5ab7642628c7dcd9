#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proofs_check/along/solve_path.hpp"
#include "proofs_check/numeric/evidence.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

/// Evidence from trajectories with error estimates.
class TrajectoryMethod {
 public:
  /// The time of `finding` refutes the claim if a second solution to twenty more digits excludes it too. `values`: the
  /// parameters at which it does.
  [[nodiscard]] static std::optional<VerifiedWitness> verify(const PathTask& task, const PathFinding& finding,
                                                             int digits,
                                                             std::vector<std::pair<std::string, std::string>> values,
                                                             const Deadline& deadline);

  /// Of a claim that a solution to `digits` digits and its check by a coarser one agree with.
  [[nodiscard]] static NumericEvidence confirm(const PathFinding& finding, int digits);
};

/// Evidence from validated enclosures.
class EnclosureMethod {
 public:
  /// The time of `finding` refutes the claim if enclosures of the solution exclude it there.
  [[nodiscard]] static std::optional<VerifiedWitness> verify(const PathTask& task, const PathFinding& finding,
                                                             std::vector<std::pair<std::string, std::string>> values,
                                                             const Deadline& deadline);

  /// Of a claim that holds on the balls of `path`, a validated enclosure, over its whole range.
  [[nodiscard]] static RigorousEvidence certify(const PathFinding& finding, const Path& path);
};

}  // namespace flowcert::proofs
