#include "integrators/enclosure/tube.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <stdexcept>

#include "integrators/enclosure/tube_event.hpp"
#include "integrators/enclosure/tube_mode.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/series_along.hpp"

namespace flowcert::integrators {

namespace {

constexpr int most_halvings = 40;
constexpr int halvings_for_accuracy = 6;
constexpr std::size_t most_pieces = 40'000;
constexpr double log2_of_10 = 3.321928094887362;

/// The largest size in a ball, as an exact number.
Ball bound(const Ball& value) {
  return abs(value).upper();
}

bool has_sign(const Ball& value, int sign) {
  return sign > 0 ? value.certainly_positive() : value.certainly_negative();
}

class TubeMaker {
 public:
  TubeMaker(const SystemProblem& problem, const Trajectory& trajectory, const Rational& end,
            const std::function<bool()>& stop)
      : problem_(problem),
        trajectory_(trajectory),
        end_(end),
        stop_(stop),
        system_(problem.state, problem.time, problem.right_hand_side),
        modes_(system_),
        fresh_(system_.surfaces().size(), false) {
    tube_.digits = trajectory.digits;
  }

  Tube run() {
    try {
      tube_.complete = go();
    } catch (const std::invalid_argument& reason) {
      tube_.reason = reason.what();
    }
    tube_.fields = modes_.fields();
    return std::move(tube_);
  }

 private:
  bool fail(const std::string& reason) {
    tube_.reason = reason + " (at t = " + Ball(now_).text(12) + ")";
    return false;
  }

  bool go() {
    if (trajectory_.pieces.empty()) return fail(trajectory_.reason.empty() ? "no step" : trajectory_.reason);
    if (!begin()) return false;
    for (piece_ = 0; piece_ < trajectory_.pieces.size(); ++piece_) {
      if (!take_mode()) return false;
      const Rational start = dyadic_value(piece().start);
      const bool last = piece_ + 1 == trajectory_.pieces.size();
      Rational stretch_end = start + dyadic_value(piece().length);
      if (last && trajectory_.complete() && stretch_end < end_) stretch_end = end_;
      if (stretch_end > end_) stretch_end = end_;
      const bool event = !last && stretch_end < end_ && trajectory_.pieces[piece_ + 1].mode != piece().mode;
      if (!(event ? through_event(start, stretch_end) : follow(start, stretch_end))) return false;
      if (now_ >= end_) return true;
      if (!event && !last && !carry_over()) return false;
    }
    return fail(trajectory_.reason.empty() ? "the trajectory ends here" : trajectory_.reason);
  }

  [[nodiscard]] const Piece& piece() const { return trajectory_.pieces[piece_]; }
  [[nodiscard]] const std::vector<int>& signs_of(const Piece& p) const { return trajectory_.modes.at(p.mode); }

  bool take_mode() {
    std::string reason;
    mode_ = modes_.get(signs_of(piece()), reason);
    if (mode_ == nullptr) return fail(reason);
    return true;
  }

  static Curve curve_of(const Piece& p) {
    Curve curve;
    for (const auto& coefficients : p.coefficients) {
      curve.emplace_back();
      for (const Real& coefficient : coefficients) curve.back().push_back(Ball::exactly(coefficient));
    }
    return curve;
  }

  static std::vector<Ball> values_at(const Curve& curve, const Rational& s) {
    std::vector<Ball> result;
    for (const auto& coefficients : around(curve, Ball(s))) result.push_back(coefficients[0]);
    return result;
  }

  /// What is known of the state now: the polynomial's value and the error.
  [[nodiscard]] std::vector<Ball> state_now(const Piece& p) const {
    std::vector<Ball> result = values_at(curve_of(p), now_ - dyadic_value(p.start));
    for (std::size_t i = 0; i < result.size(); ++i) arb_add_error(result[i].raw(), error_[i].raw());
    return result;
  }

