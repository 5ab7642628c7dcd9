#include <algorithm>
#include <memory>
#include <stdexcept>

#include "integrators/flows/iteration.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/flow_run.hpp"
#include "proofs_check/along/observed_claim.hpp"
#include "proofs_check/limits/at_scale.hpp"
#include "proofs_check/limits/measure.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Rational;
using Kind = LimitPart::Kind;

namespace {

constexpr int digits_followed = 40;
constexpr long most_steps = 200'000;

long whole(const Ball& value) {
  const Rational number = integrators::dyadic_midpoint(value);
  if (!theorems::is_integer(number)) throw std::invalid_argument("a step number that is no whole number");
  if (number < 0 || number > most_steps) throw std::invalid_argument("too many steps");
  return static_cast<long>(numerator(number));
}

/// The iterates of a problem's one iteration.
class Iterated {
 public:
  Iterated(const theorems::Dynamics& dynamics, long steps, const Deadline& deadline) : dynamics_(dynamics) {
    integrators::IterationOptions options;
    options.digits = digits_followed;
    options.stop = [deadline] { return deadline.passed(); };
    iterates_ = integrators::iterate_balls(integrators::make_system(dynamics, {}), {}, std::size_t(steps), options);
    if (!iterates_.complete()) throw std::runtime_error("the iteration was not followed: " + iterates_.reason);
  }

  /// The quantity at the steps from `low` to `high`, by `take`.
  template <class Take>
  void each(const theorems::Term& quantity, long low, long high, const Take& take) const {
    const integrators::ScopedDigits precision(std::max(iterates_.digits, digits_followed));
    const ObservedClaim observed = observe_claim(dynamics_, quantity);
    std::vector<std::string> names = dynamics_.state;
    names.emplace_back("n");
    std::vector<Ball> moments;
    for (const auto& moment : observed.moments)
      moments.push_back(value(moment.value, names, inputs(whole(closed_value(moment.time)), {})));
    for (const auto& moment : observed.moments) names.push_back(moment.name);
    BallProgram program(names);
    const std::size_t slot = program.compile(observed.claim);
    std::vector<Enclosed> slots;
    for (long n = low; n <= high; ++n) {
      program.run(inputs(n, moments), slots);
      take(slots[slot].defined == Truth::yes ? slots[slot].value : Ball::indeterminate());
    }
  }

 private:
  [[nodiscard]] std::vector<Ball> inputs(long n, const std::vector<Ball>& moments) const {
    std::vector<Ball> result = iterates_.values.at(std::size_t(n));
    result.emplace_back(Rational(n));
    result.insert(result.end(), moments.begin(), moments.end());
    return result;
  }

  static Ball value(const theorems::Term& term, const std::vector<std::string>& names,
                    const std::vector<Ball>& inputs) {
    BallProgram program(names);
    const std::size_t slot = program.compile(term);
    std::vector<Enclosed> slots;
    program.run(inputs, slots);
    return slots[slot].defined == Truth::yes ? slots[slot].value : Ball::indeterminate();
  }

  theorems::Dynamics dynamics_;
  integrators::Iterates<Ball> iterates_;
};

/// The largest of the values; unknown once one of them is.
class Largest {
 public:
  void take(const Ball& value) {
    if (seen_ && !largest_.finite()) return;
    largest_ = !seen_ || !value.finite() ? value : max(largest_, value);
    seen_ = true;
  }
  [[nodiscard]] const Ball& found() const { return largest_; }

 private:
  bool seen_ = false;
  Ball largest_ = Ball::indeterminate();
};

class StepsMeasure {
 public:
  explicit StepsMeasure(const LimitQuestion& question) : question_(question) {
    if (!question.problem.dynamics) throw std::invalid_argument("optimizers' runs are not followed for limits yet");
  }

  std::vector<Ball> operator()(const Rational& at, const Deadline& deadline) const {
    std::vector<Ball> values;
    for (const LimitPart& part : question_.parts) {
      const auto rate = rate_at(part, question_.limit, at);
      values.push_back(rate ? values.back() / *rate : value(part, at, deadline));
    }
    return values;
  }

 private:
  [[nodiscard]] Ball value(const LimitPart& part, const Rational& at, const Deadline& deadline) const {
    theorems::GroundClaim claim = question_.claim;
    claim.claim = part.quantity;
    const AtScale there = at_scale(question_.problem, claim, question_.limit.name, at);
    if (!there.problem.parameters.empty()) throw std::invalid_argument("parameters are left");
    const theorems::Dynamics& dynamics = *there.problem.dynamics;
    const ObservedClaim observed = observe_claim(dynamics, there.claim.claim);
    const bool moves = theorems::mentions_dynamics(dynamics, observed.claim);
    long low = 0, high = 0;
    for (const theorems::Binding& bound : there.claim.reals) {
      if (bound.name != "n") throw std::invalid_argument("a range of " + bound.name + " along steps");
      if (!moves) continue;
      low = whole(closed_value(bound.low));
      high = whole(closed_value(bound.high));
    }
    if (part.kind == Kind::order && low != high) throw std::invalid_argument("an order over a range of steps");
    long steps = high;
    for (const auto& moment : observed.moments) steps = std::max(steps, whole(closed_value(moment.time)));
    const Iterated iterated(dynamics, steps, deadline);
    Largest largest;
    const bool one_sided = part.kind == Kind::at_most || part.kind == Kind::below;
    iterated.each(there.claim.claim, low, high,
                  [&](const Ball& value) { largest.take(one_sided || low == high ? value : abs(value)); });
    return largest.found();
  }

  LimitQuestion question_;
};

class InSteps {
 public:
  InSteps(const LimitQuestion& question, const Deadline& deadline) : question_(question) {
    if (!question.problem.dynamics) throw std::invalid_argument("optimizers' runs are not followed for limits yet");
    if (!question.claim.reals.empty() || !question.problem.parameters.empty())
      throw std::invalid_argument("parameters or ranges are left");
    if (!further(deadline)) throw std::runtime_error("out of time before the first scale");
  }

  bool further(const Deadline& deadline) {
    constexpr double growth = 5;
    if (next_ > most_steps || growth * seconds_ > deadline.left()) return false;
    const double before = deadline.left();
    iterated_ = std::make_shared<const Iterated>(*question_.problem.dynamics, next_, deadline);
    seconds_ = before - deadline.left();
    end_ = next_;
    constexpr long times_longer = 4;
    next_ *= times_longer;
    return true;
  }

  [[nodiscard]] long end() const { return end_; }

  std::vector<Ball> operator()(const Rational& at, const Deadline& /*deadline*/) const {
    const long n = static_cast<long>(numerator(at));
    std::vector<Ball> values;
    for (const LimitPart& part : question_.parts)
      iterated_->each(part.quantity, n, n, [&](const Ball& value) { values.push_back(value); });
    return values;
  }

 private:
  LimitQuestion question_;
  std::shared_ptr<const Iterated> iterated_;
  long end_ = 0, next_ = 2048;
  double seconds_ = 0;  // that the last end took
};

}  // namespace

Measure measure_of_steps(const LimitQuestion& question) {
  return StepsMeasure(question);
}

MeasureOfTime measure_in_steps(const LimitQuestion& question, const Deadline& deadline) {
  const auto run = std::make_shared<InSteps>(question, deadline);
  return {[run] { return Rational(run->end()); },
          [run](const Rational& at, const Deadline& time) { return std::as_const(*run)(at, time); },
          [run](const Deadline& time) { return run->further(time); }};
}

}  // namespace flowcert::proofs
