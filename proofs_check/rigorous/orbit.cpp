#include "proofs_check/rigorous/orbit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/point_claim.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::Tape;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr long longest_orbit = 1'000'000;
constexpr std::size_t most_bits = 50'000;
constexpr int first_digits = 60;
constexpr int most_digits = 4'000;

std::size_t bits(const Rational& value) {
  return msb(abs(numerator(value)) + 1) + msb(denominator(value));
}

std::vector<std::string> joined(std::vector<std::string> names, const std::vector<std::string>& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

/// Thrown when rational numbers do not carry the orbit any further.
struct TooLarge {};

}  // namespace

class Orbit {
 public:
  Orbit(const theorems::Problem& problem, const theorems::GroundClaim& claim, const std::vector<Rational>& point,
        long most_steps, const Deadline& deadline)
      : dynamics_(*problem.dynamics), claim_(claim), point_(point), most_steps_(most_steps), deadline_(deadline) {
    for (const theorems::FreeParameter& parameter : problem.parameters) parameters_.push_back(parameter.name);
    observed_ = observe_claim(dynamics_, claim.claim);
    find_range();
  }

  OrbitOutcome run() {
    if (!outcome_.reason.empty()) return std::move(outcome_);
    try {
      exactly();
    } catch (const TooLarge&) {
      in_balls_with_growing_digits();
    } catch (const integrators::NotRational&) {
      in_balls_with_growing_digits();
    } catch (const integrators::Undefined& reason) {
      outcome_.reason = fmt::format("the iteration is undefined after some step: {}", reason.what());
    }
    return std::move(outcome_);
  }

 private:
  /// First and last n, from the claim's one integer binding.
  void find_range() {
    for (const theorems::Binding& binding : claim_.reals) {
      if (binding.name != "n") {
        outcome_.reason = fmt::format("the check also binds {}", binding.name);
        return;
      }
      first_ = integer(binding.low) + (binding.low_open ? 1 : 0);
      if (binding.high.op() != Op::infinity) last_ = integer(binding.high) - (binding.high_open ? 1 : 0);
    }
    if (last_ && *last_ > longest_orbit) outcome_.reason = "more than 10^6 steps";
    if (last_ && *last_ < first_) outcome_.reason = "the range of n is empty";
    looked_at_ = std::min(last_.value_or(first_ + most_steps_), first_ + most_steps_);
  }

  long integer(const Term& term) const {
    const Tape tape = Tape::compile(std::vector<Term>{term}, parameters_);
    const Rational value = integrators::evaluate<Rational>(tape, point_)[0];
    if (!theorems::is_integer(value) || abs(value) > Rational(longest_orbit * 10)) {
      throw std::invalid_argument("'" + to_text(term) + "' is not a step number");
    }
    return numerator(value).convert_to<long>();
  }

  [[nodiscard]] long steps_needed() const {
    long steps = looked_at_;
    for (const auto& moment : observed_.moments) steps = std::max(steps, integer(moment.time));
    return steps;
  }

  [[nodiscard]] Tape field() const {
    return Tape::compile(dynamics_.right_hand_side, joined(joined(parameters_, dynamics_.state), {"n"}));
  }

  [[nodiscard]] std::vector<std::string> claim_names() const {
    std::vector<std::string> names = joined(joined(parameters_, dynamics_.state), {"n"});
    for (const auto& moment : observed_.moments) names.push_back(moment.name);
    return names;
  }

  template <class T>
  std::vector<T> inputs(const std::vector<T>& parameters, const std::vector<T>& state, long n) const {
    std::vector<T> result = parameters;
    result.insert(result.end(), state.begin(), state.end());
    result.push_back(T(Rational(n)));
    return result;
  }

  /// The states from step 0 on, up to the last that is usable: an orbit ends where a value is undefined.
  template <class T>
  std::vector<std::vector<T>> follow(const std::vector<T>& parameters,
                                     const std::function<bool(const T&)>& usable) const {
    const Tape step = field();
    std::vector<std::vector<T>> states;
    const long steps = steps_needed();
    for (long n = 0; n <= steps && !(n > 0 && deadline_.passed()); ++n) {
      std::vector<T> next = n == 0 ? integrators::evaluate<T>(Tape::compile(dynamics_.initial, parameters_), parameters)
                                   : integrators::evaluate<T>(step, inputs(parameters, states.back(), n - 1));
      if (!std::all_of(next.begin(), next.end(), usable)) break;
      states.push_back(std::move(next));
    }
    return states;
  }

