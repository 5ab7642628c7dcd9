#pragma once

#include <vector>

#include "proofs_check/exact/obligations.hpp"

namespace flowcert::proofs::exact {

/// What holds of the state and the time for as long as a solution lives, because the right-hand sides are not defined
/// otherwise and no reading of the equations lets a solution go on there: the arguments of logarithms, roots and powers
/// are in their domains (beyond is a set of positive measure without a field), and a divisor is not 0 where the field
/// is unbounded beside its zeros. Not where a quotient stays bounded: x' = -x/abs(x) is undefined at 0, but its
/// solution in Filippov's sense goes there and stays, and has a derivative there. Empty for fields that jump. Nothing
/// is said of quotients where the field is not seen to be continuous.
[[nodiscard]] std::vector<Term> facts_of_life(Proof& proof, const View& view);

/// Along a solution that is known to live through a stated interval the right-hand sides are defined, but for
/// solutions in Filippov's sense of fields that jump.
[[nodiscard]] std::vector<Term> facts_of_life(const View& view, const LivesThrough& life);

}  // namespace flowcert::proofs::exact
