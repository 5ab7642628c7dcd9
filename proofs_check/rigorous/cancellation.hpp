#pragma once

#include "theorems/terms/term.hpp"

namespace flowcert::proofs {

/// left - right with equal summands cancelled exactly, so that 1 + exp(-10^9) and 1 are told apart without 10^9 digits.
/// Equal to left - right wherever both sides are defined (it may be defined where they are not).
[[nodiscard]] theorems::Term cancelled_difference(const theorems::Term& left, const theorems::Term& right);

}  // namespace flowcert::proofs
