#pragma once

#include <vector>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/precision.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs {

/// What a quantity is at one value of the variable that goes to its limit.
struct Rung {
  theorems::Rational at;
  /// ln of 1/(distance from the limit), or of the variable where that goes to inf: it grows without bound.
  double depth = 0;
  integrators::Ball value;  // an estimate, the radius its error
};

/// Rungs at equal steps of the depth, and rungs at other places between them: a sequence that is looked at in a fixed
/// ratio alone may hide an oscillation.
struct Ladder {
  std::vector<Rung> main;     // ascending depth, equal steps
  std::vector<Rung> between;  // ascending depth
};

/// ln|value| of the middle of a ball, to double accuracy.
[[nodiscard]] inline double log_of_middle(const integrators::Ball& value) {
  constexpr int digits = 30;
  const integrators::ScopedDigits precision(digits);
  return log(abs(value.centre())).midpoint_double();
}

}  // namespace flowcert::proofs
