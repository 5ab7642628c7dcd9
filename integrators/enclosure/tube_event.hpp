#pragma once

#include <optional>
#include <string>
#include <vector>

#include "integrators/enclosure/tube_mode.hpp"

namespace flowcert::integrators {

/// A short window of time in which the solution goes over from one mode to the next.
struct EventWindow {
  std::vector<Ball> velocity;            // per state: contains it at almost every time of the window
  std::vector<std::vector<int>> passed;  // signs of the modes that it may be in during the window
};

/// Shows that a solution which at time `low` is in `state`, in the mode `before` (at the start: exactly on the surfaces
/// `changed`), is the only one up to `high`, and in the mode `after` there. `changed`: the
/// surfaces whose sign the two modes do not share. No value, and a reason, where that is not shown; see
/// enclose_trajectory for what is asked of each surface.
[[nodiscard]] std::optional<EventWindow> event_window(TubeModes& modes, const std::vector<int>& before,
                                                      const std::vector<int>& after,
                                                      const std::vector<std::size_t>& changed, bool at_start,
                                                      const std::vector<Ball>& state, const Rational& low,
                                                      const Rational& high, std::string& reason);

}  // namespace flowcert::integrators
