#pragma once

#include <vector>

#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// What holds of the state and the time for as long as a solution lives, because the right-hand sides are not defined
/// otherwise and no reading of the equations lets a solution go on there: the arguments of logarithms, roots and powers
/// are in their domains (beyond is a set of positive measure without a field), and a divisor is not 0 where the field
/// is unbounded beside its zeros. Not where a quotient stays bounded: x' = -x/abs(x) is undefined at 0, but its
/// solution in Filippov's sense goes there and stays. Empty for fields that jump. Continuity is taken from `view` as in
/// show_continuous: nothing is said of quotients where it is not seen.
[[nodiscard]] std::vector<Term> facts_of_life(Proof& proof, const View& view);

}  // namespace flowcert::proofs::exact