  /// The errors of the next piece's polynomial, from what is known of the state.
  void measure(const Piece& p, const std::vector<Ball>& state) {
    const std::vector<Ball> values = values_at(curve_of(p), now_ - dyadic_value(p.start));
    error_.clear();
    for (std::size_t i = 0; i < values.size(); ++i) error_.push_back(bound(state[i] - values[i]));
  }

  bool carry_over() {
    measure(trajectory_.pieces[piece_ + 1], state_now(piece()));
    return true;
  }

  bool begin() {
    const Tape initial = Tape::compile(problem_.initial, std::vector<std::string>{});
    const std::vector<Ball> state = evaluate<Ball>(initial, std::vector<Ball>{});
    for (const Ball& x : state)
      if (!x.finite()) return fail("an initial value is undefined");
    std::vector<std::size_t> on;
    for (const Event& event : trajectory_.events)
      if (event.kind == EventKind::begins_on_surface) on.push_back(event.surface);
    now_ = 0;
    const Piece& first = trajectory_.pieces[0];
    if (on.empty()) {
      measure(first, state);
      return true;
    }
    if (!lies_exactly_on(on, initial)) return fail("not shown to start on a surface exactly");
    return pass(state, signs_of(first), signs_of(first), on, true, Rational(0), first);
  }

  bool lies_exactly_on(const std::vector<std::size_t>& on, const Tape& initial) const {
    try {
      std::vector<Rational> point = evaluate<Rational>(initial, std::vector<Rational>{});
      point.emplace_back(0);
      std::vector<std::string> inputs = problem_.state;
      inputs.push_back(problem_.time);
      std::vector<theorems::Term> functions;
      for (const std::size_t k : on) functions.push_back(system_.surfaces()[k].function);
      const auto values = evaluate<Rational>(Tape::compile(functions, inputs), point);
      return std::all_of(values.begin(), values.end(), [](const Rational& value) { return value == 0; });
    } catch (const std::exception&) {  // not rational, or not defined
      return false;
    }
  }

  /// Over an event at about `stretch_end`: up to shortly before it in the old mode, through the window, into the next.
  bool through_event(const Rational& start, const Rational& stretch_end) {
    const Piece& next = trajectory_.pieces[piece_ + 1];
    const std::vector<int>&before = signs_of(piece()), &after = signs_of(next);
    std::vector<std::size_t> changed;
    for (std::size_t k = 0; k < before.size(); ++k)
      if (before[k] != after[k]) changed.push_back(k);
    const Rational room = window_length();
    const Rational low = stretch_end - room;
    if (low <= now_) return fail("an event too close to the one before");
    if (!follow(start, low)) return false;
    if (!pass(state_now(piece()), before, after, changed, false, room, next)) return false;
    return true;
  }

  /// Half of the length of a window around an event.
  [[nodiscard]] Rational window_length() const {
    Ball largest(0);
    for (const Ball& e : error_) largest = max(largest, e);
    const double of_error = log2_upper(largest);
    const double of_digits = -(tube_.digits - 14) * log2_of_10 + std::max(0.0, log2_upper(Ball(now_)));
    const double exponent = std::max(std::isfinite(of_error) ? of_error + 12 : -1e9, of_digits);
    return dyadic_value(power_of_two_at(exponent));
  }
  static Real power_of_two_at(double exponent) { return ldexp(Real(1), static_cast<int>(std::ceil(exponent))); }

