#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/exact/evidence.hpp"

namespace flowcert::proofs {

/// The only maker of ExactEvidence. A proof without a single recorded step is no proof, so an empty trail makes none:
/// the caller must have written down what was settled and by whom. Kept this small so that it can be read in one look;
/// it is called from prove.cpp and nowhere else.
class ExactKernel {
 public:
  /// Throws std::logic_error on an empty trail.
  [[nodiscard]] static ExactEvidence make(std::vector<std::string> trail, std::string backend);
};

}  // namespace flowcert::proofs
