#include "integrators/enclosure/tube_event.hpp"

#include <algorithm>

namespace flowcert::integrators {

namespace {

constexpr std::size_t most_changes = 4;

bool has_sign(const Ball& value, int sign) {
  return sign > 0 ? value.certainly_positive() : value.certainly_negative();
}

class Window {
 public:
  Window(TubeModes& modes, const std::vector<int>& before, const std::vector<int>& after,
         const std::vector<std::size_t>& changed, bool at_start, const std::vector<Ball>& state, const Rational& low,
         const Rational& high, std::string& reason)
      : modes_(modes),
        before_(before),
        after_(after),
        changed_(changed),
        at_start_(at_start),
        state_(state),
        low_(low),
        high_(high),
        reason_(reason) {}

  std::optional<EventWindow> run() {
    if (changed_.size() > most_changes) return fail("too many surfaces at once");
    if (!stay_in_box()) return std::nullopt;
    for (std::size_t k = 0; k < after_.size(); ++k) {
      const bool changes = std::find(changed_.begin(), changed_.end(), k) != changed_.end();
      if (!(changes ? goes_over(k) : keeps(k))) return std::nullopt;
    }
    list_modes();
    return std::move(window_);
  }

 private:
  std::nullopt_t fail(const char* reason) {
    reason_ = reason;
    return std::nullopt;
  }
  bool refuse(std::size_t k, const char* what) {
    reason_ = std::string(what) + ": " + theorems::to_text(modes_.system().surfaces()[k].function);
    return false;
  }

  /// Every choice of a side for the changed surfaces and those that are slid along; others as they are.
  [[nodiscard]] std::vector<std::vector<int>> sides() const {
    std::vector<std::vector<int>> result{after_};
    for (std::size_t k = 0; k < after_.size(); ++k) {
      const bool open = after_[k] == 0 || std::find(changed_.begin(), changed_.end(), k) != changed_.end();
      if (!open) continue;
      const std::size_t count = result.size();
      for (std::size_t i = 0; i < count; ++i) {
        result[i][k] = 1;
        result.push_back(result[i]);
        result.back()[k] = -1;
      }
    }
    return result;
  }

  /// The hull of the velocities of all sides over a box that the solution cannot leave in the window.
  bool stay_in_box() {
    branches_ = sides();
    if (branches_.size() > (std::size_t{1} << (most_changes + 2))) return fail("too many surfaces at once"), false;
    box_ = state_;
    box_.push_back(Ball::interval(low_, high_));
    const Ball lasting = Ball::interval(Rational(0), high_ - low_);
    for (int attempt = 0; attempt < 6; ++attempt) {
      if (!velocities()) return false;
      bool inside = true;
      std::vector<Ball> wider = box_;
      for (std::size_t i = 0; i < state_.size(); ++i) {
        const Ball reach = state_[i] + lasting * window_.velocity[i];
        const bool fits = arb_contains(box_[i].raw(), reach.raw()) != 0;
        inside = inside && fits;
        if (!fits) wider[i] = Ball::hull(state_[i] + Ball(2) * lasting * window_.velocity[i], reach);
      }
      if (inside) return true;
      box_ = std::move(wider);
    }
    return fail("no box was found that the solution stays in during an event"), false;
  }

  bool velocities() {
    values_.clear();
    window_.velocity.clear();
    for (const std::vector<int>& signs : branches_) {
      values_.push_back(evaluate<Ball>(modes_.branch(signs).tape, box_));
      for (std::size_t i = 0; i < state_.size(); ++i) {
        const Ball& v = values_.back()[i];
        if (!v.finite()) return fail("the right-hand side may be undefined during an event"), false;
        if (window_.velocity.size() <= i)
          window_.velocity.push_back(v);
        else
          window_.velocity[i] = Ball::hull(window_.velocity[i], v);
      }
    }
    return true;
  }

  /// For every branch on that side of surface k, its function's rate (order 1 or 2) has the sign.
  [[nodiscard]] bool pushes(std::size_t k, int side, int sign, int order = 1) const {
    for (std::size_t b = 0; b < branches_.size(); ++b) {
      if (branches_[b][k] != side) continue;
      const TubeModes::Branch& branch = modes_.branch(branches_[b]);
      const auto& rate = order == 1 ? branch.first_rate[k] : branch.second_rate[k];
      if (!rate || !has_sign(values_[b][*rate], sign)) return false;
    }
    return true;
  }

