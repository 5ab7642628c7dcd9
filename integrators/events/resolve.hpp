#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "integrators/events/mode.hpp"
#include "integrators/numbers/ball.hpp"

namespace flowcert::integrators {

/// Modes made so far, by their signs. The system must outlive it.
class ModeTable {
 public:
  explicit ModeTable(const PiecewiseSystem& system) : system_(&system) {}
  /// nullptr when there is no such mode; `reason` then says why.
  const Mode* get(const std::vector<int>& signs, std::string& reason);
  [[nodiscard]] const PiecewiseSystem& system() const { return *system_; }

 private:
  const PiecewiseSystem* system_;
  std::map<std::vector<int>, std::variant<Mode, std::string>> modes_;
};

/// A point known to within balls: state, then time.
using BallPoint = std::vector<Ball>;

/// Taylor coefficients 0..order of a mode's monitors from a point, as balls.
[[nodiscard]] std::vector<std::vector<Ball>> monitor_jets(const Mode& mode, const BallPoint& point, std::size_t order);

/// The number of orders that are looked at to see on which side of a surface a motion goes.
inline constexpr std::size_t decision_order = 16;

/// The motion's next mode at a point that lies (as far as the balls can tell) on the surfaces `on`: on each of them the
/// side that the motion takes, or 0 if both sides push onto it (Filippov's sliding). `signs` are the sides before;
/// those of `on` do not matter. The answer is a reason where the motion is not unique, where surfaces that influence
/// each other meet, or where 16 Taylor orders do not tell.
[[nodiscard]] std::variant<std::vector<int>, std::string> resolve(ModeTable& modes, const std::vector<int>& signs,
                                                                  const std::set<std::size_t>& on,
                                                                  const BallPoint& point);

}  // namespace flowcert::integrators
