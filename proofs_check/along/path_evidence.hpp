#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proofs_check/along/solve_path.hpp"
#include "proofs_check/numeric/evidence.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

/// Evidence from enclosed solutions.
class EnclosureMethod {
 public:
  /// The time of `finding`, which a search came upon, refutes the claim if enclosures of the solution exclude it there.
  /// `values`: the parameters at which it does. `digits`: the most that a difference may need to show.
  [[nodiscard]] static std::optional<VerifiedWitness> verify(const PathTask& task, const PathFinding& finding,
                                                             int digits,
                                                             std::vector<std::pair<std::string, std::string>> values,
                                                             const Deadline& deadline);

  /// Of a claim that holds on the balls of `path` over its whole range. `finding` must be examine_path's of it.
  [[nodiscard]] static RigorousEvidence certify(const PathFinding& finding, const EnclosedPath& path);
};

/// Agreement along enclosed solutions.
class AgreementMethod {
 public:
  /// Of a claim whose equalities agree over the whole range of `path`. `finding` must be examine_path's of it.
  [[nodiscard]] static NumericEvidence confirm(const PathFinding& finding, const EnclosedPath& path);
};

}  // namespace flowcert::proofs