  bool pass(const std::vector<Ball>& state, const std::vector<int>& before, const std::vector<int>& after,
            const std::vector<std::size_t>& changed, bool at_start, const Rational& room, const Piece& next) {
    std::string reason;
    Rational length = at_start ? window_length_at_start() : 2 * room;
    std::optional<EventWindow> window;
    for (int attempt = 0; attempt < 4 && !window; ++attempt, length *= 1024) {
      window = event_window(modes_, before, after, changed, at_start, state, now_, now_ + length, reason);
      if (window) break;
    }
    if (!window) return fail(reason);
    TubePiece across{now_, length, {}, {}};
    for (std::size_t i = 0; i < state.size(); ++i) across.polynomials.push_back({state[i], window->velocity[i]});
    for (const std::vector<int>& signs : window->passed) {
      const TubeMode* passed = modes_.get(signs, reason);
      if (passed == nullptr) return fail(reason);
      across.fields.push_back(passed->index);
    }
    std::vector<Ball> beyond;
    for (std::size_t i = 0; i < state.size(); ++i) beyond.push_back(state[i] + Ball(length) * window->velocity[i]);
    tube_.pieces.push_back(std::move(across));
    now_ += length;
    tube_.end = now_;
    measure(next, beyond);
    beyond.emplace_back(now_);
    const TubeModes::Branch& branch = modes_.branch(after);
    const std::vector<Ball> values = evaluate<Ball>(branch.tape, beyond);
    for (const std::size_t k : changed) {
      // The window shows on which side a surface that jumps was left; of others their value must show it.
      fresh_[k] = after[k] != 0 && (system_.surfaces()[k].jumps || has_sign(values[branch.value[k]], after[k]));
      if (fresh_[k] && !at_start && before[k] == 0) left_.insert(k);
    }
    return true;
  }

  [[nodiscard]] Rational window_length_at_start() const {
    return dyadic_value(power_of_two_at(-(tube_.digits - 14) * log2_of_10));
  }

  /// From now up to `until`, within the piece that starts at `start`.
  bool follow(const Rational& start, const Rational& until) {
    if (now_ >= until) return true;
    const Curve curve = curve_of(piece());
    return halved(curve, start, now_ - start, until - start, 0);
  }

  bool halved(const Curve& curve, const Rational& start, const Rational& low, const Rational& high, int halvings) {
    if (stop_ && stop_()) return fail("out of time");
    if (tube_.pieces.size() > most_pieces) return fail("too many pieces");
    if (stretch(curve, start, low, high, halvings < halvings_for_accuracy)) return true;
    if (halvings >= most_halvings) return fail(why_not_);
    const Rational middle = (low + high) / 2;
    return halved(curve, start, low, middle, halvings + 1) && halved(curve, start, middle, high, halvings + 1);
  }

  /// |p' - f(p)| over the stretch, per state.
  std::vector<Ball> defects(const Curve& curve, const Curve& centred, const Rational& low, const Rational& high) const {
    SeriesAlong series = series_along(mode_->mode->field.program(), curve, low, high, centred[0].size() - 1);
    std::vector<Ball> result;
    for (std::size_t i = 0; i < centred.size() - 1; ++i) {
      for (std::size_t k = 0; k + 1 < centred[i].size(); ++k)
        series.coefficients[i][k] -= centred[i][k + 1] * Ball(static_cast<int>(k + 1));
      result.push_back(bound(range(series, i)));
    }
    return result;
  }

  bool stretch(const Curve& states, const Rational& start, const Rational& low, const Rational& high, bool strict) {
    Curve curve = states;
    curve.push_back({Ball(start), Ball(1)});
    const Ball radius(Rational((high - low) / 2)), length(Rational(high - low));
    const Curve centred = around(curve, Ball(Rational((low + high) / 2)));
    const std::vector<Ball> defect = defects(curve, centred, low, high);
    const Curve over = coefficients_over(centred, radius, 0);
    double norm = -HUGE_VAL;
    for (std::size_t i = 0; i < error_.size(); ++i) {
      if (!defect[i].finite()) return refuse("the right-hand side may be undefined or not smooth");
      norm = std::max(norm, log2_upper(over[i][0]));
    }
    const double allowed = norm - (tube_.digits - 18) * log2_of_10;
    for (const Ball& d : defect)
      if (strict && log2_upper(d * length) > allowed) return refuse("no step satisfies the equation");
    const auto held = enclose_errors(over, defect, length);
    if (!held) return false;
    if (!monitors_hold(states, start, low, high, *held)) return false;
    emit(states, start, low, high, *held);
    now_ = start + high;
    tube_.end = now_;
    error_ = held->at_end;
    settle_fresh(states, high);
    return true;
  }

