#include "integrators/events/piecewise_integrator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "integrators/events/first_root.hpp"
#include "integrators/events/resolve.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/expansion.hpp"
#include "integrators/taylor/jets.hpp"
#include "integrators/taylor/polynomial.hpp"
#include "integrators/taylor/series_along.hpp"

namespace flowcert::integrators {

using theorems::Term;

namespace {

constexpr int guard_digits = 10;     // rounding stays this far below the tolerance
constexpr int collapse_digits = 30;  // steps this much shorter than the time reached: the solution ends here
constexpr int max_halvings = 200;
constexpr double log2_of_10 = 3.321928094887362;

bool is_nan(const Real& value) {
  return mpfr_nan_p(value.backend().data()) != 0;
}

class PiecewiseIntegrator {
 public:
  PiecewiseIntegrator(const SystemProblem& problem, const Rational& t_end, int tolerance_digits,
                      const IntegrationOptions& options)
      : options_(options),
        tolerance_(tolerance_digits),
        order_(taylor_order(tolerance_digits)),
        system_(problem.state, problem.time, problem.right_hand_side),
        modes_(system_),
        end_(to_real(t_end)) {
    result_.digits = working_digits();
    result_.end = Real(0);
    std::vector<std::string> inputs = problem.state;
    inputs.push_back(problem.time);
    std::vector<Term> functions;
    for (const Surface& surface : system_.surfaces()) {
      functions.push_back(surface.function);
      result_.surfaces.push_back(theorems::to_text(surface.function));
    }
    surface_tape_ = Tape::compile(functions, inputs);
    initial_tape_ = Tape::compile(problem.initial, std::vector<std::string>{});
  }

  Trajectory run() {
    if (begin()) {
      while (t_ < end_ && step()) {
      }
    }
    result_.end = t_;
    return std::move(result_);
  }

 private:
  // Each of these returns false when the integration is over, with the outcome set.

  bool fail(Outcome outcome, const std::string& reason) {
    result_.outcome = outcome;
    result_.reason = reason + " (at t = " + t_.str(12) + ")";
    return false;
  }

  bool begin() {
    t_ = Real(0);
    x_ = evaluate<Real>(initial_tape_, std::vector<Real>{});
    result_.initial = x_;
    if (!system_.unsupported().empty()) return fail(Outcome::unsupported, system_.unsupported());
    if (std::any_of(x_.begin(), x_.end(), [](const Real& value) { return !is_finite(value); })) {
      return fail(Outcome::undefined, "an initial value is undefined");
    }
    BallPoint point = evaluate<Ball>(initial_tape_, std::vector<Ball>{});
    point.emplace_back(0);
    signs_.assign(system_.surfaces().size(), 1);
    const std::vector<Ball> values = evaluate<Ball>(surface_tape_, point);
    std::set<std::size_t> on;
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (!values[k].finite()) return fail(Outcome::undefined, "undefined: " + result_.surfaces[k]);
      if (values[k].contains_zero())
        on.insert(k);
      else
        signs_[k] = values[k].certainly_positive() ? 1 : -1;
    }
    for (const std::size_t k : on) result_.events.push_back({t_, EventKind::begins_on_surface, k});
    return enter(on, point, true);
  }

  /// Finds the mode in force from here, given the surfaces that the point lies on.
  bool enter(const std::set<std::size_t>& on, const BallPoint& point, bool starting) {
    const std::vector<int> before = signs_;
    const auto answer = resolve(modes_, signs_, on, point);
    if (const auto* reason = std::get_if<std::string>(&answer)) return fail(Outcome::unsupported, *reason);
    signs_ = std::get<std::vector<int>>(answer);
    std::string reason;
    mode_ = modes_.get(signs_, reason);
    if (mode_ == nullptr) return fail(Outcome::unsupported, reason);
    if (!note_vanishing(on, point)) return false;
    for (const std::size_t k : on) note_event(k, starting ? std::nullopt : std::optional<int>(before[k]));
    const auto known = std::find(result_.modes.begin(), result_.modes.end(), signs_);
    mode_index_ = static_cast<std::size_t>(known - result_.modes.begin());
    if (known == result_.modes.end()) result_.modes.push_back(signs_);
    return true;
  }

  void note_event(std::size_t k, std::optional<int> before) {
    const auto record = [&](EventKind kind) { result_.events.push_back({t_, kind, k}); };
    const int after = signs_[k];
    if (after == 0) {
      if (!before || *before != 0) record(EventKind::slides);
    } else if (before && *before == 0) {
      record(EventKind::leaves);
    } else if (follows_surface(k)) {
      record(EventKind::stays);
    } else if (before) {
      record(after == *before ? EventKind::touches : EventKind::crosses);
    }
  }

  [[nodiscard]] bool follows_surface(std::size_t k) const {
    for (std::size_t m = 0; m < mode_->monitors.size(); ++m) {
      if (mode_->monitors[m].surface == k && mode_->monitors[m].kind == Monitor::Kind::surface) return still_[m];
    }
    return false;
  }

