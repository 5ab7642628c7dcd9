#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/limits/ladder.hpp"

namespace flowcert::proofs {

/// Heuristic: what the last rungs of a ladder say of a quantity's size, |value| = C exp(-decay*depth)*(1 + o(1)).
struct LocalLaw {
  double decay = 0;        // the exponent in the distance from the limit
  double error = 0;        // of the exponent
  double still_moves = 0;  // how far the last two rungs' slopes are apart, or could be
};

struct LawFinding {
  std::optional<LocalLaw> law;
  std::string reason;  // why there is none
};

/// The slopes of ln|value| between main rungs, whose differences must shrink geometrically (a factor that is a power of
/// the depth, a logarithm of the variable, makes them shrink too slowly, and is no such law) or be below the values'
/// errors; their limit by Aitken's extrapolation, with the last two extrapolations' difference as error. The rungs in
/// between must lie on the law as well as its curvature allows.
[[nodiscard]] LawFinding local_law(const Ladder& ladder);

/// Heuristic: the powers p and m in |value| = C exp(-p*depth)*depth^m through each three neighbouring main rungs, the
/// last of them, if m stays the same over the last ones and the rungs in between lie on it.
struct LogLaw {
  double decay = 0, log_power = 0;
};
[[nodiscard]] std::optional<LogLaw> law_with_logarithm(const Ladder& ladder);

/// Heuristic: a limit other than 0, with a bound for its error. The differences of main rungs must shrink
/// like a power of the distance, every one of them seen, and the rungs in between lie among their neighbours.
struct OtherLimit {
  integrators::Ball value;
};
[[nodiscard]] std::optional<OtherLimit> limit_other_than_zero(const Ladder& ladder);

}  // namespace flowcert::proofs