  bool refuse(const char* reason) {
    why_not_ = reason;
    return false;
  }

  struct Held {
    std::vector<Ball> box;       // state and time
    std::vector<Ball> error;     // over the stretch
    std::vector<Ball> velocity;  // |x' - p'| over it
    std::vector<Ball> at_end;
  };

  /// Bounds that the errors cannot reach in the stretch: guessed, and shown.
  std::optional<Held> enclose_errors(const Curve& over, const std::vector<Ball>& defect, const Ball& length) {
    const std::size_t n = error_.size();
    Held held;
    for (std::size_t i = 0; i < n; ++i) held.error.push_back(bound(Ball(2) * (error_[i] + length * defect[i])));
    std::vector<std::vector<Ball>> rates(n, std::vector<Ball>(n));
    std::vector<Ball> diagonal(n);
    for (int attempt = 0; attempt < 8; ++attempt) {
      held.box.clear();
      for (std::size_t i = 0; i < n; ++i) {
        held.box.push_back(over[i][0]);
        arb_add_error(held.box.back().raw(), held.error[i].raw());
      }
      held.box.push_back(over[n][0]);
      const std::vector<Ball> jacobian = evaluate<Ball>(mode_->jacobian, held.box);
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          if (!jacobian[i * n + j].finite()) return refuse("the right-hand side may not be smooth"), std::nullopt;
          rates[i][j] = bound(jacobian[i * n + j]);
        }
        diagonal[i] = jacobian[i * n + i].upper();
      }
      bool below = true;
      std::vector<Ball> wider = held.error;
      for (std::size_t i = 0; i < n; ++i) {
        const Ball reach = error_[i] + length * (row(rates[i], held.error, n) + defect[i]);
        const bool fits =
            (held.error[i] - reach).certainly_positive() || (reach.exactly_zero() && held.error[i].exactly_zero());
        below = below && fits;
        wider[i] = bound(max(held.error[i], Ball(Rational(5, 4)) * reach));
      }
      if (below) {
        for (std::size_t i = 0; i < n; ++i) {  // the error's own rate keeps its sign: it may shrink
          const Ball drive = row(rates[i], held.error, i) + defect[i];
          const Ball growth = exp(diagonal[i] * length);
          held.velocity.push_back(bound(drive + rates[i][i] * held.error[i]));
          held.at_end.push_back(bound(min(held.error[i], error_[i] * growth + length * drive * max(Ball(1), growth))));
        }
        return held;
      }
      held.error = std::move(wider);
    }
    return refuse("the errors grow too fast"), std::nullopt;
  }

  static Ball row(const std::vector<Ball>& rates, const std::vector<Ball>& error, std::size_t without) {
    Ball sum(0);
    for (std::size_t j = 0; j < rates.size(); ++j)
      if (j != without) sum += rates[j] * error[j];
    return sum;
  }

  /// The monitors at a time of the stretch.
  [[nodiscard]] std::vector<Ball> monitors_at(const Curve& states, const Rational& start, const Rational& s,
                                              const std::vector<Ball>& error) const {
    std::vector<Ball> point = values_at(states, s);
    for (std::size_t i = 0; i < point.size(); ++i) arb_add_error(point[i].raw(), error[i].raw());
    point.emplace_back(Rational(start + s));
    return evaluate<Ball>(mode_->mode->monitor_tape, point);
  }

