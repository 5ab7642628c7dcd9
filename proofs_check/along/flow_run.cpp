#include "proofs_check/along/flow_run.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "integrators/taylor/series_along.hpp"
#include "proofs_check/along/flow_memory.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::dyadic_value;
using integrators::Real;
using theorems::Rational;

namespace {

constexpr const char* derivative_prefix = "ddt ";

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
    : flows_(flows), asked_(end), digits_(digits) {
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
    const Rational end = dyadic_value(run.end_time());
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
  if (!continuous() && !theorems::is_integer(time))
    throw std::invalid_argument("an optimizer's run has values at whole step numbers only");
  // The end may have been rounded to other digits than the time asked for.
  if (time > end() && (!complete() || (time - end()) * 1'000'000'000 > time))
    throw std::out_of_range("the flow was not followed as far as a time that is asked for: " + trouble());
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

theorems::Term FlowRuns::in_path_states(const std::string& name) const {
  const theorems::Term state = theorems::variable(name);
  if (name.starts_with(derivative_prefix)) return state;
  return find(name).observable == "off_diagonal" ? theorems::apply(theorems::Op::sqrt, {state}) : state;
}

const theorems::FlowDescription& FlowRuns::description(const std::string& flow) const {
  for (const theorems::FlowDescription& known : flows_)
    if (known.name == flow) return known;
  throw std::invalid_argument("no flow of that name");
}

namespace {

Ball radius_of(const Ball& value) {
  if (!value.finite()) return Ball::indeterminate();
  Ball result;
  arb_get_rad_arb(result.raw(), value.raw());
  return result;
}

std::vector<Ball> derivative_of(const std::vector<Ball>& polynomial) {
  std::vector<Ball> result;
  for (std::size_t k = 1; k < polynomial.size(); ++k) result.push_back(polynomial[k] * Ball(static_cast<int>(k)));
  if (result.empty()) result.emplace_back(0);
  return result;
}

}  // namespace

Path FlowRuns::path(const std::vector<std::string>& names) const {
  struct Source {
    Found found;
    bool velocity;
    std::size_t slot;  // among its run's names
  };
  std::vector<Source> sources;
  std::vector<std::vector<std::string>> wanted(runs_.size());
  for (const std::string& name : names) {
    const bool velocity = name.starts_with(derivative_prefix);
    Found found = find(velocity ? name.substr(std::string_view(derivative_prefix).size()) : name);
    if (velocity && found.observable == "off_diagonal")
      throw std::invalid_argument("the velocity of off_diagonal over a range of times");
    wanted[found.run].push_back(found.observable);
    sources.push_back({found, velocity, wanted[found.run].size() - 1});
  }
  const Rational last = complete() ? asked_ : end();
  std::vector<std::vector<integrators::FlowTrajectory::Stretch>> stretches;
  std::set<Rational> cuts{Rational(0), last};
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    stretches.push_back(runs_[r].second.polynomials(wanted[r]));
    for (const auto& stretch : stretches.back())
      for (const Rational& cut : {stretch.start, Rational(stretch.start + stretch.length)})
        if (cut < last) cuts.insert(cut);
  }
  Path path;
  path.dense = true;
  path.complete = complete();
  path.reason = trouble();
  path.end = last;
  path.digits = digits_ + 24;
  const integrators::ScopedDigits precision(path.digits);
  path.fields.emplace_back();
  for (const std::string& name : names) path.fields[0].push_back(theorems::variable(velocity_name(name)));
  for (auto from = cuts.begin(), to = std::next(from); to != cuts.end(); ++from, ++to) {
    Path::Segment segment{*from, *to - *from, {}, {0}};
    const Rational middle = (*from + *to) / 2;
    const std::vector<Ball> before = values(names, *from), after = values(names, *to);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto& own = stretches[sources[i].found.run];
      if (own.empty()) throw std::out_of_range("the flow was not followed");
      auto here = std::find_if(own.begin(), own.end(),
                               [&](const auto& stretch) { return stretch.start + stretch.length >= middle; });
      // The end is what was asked for; the steps' lengths add up to it but for rounding.
      if (here == own.end()) --here;
      if ((middle - here->start - here->length) * 1'000'000'000 > last)
        throw std::out_of_range("the flow was not followed that far");
      std::vector<Ball> polynomial = here->polynomials[sources[i].slot];
      if (sources[i].velocity) polynomial = derivative_of(polynomial);
      std::vector<Ball> shifted =
          integrators::around({std::move(polynomial)}, Ball(Rational(*from - here->start))).front();
      const Ball radius = max(radius_of(before[i]), radius_of(after[i]));
      if (!radius.finite()) throw std::invalid_argument("'" + names[i] + "' is undefined along the run");
      // Of the square of off_diagonal: |a^2 - b^2| <= r (2 a + r).
      const bool squared = sources[i].found.observable == "off_diagonal";
      const Ball size = max(abs(before[i]), abs(after[i]));
      arb_add_error(shifted[0].raw(), (squared ? radius * (Ball(2) * size + radius) : radius).raw());
      segment.polynomials.push_back(std::move(shifted));
    }
    path.segments.push_back(std::move(segment));
  }
  return path;
}

}  // namespace flowcert::proofs
