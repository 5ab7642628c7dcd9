#pragma once

#include "proofs_check/exact/words/instance.hpp"
#include "proofs_check/exact/words/prove_case.hpp"

namespace flowcert::proofs::exact::words {

/// Looks for small matrices of zeros and ones that satisfy every hypothesis of a claim: hypotheses that nothing
/// satisfies prove nothing. Text for the trail if one is found; throws GiveUp if none is. Which examples are tried is
/// heuristic; that one is found is checked exactly.
[[nodiscard]] std::string example_of_hypotheses(const theorems::MatrixClaim& claim, const NumberHypotheses& numbers,
                                                const Deadline& deadline);

}  // namespace flowcert::proofs::exact::words