  template <class T>
  std::vector<T> moments(const std::vector<T>& parameters, const std::vector<std::vector<T>>& states) const {
    std::vector<T> values;
    for (const auto& moment : observed_.moments) {
      const long n = integer(moment.time);
      if (n < 0 || static_cast<std::size_t>(n) >= states.size())
        throw std::invalid_argument("a step outside the range");
      const Tape tape =
          Tape::compile(std::vector<Term>{moment.value}, joined(joined(parameters_, dynamics_.state), {"n"}));
      values.push_back(integrators::evaluate<T>(tape, inputs(parameters, states[static_cast<std::size_t>(n)], n))[0]);
    }
    return values;
  }

  void exactly() {
    const auto states = follow<Rational>(point_, [](const Rational& value) {
      if (bits(value) >= most_bits) throw TooLarge{};
      return true;
    });
    const std::vector<Rational> extra = moments(point_, states);
    const PointClaim claim(observed_.claim, claim_names());
    decide_each(states.size(), [&](long n) {
      std::vector<Rational> values = inputs(point_, states[static_cast<std::size_t>(n)], n);
      values.insert(values.end(), extra.begin(), extra.end());
      const Truth truth = claim.at_escalating(values, 1000, deadline_);
      if (truth == Truth::no) describe(claim, values);
      return truth;
    });
    outcome_.exact = true;
  }

  void describe(const PointClaim& claim, const std::vector<Rational>& values) {
    if (const auto sides = claim.failing_sides(values, 30)) {
      outcome_.message =
          fmt::format("{} fails: left side {}, right side {}", sides->relation, sides->left, sides->right);
    }
  }

  void in_balls_with_growing_digits() {
    for (int digits = first_digits; digits <= most_digits && !deadline_.passed(); digits *= 4) {
      const integrators::ScopedDigits precision(digits);
      outcome_.reason.clear();
      in_balls();
      if (outcome_.evidence || outcome_.witness) return;
    }
  }

  void in_balls() {
    std::vector<Ball> parameters;
    for (const Rational& value : point_) parameters.emplace_back(value);
    const auto states = follow<Ball>(parameters, [](const Ball& value) { return value.finite(); });
    const std::vector<Ball> extra = moments(parameters, states);
    const ClaimProgram claim(observed_.claim, claim_names());
    decide_each(states.size(), [&](long n) {
      std::vector<Ball> values = inputs(parameters, states[static_cast<std::size_t>(n)], n);
      values.insert(values.end(), extra.begin(), extra.end());
      const Truth truth = claim.over(values, deadline_);
      if (truth == Truth::no) {
        const auto relations = claim.relations(values, deadline_);
        for (const auto& relation : relations) {
          if (relation.truth != Truth::no) continue;
          outcome_.message = fmt::format("{} fails: left side {}, right side {}", to_text(relation.term),
                                         relation.left.value.text(30), relation.right.value.text(30));
          break;
        }
      }
      return truth;
    });
  }

  void decide_each(std::size_t states, const std::function<Truth(long)>& truth_at) {
    for (long n = first_; n <= looked_at_; ++n) {
      if (static_cast<std::size_t>(n) >= states || deadline_.passed()) {
        outcome_.reason = fmt::format("the orbit was not followed to step {}", n);
        return;
      }
      const Truth truth = truth_at(n);
      if (truth == Truth::yes) continue;
      if (truth == Truth::no) {
        std::vector<std::pair<std::string, std::string>> values;
        for (std::size_t k = 0; k < point_.size(); ++k)
          values.emplace_back(parameters_[k], theorems::to_text(point_[k]));
        values.emplace_back("n", std::to_string(n));
        outcome_.witness = RigorousKernel::witness(std::move(values), "the iteration followed exactly or in balls");
        return;
      }
      outcome_.reason = fmt::format("open at step {}", n);
      return;
    }
    if (!last_ || looked_at_ < *last_) {
      outcome_.reason = fmt::format("true for n up to {}, where the range goes on", looked_at_);
      return;
    }
    outcome_.evidence = RigorousKernel::certified(fmt::format("all {} steps followed", looked_at_ - first_ + 1));
  }

  const theorems::Dynamics& dynamics_;
  const theorems::GroundClaim& claim_;
  std::vector<Rational> point_;
  long most_steps_;
  Deadline deadline_;
  std::vector<std::string> parameters_;
  ObservedClaim observed_;
  long first_ = 0;
  long looked_at_ = 0;  // the last step that is looked at
  std::optional<long> last_;
  OrbitOutcome outcome_;
};

OrbitOutcome follow_orbit(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                          const std::vector<Rational>& point, long most_steps, const Deadline& deadline) {
  try {
    return Orbit(problem, claim, point, most_steps, deadline).run();
  } catch (const std::exception& reason) {
    OrbitOutcome outcome;
    outcome.reason = reason.what();
    return outcome;
  }
}

}  // namespace flowcert::proofs
