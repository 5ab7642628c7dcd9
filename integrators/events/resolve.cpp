#include "integrators/events/resolve.hpp"

#include "integrators/taylor/jets.hpp"

namespace flowcert::integrators {

namespace {

/// The first Taylor coefficient, from order 1, of the switching function that is not 0: its sign and order. Sign 0: all
/// that were computed contain 0.
struct Leading {
  int sign = 0;
  std::size_t order = decision_order;
  bool defined = true;
};

Leading leading(const std::vector<Ball>& series) {
  for (std::size_t j = 1; j < series.size(); ++j) {
    if (!series[j].finite()) return {0, j, false};
    if (series[j].certainly_positive()) return {1, j, true};
    if (series[j].certainly_negative()) return {-1, j, true};
  }
  return {};
}

class Resolver {
 public:
  Resolver(ModeTable& modes, std::vector<int> signs, const std::set<std::size_t>& on, const BallPoint& point)
      : modes_(modes), signs_(std::move(signs)), on_(on), point_(point) {
    for (const std::size_t k : on_) signs_[k] = 1;
  }

  std::variant<std::vector<int>, std::string> run() {
    if (separate()) {
      std::vector<int> result = signs_;
      for (const std::size_t k : on_) {
        if (!decide(k, result[k])) return reason_;
      }
      return result;
    }
    if (all_continuous()) return by_enumeration();
    return std::string("several surfaces that influence each other meet");
  }

 private:
  [[nodiscard]] bool separate() const {
    for (const std::size_t k : on_) {
      for (const std::size_t other : modes_.system().influences_on(k)) {
        if (other != k && on_.contains(other)) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool all_continuous() const {
    for (const std::size_t k : on_) {
      if (modes_.system().surfaces()[k].jumps) return false;
    }
    return on_.size() <= 6;
  }

  /// How the switching function of k begins to move under the mode with these signs.
  bool motion(const std::vector<int>& signs, std::size_t k, Leading& result) {
    const Mode* mode = modes_.get(signs, reason_);
    if (mode == nullptr) return false;
    const auto jets = monitor_jets(*mode, point_, decision_order);
    for (std::size_t m = 0; m < mode->monitors.size(); ++m) {
      if (mode->monitors[m].surface == k && mode->monitors[m].kind == Monitor::Kind::surface) result = leading(jets[m]);
    }
    if (!result.defined) reason_ = "the right-hand side is not smooth on the surface";
    return result.defined;
  }

  bool decide(std::size_t k, int& sign) {
    std::vector<int> above = signs_, below = signs_;
    above[k] = 1;
    below[k] = -1;
    Leading up, down;
    if (!motion(above, k, up) || !motion(below, k, down)) return false;
    const bool can_go_up = up.sign > 0, can_go_down = down.sign < 0;
    if (up.sign == 0 && down.sign == 0) {
      // Both sides move along the surface: one motion only if they are the same.
      sign = 1;
      return same_motion(above, below) || fail("the surface can be followed in more than one way");
    }
    if (can_go_up && can_go_down) return fail("the solution is not unique: both sides lead away from the surface");
    if (can_go_up || can_go_down) {
      const int other = can_go_up ? down.sign : up.sign;
      if (other == 0) return fail("the solution is not unique: it may follow the surface or leave it");
      sign = can_go_up ? 1 : -1;
      return true;
    }
    if (up.sign == 0)
      sign = 1;  // the lower side pushes onto the surface, the upper side's motion follows it
    else if (down.sign == 0)
      sign = -1;
    else
      sign = 0;
    if (sign == 0 && up.order > 1 && down.order > 1) return fail("both sides touch the surface without a velocity");
    return true;
  }

  bool same_motion(const std::vector<int>& above, const std::vector<int>& below) {
    const Mode* a = modes_.get(above, reason_);
    const Mode* b = modes_.get(below, reason_);
    if (a == nullptr || b == nullptr) return false;
    const auto up = solution_jets<Ball>(a->field.program(), point_, decision_order);
    const auto down = solution_jets<Ball>(b->field.program(), point_, decision_order);
    for (std::size_t i = 0; i < up.size(); ++i) {
      for (std::size_t j = 0; j < up[i].size(); ++j) {
        if (!(up[i][j] - down[i][j]).contains_zero()) return false;
      }
    }
    return true;
  }

  // The right-hand side is continuous and Lipschitz across all of them, so the solution is unique and classical:
  // exactly one choice of sides agrees with its own motion (or none that these orders can tell).
  std::variant<std::vector<int>, std::string> by_enumeration() {
    const std::vector<std::size_t> surfaces(on_.begin(), on_.end());
    std::vector<std::vector<int>> found;
    for (std::size_t choice = 0; choice < (std::size_t{1} << surfaces.size()); ++choice) {
      std::vector<int> signs = signs_;
      for (std::size_t i = 0; i < surfaces.size(); ++i) signs[surfaces[i]] = (choice >> i & 1U) != 0 ? -1 : 1;
      bool agrees = true;
      for (const std::size_t k : surfaces) {
        Leading move;
        if (!motion(signs, k, move)) return reason_;
        agrees = agrees && (move.sign == signs[k] || move.sign == 0);
      }
      if (agrees) found.push_back(signs);
    }
    if (found.empty()) return std::string("no choice of sides agrees with its own motion");
    // Those where a function stays 0 follow the same motion; any of them describes it.
    return found.front();
  }

  bool fail(std::string reason) {
    reason_ = std::move(reason);
    return false;
  }

  ModeTable& modes_;
  std::vector<int> signs_;
  const std::set<std::size_t>& on_;
  const BallPoint& point_;
  std::string reason_;
};

}  // namespace

const Mode* ModeTable::get(const std::vector<int>& signs, std::string& reason) {
  auto found = modes_.find(signs);
  if (found == modes_.end()) found = modes_.emplace(signs, make_mode(*system_, signs)).first;
  if (const auto* why = std::get_if<std::string>(&found->second)) {
    reason = *why;
    return nullptr;
  }
  return &std::get<Mode>(found->second);
}

std::vector<std::vector<Ball>> monitor_jets(const Mode& mode, const BallPoint& point, std::size_t order) {
  auto inputs = solution_jets<Ball>(mode.field.program(), point, order);
  inputs.push_back({point.back(), Ball(1)});
  return compose_jets<Ball>(mode.monitor_program, inputs, order);
}

std::variant<std::vector<int>, std::string> resolve(ModeTable& modes, const std::vector<int>& signs,
                                                    const std::set<std::size_t>& on, const BallPoint& point) {
  return Resolver(modes, signs, on, point).run();
}

}  // namespace flowcert::integrators
