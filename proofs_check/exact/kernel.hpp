#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/exact/evidence.hpp"
#include "proofs_check/exact/system.hpp"

namespace flowcert::proofs {

/// The only maker of ExactEvidence. A proof without a single recorded step is no proof, so an empty trail makes none:
/// the caller must have written down what was settled and by whom. Kept this small so that it can be read in one look;
/// it is called from prove.cpp and nowhere else.
class ExactKernel {
 public:
  /// Of a statement about numbers or matrices. Throws std::logic_error on an empty trail.
  [[nodiscard]] static ExactEvidence make(std::vector<std::string> trail, std::string backend);
  /// Of a claim along a system: something satisfies its hypotheses, and the solution starts and lives.
  [[nodiscard]] static ExactEvidence make(std::vector<std::string> trail, std::string backend,
                                          const exact::SolutionShown& shown);
  /// Of a claim along an iteration.
  [[nodiscard]] static ExactEvidence make(std::vector<std::string> trail, std::string backend,
                                          const exact::IterationShown& shown);
};

}  // namespace flowcert::proofs
