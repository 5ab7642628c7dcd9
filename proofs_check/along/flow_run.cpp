#include "proofs_check/along/flow_run.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/flow_memory.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::Real;
using theorems::Rational;

namespace {

constexpr const char* derivative_prefix = "ddt ";

Rational exactly(const Real& value) {
  return integrators::dyadic_value(value);
}

/// Two computations may agree by chance to more digits than either was aimed at, and start from equal numbers: never
/// less than `least`, relative to the value or, where it is a small difference of larger ones, to a ten-thousandth.
/// What is 0 in both was never computed.
Ball around(const Real& value, const Real& disagreement, const Real& least) {
  if (!isfinite(value) || !isfinite(disagreement)) return Ball::indeterminate();
  const Real radius =
      std::max(Real(4 * abs(disagreement)), Real(value == 0 ? Real(0) : Real(least * (abs(value) + Real(1) / 10000))));
  Ball result = Ball::exactly(value);
  arb_add_error(result.raw(), Ball::exactly(radius).raw());
  return result;
}

}  // namespace

FlowRuns::FlowRuns(const std::vector<theorems::FlowDescription>& flows, const Rational& end, int digits,
                   const Deadline& deadline)
    : digits_(digits) {
  const integrators::ScopedDigits precision(digits + 10);
  const double before = deadline.left();
  for (const theorems::FlowDescription& flow : flows) {
    integrators::FlowOptions options;
    options.digits = digits;
    options.t_end = integrators::to_real(end);
    options.stop = [deadline] { return deadline.passed(); };
    runs_.emplace_back(flow.name, run_flow(flow, options));
  }
  std::vector<std::string> starts;
  for (const theorems::FlowDescription& flow : flows) {
    starts.push_back(start_description(flow));
    first_alike_.push_back(std::size_t(std::find(starts.begin(), starts.end(), starts.back()) - starts.begin()));
  }
  seconds_ = before - deadline.left();
}

bool FlowRuns::complete() const {
  return std::all_of(runs_.begin(), runs_.end(), [](const auto& run) { return run.second.complete(); });
}

std::string FlowRuns::trouble() const {
  for (const auto& [name, run] : runs_) {
    if (!run.complete()) return run.trouble();
  }
  return {};
}

bool FlowRuns::continuous() const {
  return std::all_of(runs_.begin(), runs_.end(), [](const auto& run) { return run.second.continuous(); });
}

Rational FlowRuns::end() const {
  std::optional<Rational> least;
  for (const auto& [name, run] : runs_) {
    const Rational end = exactly(run.end_time());
    if (!least || end < *least) least = end;
  }
  return least.value_or(Rational(0));
}

std::size_t FlowRuns::size() const {
  std::size_t sum = 0;
  for (const auto& [name, run] : runs_) sum += run.size();
  return sum;
}

FlowRuns::Found FlowRuns::find(const std::string& name) const {
  for (std::size_t k = 0; k < runs_.size(); ++k) {
    const std::string prefix = runs_[k].first.empty() ? "" : runs_[k].first + ".";
    if (!name.starts_with(prefix)) continue;
    std::string observable = name.substr(prefix.size());
    if (runs_[k].second.knows(observable)) return {k, std::move(observable)};
  }
  throw std::invalid_argument("'" + name + "' is not an observable of these flows");
}

std::string FlowRuns::same_at_start(const std::string& name) const {
  if (name == "t" || name == "n" || name.starts_with(derivative_prefix)) return name;
  const Found found = find(name);
  if (found.observable.starts_with("saturation_time")) return name;  // not a matter of the start
  const std::string& flow = runs_[first_alike_[found.run]].first;
  return flow.empty() ? found.observable : flow + "." + found.observable;
}

std::vector<Ball> FlowRuns::values(const std::vector<std::string>& names, const Rational& time) const {
  const Real at = integrators::to_real(std::min(time, end()));
  std::vector<integrators::FlowMoment> moments;
  for (const auto& [flow, run] : runs_) moments.push_back(run.at(at));
  std::vector<Ball> result;
  const Real least = pow(Real(10), -digits_ - 4);  // what the main computation aims at
  for (const std::string& name : names) {
    if (name == "n" || (name == "t" && continuous())) {
      result.emplace_back(time);
    } else if (name == "t") {
      result.push_back(around(moments.front().observe("t"), Real(0), least));
    } else if (name.starts_with(derivative_prefix)) {
      const Found found = find(name.substr(std::string_view(derivative_prefix).size()));
      const integrators::FlowMoment& moment = moments[found.run];
      result.push_back(
          around(moment.derivative(found.observable), moment.derivative_disagreement(found.observable), least));
    } else {
      const Found found = find(name);
      const integrators::FlowMoment& moment = moments[found.run];
      result.push_back(around(moment.observe(found.observable), moment.disagreement(found.observable), least));
    }
  }
  return result;
}

std::vector<FlowRuns::EventRange> FlowRuns::event_ranges() const {
  std::vector<EventRange> ranges;
  for (const auto& [name, run] : runs_) {
    const Rational room = exactly(run.events_disagreement()) * 1000;
    for (const Real& time : run.events()) ranges.push_back({exactly(time) - room, exactly(time) + room});
  }
  return ranges;
}

std::vector<Rational> FlowRuns::natural_times(const Rational& from, const Rational& to) const {
  std::set<Rational> times{from, to};
  const std::vector<EventRange> ranges = event_ranges();
  const auto add = [&](const Rational& t) {
    const bool blurred = std::any_of(ranges.begin(), ranges.end(),
                                     [&](const EventRange& range) { return t > range.from && t < range.to; });
    if (t > from && t < to && !blurred) times.insert(t);
  };
  for (const auto& [name, run] : runs_) {
    for (const Real& time : run.step_times()) add(exactly(time));
  }
  for (const EventRange& range : ranges) {
    add(range.from);
    add(range.to);
  }
  return {times.begin(), times.end()};
}

}  // namespace flowcert::proofs