  /// Every monitor keeps its sign over the box; or it moves in one direction there and has the sign at both ends; or it
  /// was 0 a moment ago and moves away from 0, or begins to.
  bool monitors_hold(const Curve& states, const Rational& start, const Rational& low, const Rational& high,
                     const Held& held) {
    const Mode& mode = *mode_->mode;
    if (mode.monitors.empty()) return true;
    const std::vector<Ball> values = evaluate<Ball>(mode.monitor_tape, held.box);
    std::vector<Ball> rates, first, last;
    for (std::size_t m = 0; m < values.size(); ++m) {
      const Monitor& monitor = mode.monitors[m];
      if (has_sign(values[m], monitor.expected)) continue;
      const bool surface = monitor.kind == Monitor::Kind::surface;
      // On a surface that does not jump and that the solution does not leave both formulas are one.
      if (values[m].exactly_zero() && surface && !system_.surfaces()[monitor.surface].jumps) continue;
      if (rates.empty()) {
        rates = evaluate<Ball>(mode_->rates, held.box);
        first = monitors_at(states, start, low, error_);
        last = monitors_at(states, start, high, held.at_end);
      }
      const auto moves = [&](const std::optional<std::size_t>& rate, int sign) {
        return rate && has_sign(rates[*rate], sign);
      };
      const bool monotone = moves(mode_->first_rate[m], 1) || moves(mode_->first_rate[m], -1);
      if (monotone && has_sign(first[m], monitor.expected) && has_sign(last[m], monitor.expected)) continue;
      const bool fresh = surface && fresh_[monitor.surface];
      if (fresh && moves(mode_->first_rate[m], monitor.expected)) continue;
      if (fresh && left_.contains(monitor.surface) && moves(mode_->second_rate[m], monitor.expected)) continue;
      return refuse("a switching function may change its sign");
    }
    return true;
  }

  /// Surfaces that are certainly left behind need no more excuse.
  void settle_fresh(const Curve& states, const Rational& s) {
    if (std::none_of(fresh_.begin(), fresh_.end(), [](bool fresh) { return fresh; })) return;
    const std::vector<Ball> values = monitors_at(states, now_ - s, s, error_);
    for (std::size_t m = 0; m < values.size(); ++m) {
      const Monitor& monitor = mode_->mode->monitors[m];
      if (monitor.kind == Monitor::Kind::surface && has_sign(values[m], monitor.expected)) {
        fresh_[monitor.surface] = false;
        left_.erase(monitor.surface);
      }
    }
  }

  void emit(const Curve& states, const Rational& start, const Rational& low, const Rational& high, const Held& held) {
    TubePiece result{start + low, high - low, around(states, Ball(low)), {mode_->index}};
    for (std::size_t i = 0; i < result.polynomials.size(); ++i) {
      std::vector<Ball>& p = result.polynomials[i];
      if (p.size() < 2) p.emplace_back(0);
      arb_add_error(p[0].raw(), held.error[i].raw());
      arb_add_error(p[1].raw(), held.velocity[i].raw());
    }
    tube_.pieces.push_back(std::move(result));
  }

  const SystemProblem& problem_;
  const Trajectory& trajectory_;
  const Rational& end_;
  const std::function<bool()>& stop_;
  PiecewiseSystem system_;
  TubeModes modes_;
  Tube tube_;
  std::size_t piece_ = 0;
  const TubeMode* mode_ = nullptr;
  Rational now_;
  std::vector<Ball> error_;     // bounds of |x_i - p_i| now
  std::vector<bool> fresh_;     // per surface: it was 0 a moment ago, and is on its side since
  std::set<std::size_t> left_;  // of those, the ones whose rate was 0 as well, and has its sign since
  const char* why_not_ = "";
};

}  // namespace

Tube enclose_trajectory(const SystemProblem& problem, const Trajectory& trajectory, const Rational& end,
                        const std::function<bool()>& stop) {
  const ScopedDigits precision(trajectory.digits + 10);
  return TubeMaker(problem, trajectory, end, stop).run();
}

}  // namespace flowcert::integrators
