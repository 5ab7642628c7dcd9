#include "integrators/flows/flow_trajectory.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "integrators/flows/flow_observables.hpp"
#include "integrators/flows/flow_path.hpp"
#include "integrators/flows/flow_start.hpp"
#include "integrators/flows/optimizer_steps.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/scalar.hpp"

namespace flowcert::integrators {

namespace {

/// One computation: a path or an optimizer's run, with its own setup and digits.
struct Computation {
  int working = 0;
  FlowSetup setup;
  FlowLaw law;
  FlowPath path;
  OptimizerRun run;
};

struct Precision {
  int path_digits, working, order;
};

/// The main computation aims at `digits` with a margin; the second one has other digits, order and steps.
Precision main_precision(int digits) {
  return {digits + 6, digits + 24, int((digits + 6) * 1.15) + 4};
}
Precision check_precision(int digits) {
  return {digits + 2, digits + 18, int((digits + 2) * 1.15) + 8};
}

}  // namespace

class FlowTrajectory::Implementation {
 public:
  Implementation(const theorems::FlowDescription& description, const FlowOptions& options)
      : description_(description), discrete_(description.discrete.has_value()), digits_(options.digits) {
    main_.emplace();
    compute(*main_, description, options, main_precision(options.digits));
    if (options.cross_check) {
      check_.emplace();
      compute(*check_, description, options, check_precision(options.digits));
    }
  }

  [[nodiscard]] const theorems::FlowDescription& description() const { return description_; }
  [[nodiscard]] bool discrete() const { return discrete_; }
  [[nodiscard]] const Computation& main() const { return *main_; }
  [[nodiscard]] const Computation* check() const { return check_ ? &*check_ : nullptr; }
  [[nodiscard]] bool complete() const { return done(*main_) && (!check_ || done(*check_)); }
  [[nodiscard]] const std::string& trouble() const {
    const std::string& first = text(*main_);
    return first.empty() && check_ ? text(*check_) : first;
  }
  [[nodiscard]] Real end() const {
    const Real first = end_of(*main_);
    if (!check_) return first;
    const Real second = end_of(*check_);
    return second < first ? second : first;
  }

  [[nodiscard]] FlowState state(const Computation& computation, const Real& time) const {
    if (discrete_) return computation.run.states[step_number(time)];
    if (computation.path.segments.empty()) return computation.path.last;
    return evaluate_segment(computation.path.segment_at(time), time);
  }

  [[nodiscard]] Real value(const Computation& computation, const Observable& observable, const Real& time) const {
    if (observable.kind == Observable::Kind::saturation_time) return saturation_time(computation, observable.first - 1);
    return observe_state(observable, computation.setup, state(computation, time));
  }

  [[nodiscard]] std::size_t step_number(const Real& time) const {
    const Real rounded = round(time);
    if (rounded < 0 || rounded >= Real(main_->run.states.size())) throw std::out_of_range("a step outside the run");
    return rounded.convert_to<std::size_t>();
  }

  /// The end may have been rounded to other digits than the time asked for.
  void require_within(const Real& time) const {
    const Real last = end();
    if (!(time >= 0) || time > last + last * pow(Real(10), -digits_))
      throw std::out_of_range("a time outside the trajectory");
  }

 private:
  void compute(Computation& computation, const theorems::FlowDescription& description, const FlowOptions& options,
               const Precision& precision) const {
    const ScopedDigits digits(precision.working);
    computation.working = precision.working;
    computation.setup = make_setup(description);
    if (discrete_) {
      computation.run = run_optimizer(description, computation.setup, precision.path_digits, options.stop);
      return;
    }
    computation.law = flow_law(description);
    const bool smoothed = options.smoothing > 0;
    if (smoothed) {
      if (computation.law.kind != FlowLaw::Kind::spectral || computation.law.newton_schulz)
        throw std::invalid_argument("only the spectral flow has a smoothed version");
      computation.law.kind = FlowLaw::Kind::smoothed;
      computation.law.delta = options.smoothing;
    }
    FlowPathOptions path;
    path.digits = precision.path_digits;
    path.order = std::size_t(precision.order);
    path.end = options.t_end;
    path.stop = options.stop;
    if (const auto doubt = smoothed ? std::nullopt : doubtful_start(description, precision.path_digits)) {
      computation.path.trouble = *doubt;
      computation.path.end = 0;
      computation.path.last = flow_start(description, computation.setup);
      return;
    }
    computation.path =
        integrate_flow(computation.setup, computation.law, flow_start(description, computation.setup), path);
  }

  [[nodiscard]] bool done(const Computation& c) const { return discrete_ ? c.run.complete : c.path.complete; }
  [[nodiscard]] const std::string& text(const Computation& c) const {
    return discrete_ ? c.run.trouble : c.path.trouble;
  }
  [[nodiscard]] Real end_of(const Computation& c) const {
    return discrete_ ? Real(c.run.states.size() - 1) : c.path.end;
  }

