#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

/// The only maker of rigorous evidence. Called by the rigorous methods at the one place where each has finished its
/// argument.
class RigorousKernel {
 private:
  static RigorousEvidence certified(std::string method) { return RigorousEvidence(std::move(method)); }
  static VerifiedWitness witness(std::vector<std::pair<std::string, std::string>> values, std::string method) {
    return {std::move(values), std::move(method)};
  }
  friend class Subdivision;
  friend class WitnessSearch;
  friend class EnclosureMethod;
  friend class Orbit;
  friend class ExactRefutation;
  friend class ExistenceMethod;
  friend class ClosedFormRefutation;
};

}  // namespace flowcert::proofs
