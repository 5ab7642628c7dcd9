#include "proofs_check/along/flow_run.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace flowcert::proofs {

using integrators::Ball;
using integrators::Real;
using theorems::Rational;

namespace {

constexpr const char* derivative_prefix = "ddt ";

Rational exactly(const Real& value) {
  Rational result;
  mpfr_get_q(result.backend().data(), value.backend().data());
  return result;
}

Ball around(const Real& value, const Real& radius) {
  if (!isfinite(value) || !isfinite(radius)) return Ball::indeterminate();
  Ball result = Ball::exactly(value);
  arb_add_error(result.raw(), Ball::exactly(Real(4 * abs(radius))).raw());
  return result;
}

}  // namespace

FlowRuns::FlowRuns(const std::vector<theorems::FlowDescription>& flows, const Rational& end, int digits,
                   const Deadline& deadline)
    : digits_(digits) {
  const integrators::ScopedDigits precision(digits + 10);
  for (const theorems::FlowDescription& flow : flows) {
    integrators::FlowOptions options;
    options.digits = digits;
    options.t_end = integrators::to_real(end);
    options.stop = [deadline] { return deadline.passed(); };
    runs_.emplace_back(flow.name, run_flow(flow, options));
  }
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

FlowRuns::Found FlowRuns::find(const std::string& name) const {
  for (const auto& [flow, run] : runs_) {
    const std::string prefix = flow.empty() ? "" : flow + ".";
    if (name.starts_with(prefix) && run.knows(name.substr(prefix.size()))) return {&run, name.substr(prefix.size())};
  }
  throw std::invalid_argument("'" + name + "' is not an observable of these flows");
}

Ball FlowRuns::value(const std::string& name, const Rational& time) const {
  const Rational within = std::min(time, end());
  if (name == "n" || (name == "t" && continuous())) return Ball(time);
  const Real at = integrators::to_real(within);
  if (name.starts_with(derivative_prefix)) {
    const Found found = find(name.substr(4));
    const Real slope = found.run->derivative(found.observable, at);
    const Real error = found.run->error_estimate(at);
    // The field's Lipschitz constant, generously; and its own rounding, which two equal states do not show.
    const Real rounding = (1 + abs(slope)) * pow(Real(10), 5 - digits_);
    return around(slope, Real(error * 1000 + rounding));
  }
  if (name == "t") {
    return around(runs_.front().second.observe("t", at), Real(0));
  }
  const Found found = find(name);
  return around(found.run->observe(found.observable, at), found.run->disagreement(found.observable, at));
}

std::vector<Rational> FlowRuns::natural_times(const Rational& from, const Rational& to) const {
  std::set<Rational> times{from, to};
  for (const auto& [name, run] : runs_) {
    for (const auto& list : {run.step_times(), run.events()}) {
      for (const Real& time : list) {
        const Rational t = exactly(time);
        if (t > from && t < to) times.insert(t);
      }
    }
  }
  return {times.begin(), times.end()};
}

}  // namespace flowcert::proofs