  /// The event at which the last layer's gradient lost the direction that is mostly q_k.
  [[nodiscard]] static Real saturation_time(const Computation& computation, std::size_t k) {
    const FlowSetup& setup = computation.setup;
    const Matrix direction = columns_of(setup.left_modes, k, 1);
    for (const FlowEvent& event : computation.path.events) {
      if (event.layer + 1 != setup.layer_count()) continue;
      const Matrix share = transpose(event.left) * direction;
      if (2 * inner(share, share) > 1) return event.time;
    }
    return Scalar<Real>::undefined();
  }

  theorems::FlowDescription description_;
  bool discrete_;
  int digits_;
  std::optional<Computation> main_, check_;
};

FlowTrajectory::FlowTrajectory(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
FlowTrajectory::FlowTrajectory(FlowTrajectory&&) noexcept = default;
FlowTrajectory& FlowTrajectory::operator=(FlowTrajectory&&) noexcept = default;
FlowTrajectory::~FlowTrajectory() = default;

bool FlowTrajectory::complete() const {
  return implementation_->complete();
}
Real FlowTrajectory::end_time() const {
  return implementation_->end();
}
const std::string& FlowTrajectory::trouble() const {
  return implementation_->trouble();
}
bool FlowTrajectory::continuous() const {
  return !implementation_->discrete();
}

bool FlowTrajectory::knows(std::string_view name) const {
  if (name == "t" || (name == "n" && implementation_->discrete())) return true;
  const auto observable = parse_observable(name, implementation_->description());
  return observable && !(implementation_->discrete() && observable->kind == Observable::Kind::saturation_time);
}

namespace {

Observable known(std::string_view name, const theorems::FlowDescription& description) {
  const auto observable = parse_observable(name, description);
  if (!observable) throw std::invalid_argument("the flow has no observable " + std::string(name));
  return *observable;
}

}  // namespace

Real FlowTrajectory::observe(std::string_view name, const Real& time) const {
  const Implementation& all = *implementation_;
  all.require_within(time);
  const ScopedDigits digits(all.main().working);
  if (name == "n" && all.discrete()) return Real(all.step_number(time));
  if (name == "t") return all.discrete() ? all.main().run.times[all.step_number(time)] : time;
  return all.value(all.main(), known(name, all.description()), time);
}

Real FlowTrajectory::disagreement(std::string_view name, const Real& time) const {
  const Implementation& all = *implementation_;
  all.require_within(time);
  if (all.check() == nullptr || name == "t" || name == "n") return 0;
  const ScopedDigits digits(all.main().working);
  const Observable observable = known(name, all.description());
  const Real first = all.value(all.main(), observable, time), second = all.value(*all.check(), observable, time);
  if (isnan(first) && isnan(second)) return 0;
  return abs(first - second);
}

Real FlowTrajectory::error_estimate(const Real& time) const {
  const Implementation& all = *implementation_;
  all.require_within(time);
  Real largest = 0;
  if (all.check() == nullptr) return largest;
  const ScopedDigits digits(all.main().working);
  const FlowState first = all.state(all.main(), time), second = all.state(*all.check(), time);
  for (std::size_t l = 0; l < first.layers.size(); ++l) {
    const Real difference = max_norm(first.layers[l] - second.layers[l]);
    if (difference > largest) largest = difference;
  }
  return largest;
}

Real FlowTrajectory::derivative(std::string_view name, const Real& time) const {
  const Implementation& all = *implementation_;
  all.require_within(time);
  if (all.discrete()) throw std::invalid_argument("an optimizer's steps have no time derivative");
  if (name == "t") return 1;
  const Computation& main = all.main();
  const Observable observable = known(name, all.description());
  if (observable.kind == Observable::Kind::saturation_time || main.path.segments.empty()) return 0;
  const FlowSegment& segment = main.path.segment_at(time, true);
  const ScopedDigits threefold(3 * main.working);
  const Real step = pow(Real(10), -main.working);
  const Real after = observe_state(observable, main.setup, evaluate_segment(segment, time + step));
  const Real before = observe_state(observable, main.setup, evaluate_segment(segment, time - step));
  return (after - before) / (2 * step);
}

std::vector<Real> FlowTrajectory::events() const {
  std::vector<Real> times;
  for (const FlowEvent& event : implementation_->main().path.events)
    if (times.empty() || times.back() != event.time) times.push_back(event.time);
  return times;
}

std::vector<Real> FlowTrajectory::step_times() const {
  std::vector<Real> times{Real(0)};
  const Computation& main = implementation_->main();
  for (std::size_t n = 1; n < main.run.states.size(); ++n) times.emplace_back(n);
  for (const FlowSegment& segment : main.path.segments) times.push_back(segment.start + segment.length);
  return times;
}

FlowTrajectory run_flow(const theorems::FlowDescription& description, const FlowOptions& options) {
  return FlowTrajectory(std::make_unique<FlowTrajectory::Implementation>(description, options));
}

}  // namespace flowcert::integrators
