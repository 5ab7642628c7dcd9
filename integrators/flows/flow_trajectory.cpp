#include "integrators/flows/flow_trajectory.hpp"

#include <stdexcept>

#include "integrators/flows/flow_computation.hpp"
#include "integrators/flows/flow_moment.hpp"
#include "integrators/flows/flow_polynomials.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/precision.hpp"
#include "theorems/flows/observable_name.hpp"

namespace flowcert::integrators {

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

FlowMoment FlowTrajectory::at(const Real& time) const {
  return FlowMoment(*implementation_, time);
}

Real FlowTrajectory::observe(std::string_view name, const Real& time) const {
  return at(time).observe(name);
}

Real FlowTrajectory::disagreement(std::string_view name, const Real& time) const {
  return at(time).disagreement(name);
}

Real FlowTrajectory::error_estimate(const Real& time) const {
  return at(time).error_estimate();
}

Real FlowTrajectory::derivative(std::string_view name, const Real& time) const {
  return at(time).derivative(name);
}

std::size_t FlowTrajectory::size() const {
  const Computation& main = implementation_->main();
  std::size_t entries = 0;
  for (std::size_t l = 0; l < main.setup.layer_count(); ++l) entries += main.setup.widths[l] * main.setup.widths[l + 1];
  std::size_t matrices = main.run.states.size();
  for (const FlowSegment& segment : main.path.segments) matrices += segment.layers[0].size();
  return 2 * entries * matrices;
}

namespace {

std::vector<Real> times_of(const std::vector<FlowEvent>& events) {
  std::vector<Real> times;
  for (const FlowEvent& event : events)
    if (times.empty() || times.back() != event.time) times.push_back(event.time);
  return times;
}

}  // namespace

std::vector<Real> FlowTrajectory::events() const {
  return times_of(implementation_->main().path.events);
}

Real FlowTrajectory::events_disagreement() const {
  const Computation& main = implementation_->main();
  const Computation* check = implementation_->check();
  if (check == nullptr) return 0;
  const std::vector<Real> first = times_of(main.path.events), second = times_of(check->path.events);
  if (first.size() != second.size()) return pow(Real(10), -main.working / 4);
  Real largest = 0;
  for (std::size_t k = 0; k < first.size(); ++k) {
    const Real difference = abs(first[k] - second[k]);
    if (difference > largest) largest = difference;
  }
  return largest;
}

std::vector<Real> FlowTrajectory::step_times() const {
  std::vector<Real> times{Real(0)};
  const Computation& main = implementation_->main();
  for (std::size_t n = 1; n < main.run.states.size(); ++n) times.emplace_back(n);
  for (const FlowSegment& segment : main.path.segments) times.push_back(segment.start + segment.length);
  return times;
}

std::vector<FlowTrajectory::Stretch> FlowTrajectory::polynomials(const std::vector<std::string>& names) const {
  const Computation& main = implementation_->main();
  if (implementation_->discrete()) throw std::invalid_argument("an optimizer's steps are no polynomials in time");
  const ScopedDigits precision(main.working);
  std::vector<Observable> observables;
  for (const std::string& name : names) {
    const auto observable = parse_observable(name, implementation_->description());
    if (!observable) throw std::invalid_argument("the flow has no observable " + name);
    observables.push_back(*observable);
  }
  std::vector<Stretch> result;
  for (const FlowSegment& segment : main.path.segments) {
    FlowPolynomials polynomials(main.setup, segment);
    Stretch stretch{dyadic_value(segment.start), dyadic_value(segment.length), {}};
    for (const Observable& observable : observables) {
      if (observable.kind == Observable::Kind::saturation_time)
        stretch.polynomials.push_back({Ball::exactly(Implementation::saturation_time(main, observable.first - 1))});
      else
        stretch.polynomials.push_back(polynomials.of(observable));
    }
    result.push_back(std::move(stretch));
  }
  return result;
}

FlowTrajectory run_flow(const theorems::FlowDescription& description, const FlowOptions& options) {
  return FlowTrajectory(std::make_unique<FlowTrajectory::Implementation>(description, options));
}

}  // namespace flowcert::integrators