  /// For each monitor how many of its leading Taylor coefficients are 0 here, so that the zero at the step's beginning
  /// is not found again; or that it stays 0 altogether.
  bool note_vanishing(const std::set<std::size_t>& on, const BallPoint& point) {
    vanishing_.assign(mode_->monitors.size(), 0);
    still_.assign(mode_->monitors.size(), false);
    if (on.empty()) return true;
    const auto jets = monitor_jets(*mode_, point, decision_order);
    for (std::size_t m = 0; m < mode_->monitors.size(); ++m) {
      const Monitor& monitor = mode_->monitors[m];
      if (!on.contains(monitor.surface)) continue;
      // That the point lies on the surface is known, more sharply than the state's balls show it.
      std::size_t v = monitor.kind == Monitor::Kind::surface ? 1 : 0;
      while (v < jets[m].size() && jets[m][v].finite() && jets[m][v].contains_zero()) ++v;
      still_[m] = v == jets[m].size();
      vanishing_[m] = v;
      if (still_[m]) continue;
      const bool agrees = monitor.expected > 0 ? jets[m][v].certainly_positive() : jets[m][v].certainly_negative();
      if (!agrees) return fail(Outcome::unsupported, "the motion at a surface is too close to call");
    }
    return true;
  }

  bool step() {
    if (options_.stop && options_.stop()) return fail(Outcome::stopped, "stopped");
    if (result_.pieces.size() * bytes_per_piece() > options_.max_bytes) {
      return fail(Outcome::stopped, "the trajectory outgrew its memory");
    }
    expansion_ = expand(mode_->field, x_, t_, order_, tolerance_);
    if (!expansion_.defined) return fail(Outcome::undefined, "the right-hand side is undefined or not smooth");
    const Real left = end_ - t_;
    Real h = std::isinf(expansion_.log2_step) ? left : std::min(left, power_of_two(expansion_.log2_step));
    int halvings = 0;
    while (!accept_step(mode_->field, expansion_, t_, h, tolerance_) || !monitors_followed(h)) {
      if (++halvings > max_halvings) return fail(Outcome::undefined, "no step satisfies the equation");
      if (options_.stop && options_.stop()) return fail(Outcome::stopped, "stopped");
      h /= 2;
    }
    if (first_step_ == 0) first_step_ = h;
    if (h < left && h < std::max(t_, first_step_) * collapse_) {
      return fail(Outcome::ended, "the steps shrink to nothing: the solution ends or is singular near here");
    }
    return system_.surfaces().empty() ? advance_by(h, h == left) : step_to_event(h, h == left);
  }

  [[nodiscard]] std::size_t bytes_per_piece() const {
    return x_.size() * (order_ + 1) * (sizeof(Real) + 32 + static_cast<std::size_t>(working_bits() / 8));
  }

  bool advance_by(const Real& h, bool reaches_end) {
    x_ = advance(expansion_, h);
    result_.pieces.push_back({t_, h, std::move(expansion_.coefficients), mode_index_});
    t_ = reaches_end ? end_ : Real(t_ + h);
    return std::all_of(x_.begin(), x_.end(), is_finite) || fail(Outcome::undefined, "the solution is not finite");
  }

  bool step_to_event(const Real& h, bool reaches_end) {
    const std::vector<std::vector<Real>> series = monitor_series();
    std::optional<Real> event;
    for (std::size_t m = 0; m < series.size(); ++m) {
      if (still_[m]) continue;
      if (is_nan(series[m][0])) return fail(Outcome::undefined, "a switching function is undefined");
      const bool wrong_side = mode_->monitors[m].expected > 0 ? series[m][0] <= 0 : series[m][0] >= 0;
      if (wrong_side) {
        event = Real(0);
        break;
      }
      const auto root = first_root(series[m], event ? *event : h, tolerance_);
      if (root) event = root->at;
    }
    if (!event) {
      std::fill(vanishing_.begin(), vanishing_.end(), 0);
      return advance_by(h, reaches_end);
    }
    if (switches_accumulate(t_ + *event)) return fail(Outcome::unsupported, "the switches accumulate");
    return pass_event(*event);
  }

  /// Infinitely many switches in finite time cannot be followed one by one.
  bool switches_accumulate(const Real& now) {
    switch_times_.push_back(now);
    constexpr std::size_t window = 40;
    if (switch_times_.size() > options_.max_events) return true;
    if (switch_times_.size() < window) return false;
    return now - switch_times_[switch_times_.size() - window] < now * Real("1e-15");
  }

