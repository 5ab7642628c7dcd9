#include "integrators/enclosure/enclosure.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/jets.hpp"

namespace flowcert::integrators {

namespace {

/// The steps that meet [low, high].
std::pair<std::size_t, std::size_t> steps_over(const Enclosure& enclosure, const Rational& low, const Rational& high) {
  if (low < 0 || low > high || high > enclosure.end || enclosure.steps.empty()) {
    throw std::out_of_range("a time outside the enclosure");
  }
  const auto starts_after = [](const Rational& time, const ValidatedStep& step) { return time < step.start; };
  const auto find = [&](const Rational& time) {
    const auto after = std::upper_bound(enclosure.steps.begin(), enclosure.steps.end(), time, starts_after);
    return static_cast<std::size_t>(after - enclosure.steps.begin()) - 1;
  };
  return {find(low), find(high)};
}

void include(std::vector<Ball>& all, const std::vector<Ball>& more) {
  if (all.empty()) {
    all = more;
    return;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = all[i].finite() && more[i].finite() ? Ball::hull(all[i], more[i]) : Ball::indeterminate();
  }
}

}  // namespace

std::vector<Ball> Enclosure::at(const Rational& t) const {
  const ScopedDigits precision(digits);
  if (t == 0) return initial;
  const ValidatedStep& step = steps[steps_over(*this, t, t).first];
  return state_at(step, t - step.start);
}

std::vector<Ball> Enclosure::over(const Rational& low, const Rational& high) const {
  const ScopedDigits precision(digits);
  if (low == high) return at(low);
  const auto [first, last] = steps_over(*this, low, high);
  std::vector<Ball> result;
  for (std::size_t k = first; k <= last; ++k) {
    const Rational from = std::max(low, steps[k].start) - steps[k].start;
    const Rational to = std::min(Rational(high - steps[k].start), steps[k].length);
    if (from <= to) include(result, state_over(steps[k], from, to));
  }
  return result;
}

std::vector<Ball> Enclosure::with_inputs(std::vector<Ball> state, const Ball& time) const {
  state.push_back(time);
  for (const Interval& parameter : parameters) state.push_back(Ball::interval(parameter.low, parameter.high));
  return state;
}

std::vector<Ball> Enclosure::observe_at(const Tape& tape, const Rational& t) const {
  const ScopedDigits precision(digits);
  return evaluate<Ball>(tape, with_inputs(at(t), Ball(t)));
}

std::vector<Ball> Enclosure::observe_over(const Tape& tape, const Rational& low, const Rational& high) const {
  const ScopedDigits precision(digits);
  std::vector<Ball> direct = evaluate<Ball>(tape, with_inputs(over(low, high), Ball::interval(low, high)));
  const auto [first, last] = steps_over(*this, low, high);
  std::vector<Ball> along;
  for (std::size_t k = first; k <= last; ++k) {
    const Rational from = std::max(low, steps[k].start) - steps[k].start;
    const Rational to = std::min(Rational(high - steps[k].start), steps[k].length);
    if (from > to) continue;
    std::vector<Ball> here;
    for (const ObservedStep& observed : observe_step(tape, k)) here.push_back(range(observed, from, to));
    include(along, here);
  }
  for (std::size_t i = 0; i < direct.size(); ++i) {
    Ball both;
    if (!along[i].finite()) continue;
    if (!direct[i].finite())
      direct[i] = along[i];
    else if (arb_intersection(both.raw(), direct[i].raw(), along[i].raw(), working_bits()) != 0)
      direct[i] = both;
  }
  return direct;
}

std::vector<ObservedStep> Enclosure::observe_step(const Tape& tape, std::size_t index) const {
  const ScopedDigits precision(digits);
  const ValidatedStep& step = steps[index];
  const std::size_t dimension = step.coefficients.size(), order = step.coefficients[0].size() - 1;
  std::vector<bool> constant(tape.input_count(), true);
  std::fill(constant.begin(), constant.begin() + static_cast<std::ptrdiff_t>(dimension) + 1, false);
  const JetProgram program(tape, constant);

  // The observable is a smooth function of time: its Taylor coefficients at the start, and the next one anywhere on the
  // step, where the solution's own coefficients are those over the step's box.
  const auto inputs = [&](const std::vector<std::vector<Ball>>& state, const Ball& time) {
    std::vector<std::vector<Ball>> result(state);
    result.push_back({time, Ball(1)});
    for (const Interval& parameter : parameters) result.push_back({Ball::interval(parameter.low, parameter.high)});
    return result;
  };
  const auto at_start = compose_jets<Ball>(program, inputs(step.coefficients, Ball(step.start)), order);
  const auto anywhere = compose_jets<Ball>(
      program, inputs(step.over_whole, Ball::interval(step.start, step.start + step.length)), order + 1);
  std::vector<ObservedStep> result;
  for (std::size_t k = 0; k < tape.output_count(); ++k) {
    const bool smooth = std::all_of(anywhere[k].begin(), anywhere[k].end(), [](const Ball& c) { return c.finite(); });
    result.push_back({step.start, step.length, at_start[k], smooth ? anywhere[k][order + 1] : Ball::indeterminate()});
  }
  return result;
}

Ball range(const ObservedStep& observed, const Rational& low, const Rational& high) {
  const Integer next(observed.coefficients.size());
  if (!observed.remainder.finite()) return Ball::indeterminate();
  return polynomial_range(observed.coefficients, low, high) + observed.remainder * pow(Ball::interval(low, high), next);
}

}  // namespace flowcert::integrators
