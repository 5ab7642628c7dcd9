#include "integrators/flows/flow_moment.hpp"

#include "integrators/flows/flow_computation.hpp"
#include "integrators/flows/flow_observables.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

struct FlowMoment::States {
  const FlowTrajectory::Implementation& all;
  Real time;
  // Made when first asked for.
  std::optional<ObservedState> main, check;
  /// The states a tiny time before and after, of the step that ends at or holds the time.
  struct Around {
    std::optional<ObservedState> before, after;
  };
  Around main_around, check_around;

  const ObservedState& main_state() {
    if (!main) main.emplace(all.main().setup, all.state(all.main(), time));
    return *main;
  }
  const ObservedState& check_state() {
    if (!check) check.emplace(all.check()->setup, all.state(*all.check(), time));
    return *check;
  }
  /// By a central difference of the step's own polynomial, at the digits of the caller; the states are kept.
  static Real slope(const Computation& computation, Around& around, const Observable& observable, const Real& time) {
    if (observable.kind == Observable::Kind::saturation_time || computation.path.segments.empty()) return 0;
    const Real step = pow(Real(10), -computation.working);
    if (!around.after) {
      const FlowSegment& segment = computation.path.segment_at(time, true);
      around.after.emplace(computation.setup, evaluate_segment(segment, time + step));
      around.before.emplace(computation.setup, evaluate_segment(segment, time - step));
    }
    return (around.after->value(observable) - around.before->value(observable)) / (2 * step);
  }
  [[nodiscard]] Observable known(std::string_view name) const {
    const auto observable = parse_observable(name, all.description());
    if (!observable) throw std::invalid_argument("the flow has no observable " + std::string(name));
    return *observable;
  }
};

FlowMoment::FlowMoment(const FlowTrajectory::Implementation& trajectory, const Real& time)
    : states_(new States{trajectory, time, {}, {}, {}, {}}) {
  trajectory.require_within(time);
}
FlowMoment::FlowMoment(FlowMoment&&) noexcept = default;
FlowMoment& FlowMoment::operator=(FlowMoment&&) noexcept = default;
FlowMoment::~FlowMoment() = default;

Real FlowMoment::observe(std::string_view name) const {
  const auto& all = states_->all;
  const ScopedDigits digits(all.main().working);
  if (name == "n" && all.discrete()) return Real(all.step_number(states_->time));
  if (name == "t") return all.discrete() ? all.main().run.times[all.step_number(states_->time)] : states_->time;
  const Observable observable = states_->known(name);
  if (observable.kind == Observable::Kind::saturation_time)
    return all.saturation_time(all.main(), observable.first - 1);
  return states_->main_state().value(observable);
}

Real FlowMoment::disagreement(std::string_view name) const {
  const auto& all = states_->all;
  if (all.check() == nullptr || name == "t" || name == "n") return 0;
  const ScopedDigits digits(all.main().working);
  const Observable observable = states_->known(name);
  const bool event = observable.kind == Observable::Kind::saturation_time;
  const Real first = observe(name);
  const Real second =
      event ? all.saturation_time(*all.check(), observable.first - 1) : states_->check_state().value(observable);
  if (isnan(first) && isnan(second)) return 0;
  return abs(first - second);
}

Real FlowMoment::error_estimate() const {
  const auto& all = states_->all;
  Real largest = 0;
  if (all.check() == nullptr) return largest;
  const ScopedDigits digits(all.main().working);
  const FlowState &first = states_->main_state().state(), &second = states_->check_state().state();
  for (std::size_t l = 0; l < first.layers.size(); ++l) {
    const Real difference = max_norm(first.layers[l] - second.layers[l]);
    if (difference > largest) largest = difference;
  }
  return largest;
}

Real FlowMoment::derivative(std::string_view name) const {
  const auto& all = states_->all;
  if (all.discrete()) throw std::invalid_argument("an optimizer's steps have no time derivative");
  if (name == "t") return 1;
  const ScopedDigits threefold(3 * all.main().working);
  return States::slope(all.main(), states_->main_around, states_->known(name), states_->time);
}

Real FlowMoment::derivative_disagreement(std::string_view name) const {
  const auto& all = states_->all;
  if (all.discrete() || all.check() == nullptr || name == "t") return 0;
  const Real first = derivative(name);
  const ScopedDigits threefold(3 * all.main().working);
  return abs(first - States::slope(*all.check(), states_->check_around, states_->known(name), states_->time));
}

}  // namespace flowcert::integrators
