#pragma once

#include <string>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "proofs_check/result.hpp"

namespace flowcert::proofs {

/// Both sides of a claim's first relation at one time.
struct SidesAt {
  integrators::Rational time;
  integrators::Ball left, right;
};

/// The figure of both sides over time, and that of their difference (an upper bound, on a log axis) where
/// `with_difference` and it is not 0 nearly everywhere. `samples` in the order of their times; none of fewer than
/// three.
[[nodiscard]] std::vector<FigureData> sides_figures(const std::vector<SidesAt>& samples, const std::string& time_name,
                                                    bool with_difference);

/// "left side ..., right side ..." to 30 digits, and their difference where that many digits do not show it.
[[nodiscard]] std::string sides_text(const integrators::Ball& left, const integrators::Ball& right);

}  // namespace flowcert::proofs
