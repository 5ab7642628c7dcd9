#pragma once

#include <optional>
#include <string>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

struct ExactRefutationOutcome {
  std::optional<VerifiedWitness> witness;
  std::string message, backend;
};

/// Refutes a statement by an exact proof that it is false: everywhere (and some point satisfies the hypotheses), or at
/// an end of a variable's range that need not be rational. Finds what balls cannot: sqrt(8) != 2*sqrt(2), x < sqrt(3)
/// on (0, sqrt(3)].
[[nodiscard]] ExactRefutationOutcome refute_exactly(const FormulaStatement& statement, const Deadline& deadline);

}  // namespace flowcert::proofs