  /// The least size of such rates, as a ball; positive if they exclude 0.
  [[nodiscard]] Ball least_rate(std::size_t k, int side, int order = 1) const {
    std::optional<Ball> least;
    for (std::size_t b = 0; b < branches_.size(); ++b) {
      if (side != 0 && branches_[b][k] != side) continue;
      const TubeModes::Branch& branch = modes_.branch(branches_[b]);
      const auto& rate = order == 1 ? branch.first_rate[k] : branch.second_rate[k];
      if (!rate) return Ball(0);
      const Ball size = abs(values_[b][*rate]).lower();
      least = least ? min(*least, size) : size;
    }
    return least.value_or(Ball(0));
  }

  /// Something that is at most `distance` away from 0 and moves at least at that rate gets past 0 within the window.
  [[nodiscard]] bool in_time(const Ball& distance, const Ball& rate) const {
    return (rate * Ball(Rational(high_ - low_)) - abs(distance).upper()).certainly_positive();
  }

  /// The surface's function (order 0) or its rate on one side (order 1) where the window begins: the largest over
  /// sides.
  [[nodiscard]] Ball at_low(std::size_t k, int side, int order) const {
    std::vector<Ball> point = state_;
    point.emplace_back(low_);
    Ball result(0);
    for (const std::vector<int>& signs : branches_) {
      if (side != 0 && signs[k] != side) continue;
      const TubeModes::Branch& branch = modes_.branch(signs);
      if (order == 1 && !branch.first_rate[k]) return Ball::indeterminate();
      const std::vector<Ball> values = evaluate<Ball>(branch.tape, point);
      result = Ball::hull(result, values[order == 0 ? branch.value[k] : *branch.first_rate[k]]);
    }
    return result;
  }

  bool goes_over(std::size_t k) {
    // Where the right-hand side does not jump the solution is the classical one whatever the surface does; which side
    // it is on afterwards shows there.
    if (!modes_.system().surfaces()[k].jumps) return true;
    const int to = after_[k];
    if (to == 0) {
      if (!pushes(k, 1, -1) || !pushes(k, -1, 1)) return refuse(k, "not shown to attract from both sides");
      if (!in_time(at_low(k, 0, 0), min(least_rate(k, 1), least_rate(k, -1))))
        return refuse(k, "not shown to be reached in time");
      return true;
    }
    if (at_start_ || before_[k] != 0) {
      if (!pushes(k, 1, to) || !pushes(k, -1, to)) return refuse(k, "not shown to be crossed");
      return in_time(at_low(k, 0, 0), least_rate(k, 0)) || refuse(k, "not shown to be crossed in time");
    }
    // Sliding ends: the push of the side that is entered turns round, while the other one's goes on.
    if (!pushes(k, -to, to) || !pushes(k, to, to, 2)) return refuse(k, "not shown to be left after sliding");
    return in_time(at_low(k, to, 1), least_rate(k, to, 2)) || refuse(k, "not shown to be left in time");
  }

  /// A surface whose sign does not change: it is not met, or goes on attracting.
  bool keeps(std::size_t k) {
    if (after_[k] == 0)
      return (pushes(k, 1, -1) && pushes(k, -1, 1)) || refuse(k, "not shown to go on attracting during an event");
    for (std::size_t b = 0; b < branches_.size(); ++b) {
      const Ball& value = values_[b][modes_.branch(branches_[b]).value[k]];
      if (!has_sign(value, after_[k])) return refuse(k, "not shown to keep its side during an event");
    }
    return true;
  }

  void list_modes() {
    window_.passed = {after_};
    for (const std::size_t k : changed_) {
      const std::size_t count = window_.passed.size();
      for (std::size_t i = 0; i < count; ++i) {
        std::vector<int> old = window_.passed[i];
        if (at_start_) continue;  // it lies on the surface, and leaves it or slides at once
        old[k] = before_[k];
        window_.passed.push_back(std::move(old));
      }
    }
  }

  TubeModes& modes_;
  const std::vector<int>&before_, &after_;
  const std::vector<std::size_t>& changed_;
  bool at_start_;
  const std::vector<Ball>& state_;
  const Rational &low_, &high_;
  std::string& reason_;
  std::vector<std::vector<int>> branches_;
  std::vector<std::vector<Ball>> values_;
  std::vector<Ball> box_;
  EventWindow window_;
};

}  // namespace

std::optional<EventWindow> event_window(TubeModes& modes, const std::vector<int>& before, const std::vector<int>& after,
                                        const std::vector<std::size_t>& changed, bool at_start,
                                        const std::vector<Ball>& state, const Rational& low, const Rational& high,
                                        std::string& reason) {
  return Window(modes, before, after, changed, at_start, state, low, high, reason).run();
}

}  // namespace flowcert::integrators
