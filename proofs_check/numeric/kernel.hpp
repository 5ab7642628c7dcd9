#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/numeric/evidence.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

/// The only maker of numeric evidence, and of witnesses whose verification rests on error estimates (integrated
/// quantities).
class NumericKernel {
 private:
  static NumericEvidence confirmed(std::string method) { return NumericEvidence(std::move(method)); }
  static VerifiedWitness witness(std::vector<std::pair<std::string, std::string>> values, std::string method) {
    return {std::move(values), std::move(method)};
  }
  friend class FormulaConfirmation;
  friend class AgreementMethod;
  friend class FlowMethod;
  friend class ExistenceMethod;
  friend class LadderMethod;
};

}  // namespace flowcert::proofs
