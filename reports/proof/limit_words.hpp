#pragma once

#include <optional>

#include "reports/proof/notation.hpp"
#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

/// What a claim about limits says, or several of them together, in words instead of quantifiers: a formula, and "tends
/// to 0 as x -> inf, uniformly for t in [0, 1]". Nothing for any other claim.
struct LimitPhrase {
  Formula formula;
  Sentence predicate;
};
[[nodiscard]] std::optional<LimitPhrase> limit_phrase(const theorems::Term& claim, Notation& notation);

}  // namespace flowcert::reports::proof
