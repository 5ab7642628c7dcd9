#pragma once

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// How many decimal digits the longest number in a term takes to write out, numerator and denominator together; 0 for a
/// term without numbers. Differences of such numbers may be as small as 10^-places: fewer digits do not tell them from
/// 0.
[[nodiscard]] int number_places(const Term& term);

}  // namespace flowcert::theorems