  /// Whether each monitor's Taylor polynomial along the step may be searched for roots in its place: the remainder,
  /// enclosed over the whole step, is below the tolerance. Or it keeps its sign on the step in balls. The step is
  /// chosen by the field alone, which need not show what a switching function does.
  [[nodiscard]] bool monitors_followed(const Real& h) const {
    if (mode_->monitors.empty()) return true;
    const ScopedDigits few(20);
    Curve curve;
    for (const auto& coefficients : expansion_.coefficients) {
      curve.emplace_back();
      for (const Real& coefficient : coefficients) curve.back().push_back(Ball::exactly(coefficient));
    }
    curve.push_back({Ball::exactly(t_), Ball(1)});
    const Ball half = Ball::exactly(Real(h / 2));
    const Curve over = coefficients_over(around(curve, half), half, order_ + 1);
    const auto jets = compose_jets<Ball>(mode_->monitor_program, over, order_ + 1);
    const double log2_of_h = log2_magnitude(h);
    for (std::size_t m = 0; m < jets.size(); ++m) {
      if (still_[m]) continue;
      const std::vector<Ball>& c = jets[m];
      if (mode_->monitors[m].expected > 0 ? c[0].certainly_positive() : c[0].certainly_negative()) continue;
      double size = log2_upper(c[0]);
      for (std::size_t k = 1; k <= order_; ++k)
        size = std::max(size, log2_upper(c[k]) + static_cast<double>(k) * log2_of_h);
      const double remainder = log2_upper(c[order_ + 1]) + static_cast<double>(order_ + 1) * log2_of_h;
      // Room for what the balls over the step overestimate.
      constexpr double room = 20;
      if (!c[order_ + 1].finite() || !(remainder <= size - tolerance_ * log2_of_10 + room)) return false;
    }
    return true;
  }

  std::vector<std::vector<Real>> monitor_series() const {
    std::vector<std::vector<Block>> inputs;
    for (const auto& coefficients : expansion_.coefficients) {
      inputs.emplace_back();
      for (const Real& coefficient : coefficients) inputs.back().emplace_back(coefficient);
    }
    inputs.push_back({Block(t_), Block(1)});
    const auto jets = compose_jets<Block>(mode_->monitor_program, inputs, order_);
    std::vector<std::vector<Real>> result(jets.size());
    for (std::size_t m = 0; m < jets.size(); ++m) {
      for (std::size_t j = still_[m] ? 0 : vanishing_[m]; j < jets[m].size(); ++j) {
        result[m].push_back(jets[m][j].real());
      }
    }
    return result;
  }

  bool pass_event(const Real& at) {
    // What is known of the event's place: the tolerance, relative to the sizes that the step's values come from.
    const Real uncertainty = pow(Real(10), Real(-tolerance_ + 3));
    BallPoint point;
    std::vector<Real> sizes;
    for (const auto& coefficients : expansion_.coefficients) sizes.push_back(size_over(coefficients, at) * uncertainty);
    if (at > 0 && !advance_by(at, false)) return false;
    for (std::size_t i = 0; i < x_.size(); ++i) point.push_back(widened(x_[i], sizes[i]));
    point.push_back(widened(t_, t_ * uncertainty));
    const std::set<std::size_t> on = surfaces_met(point);
    if (on.empty() && at == 0) return fail(Outcome::unsupported, "a switching function has the wrong sign");
    return enter(on, point, false);
  }

  static Ball widened(const Real& value, const Real& radius) {
    Ball result = Ball::exactly(value);
    const Ball error = Ball::exactly(radius);
    arb_add_error(result.raw(), error.raw());
    return result;
  }

  std::set<std::size_t> surfaces_met(const BallPoint& point) {
    std::set<std::size_t> on;
    const auto values = evaluate<Ball>(mode_->monitor_tape, point);
    for (std::size_t m = 0; m < values.size(); ++m) {
      if (values[m].contains_zero()) on.insert(mode_->monitors[m].surface);
    }
    return on;
  }

  const IntegrationOptions& options_;
  int tolerance_;
  std::size_t order_;
  PiecewiseSystem system_;
  ModeTable modes_;
  Tape surface_tape_, initial_tape_;
  Trajectory result_;

  Real t_, end_;
  std::vector<Real> x_;
  std::vector<int> signs_;
  const Mode* mode_ = nullptr;
  std::size_t mode_index_ = 0;
  std::vector<std::size_t> vanishing_;  // per monitor, for the next step only
  std::vector<bool> still_;             // per monitor, until the next event
  Expansion expansion_;
  Real first_step_ = Real(0);
  Real collapse_ = pow(Real(10), Real(-std::min(collapse_digits, tolerance_ - 4)));
  std::vector<Real> switch_times_;
};

}  // namespace

Trajectory integrate_pieces(const SystemProblem& problem, const Rational& t_end, int tolerance_digits,
                            const IntegrationOptions& options) {
  const ScopedDigits precision(tolerance_digits + guard_digits);
  return PiecewiseIntegrator(problem, t_end, tolerance_digits, options).run();
}

}  // namespace flowcert::integrators
