#pragma once

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// The ends of a range of whole numbers with rational ends moved inwards to the first and the last number in it, which
/// are then included: [0, 5) becomes [0, 4], and (0, 7/2] becomes [1, 3]. Ends that are no numbers stay as they are.
void include_ends(Term& low, bool& low_open, Term& high, bool& high_open);

}  // namespace flowcert::theorems
