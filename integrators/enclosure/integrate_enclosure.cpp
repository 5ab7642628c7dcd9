#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/enclosure/enclosure.hpp"
#include "integrators/enclosure/mean_value_set.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/expansion.hpp"

namespace flowcert::integrators {

namespace {

constexpr double log2_of_10 = 3.321928094887362;
constexpr int spare_digits = 8;
constexpr int guard_digits = 12;

std::vector<Ball> balls(std::span<const Interval> intervals) {
  std::vector<Ball> result;
  for (const Interval& interval : intervals) result.push_back(Ball::interval(interval.low, interval.high));
  return result;
}

/// Digits by which the widest end ball misses the width aimed at; 0 or less if none does.
int missing_digits(const Enclosure& enclosure, int digits) {
  if (enclosure.steps.empty()) return 0;
  const ScopedDigits precision(enclosure.digits);
  const auto last = state_at(enclosure.steps.back(), enclosure.steps.back().length);
  double norm = -400, miss = 0;
  for (const Ball& ball : last) norm = std::max(norm, log2_upper(ball));
  for (const Ball& ball : last) {
    Ball radius;
    arb_get_rad_arb(radius.raw(), ball.raw());
    // A component near 0 is judged by the state's size.
    const double size = std::max(log2_upper(ball), norm - digits * log2_of_10 / 2);
    miss = std::max(miss, log2_upper(radius) - size + digits * log2_of_10);
  }
  return static_cast<int>(std::ceil(std::min(miss, 1e6) / log2_of_10));
}

bool fail(Enclosure& enclosure, Outcome outcome, const std::string& reason) {
  enclosure.outcome = outcome;
  enclosure.reason = reason + " (proven up to t = " + Ball(enclosure.end).text(12) + ")";
  return false;
}

/// One pass at one working precision.
Enclosure pass(const SystemProblem& problem, std::span<const Interval> parameters, const Rational& t_end, int working,
               const EnclosureOptions& options) {
  const ScopedDigits precision(working);
  Enclosure result;
  result.digits = working;
  result.parameters.assign(parameters.begin(), parameters.end());
  const std::vector<Ball> constants = balls(parameters);
  result.initial = evaluate<Ball>(Tape::compile(problem.initial, problem.parameters), constants);
  const Tape tape = Tape::compile(problem.right_hand_side, problem.inputs());
  std::vector<bool> constant(tape.input_count(), true);
  std::fill(constant.begin(), constant.begin() + static_cast<std::ptrdiff_t>(problem.state.size()) + 1, false);
  const JetProgram program(tape, constant);
  const int tolerance = working - guard_digits;
  const ValidatedProblem validated{&program, constants, taylor_order(tolerance), -tolerance * log2_of_10};

  const Rational shortest(Integer(1), Integer(1) << 50);  // of the whole way: below this the solution ends here
  std::vector<Ball> x = result.initial;
  std::optional<MeanValueSet> family;
  if (std::any_of(parameters.begin(), parameters.end(), [](const Interval& p) { return !p.is_point(); })) {
    try {
      family.emplace(problem, parameters, validated.log2_tolerance, validated.order);
    } catch (const std::domain_error&) {
      family.reset();  // no derivative by the parameters as an expression: plain boxes then
    }
  }
  const auto next_step = [&]() {
    if (!family) return validated_step(validated, x, result.end, t_end - result.end);
    return family->step(result.end, t_end - result.end);
  };
  const std::size_t bytes_per_step =
      3 * x.size() * (validated.order + 2) * (sizeof(Ball) + static_cast<std::size_t>(working_bits() / 8));
  while (result.end < t_end) {
    if (options.stop && options.stop()) {
      fail(result, Outcome::stopped, "stopped");
      return result;
    }
    if (result.steps.size() * bytes_per_step > options.max_bytes) {
      fail(result, Outcome::stopped, "the enclosure outgrew its memory");
      return result;
    }
    auto step = next_step();
    const bool shrunk = step && result.end + step->length < t_end && step->length < t_end * shortest;
    if (!step || shrunk) {
      fail(result, Outcome::ended, "no step can be validated: a singularity is near, or the box is too wide");
      return result;
    }
    result.end += step->length;
    x = state_at(*step, step->length);
    result.steps.push_back(std::move(*step));
  }
  return result;
}

}  // namespace

Enclosure integrate_enclosure(const SystemProblem& problem, std::span<const Interval> parameters, const Rational& t_end,
                              const EnclosureOptions& options) {
  if (parameters.size() != problem.parameters.size()) throw std::invalid_argument("one interval for each parameter");
  const bool points = std::all_of(parameters.begin(), parameters.end(), [](const Interval& p) { return p.is_point(); });
  int working = options.digits + spare_digits + guard_digits;
  std::optional<Rational> before;  // how far the last pass came
  while (true) {
    Enclosure result = pass(problem, parameters, t_end, working, options);
    const int missing = missing_digits(result, options.digits);
    const bool enough = missing <= 0 && result.outcome != Outcome::ended;
    // A pass that ended early may have met a singularity, or only lost its digits: the digits tell.
    const bool hopeless = result.outcome == Outcome::stopped || (result.outcome == Outcome::ended && missing <= 0);
    const int more = missing + spare_digits;
    const int next = working + (result.outcome == Outcome::ended ? std::max(more, working / 2) : more);
    const bool no_further = result.outcome == Outcome::ended && before && result.end - *before < (t_end - *before) / 50;
    if (!points || enough || hopeless || no_further || next > options.max_working_digits) return result;
    before = result.end;
    working = next;
  }
}

}  // namespace flowcert::integrators
