#pragma once

#include "integrators/numbers/ball.hpp"

namespace flowcert::proofs {

/// The largest k <= digits such that left == right + unit*10^-k is excluded; 0 if not even k = 1 is. With unit = right
/// it is how small a relative change of the right side would have been noticed.
[[nodiscard]] int told_apart(const integrators::Ball& left, const integrators::Ball& right,
                             const integrators::Ball& unit, int digits);

}  // namespace flowcert::proofs
