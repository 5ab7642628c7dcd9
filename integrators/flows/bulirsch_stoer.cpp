#include "integrators/flows/bulirsch_stoer.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/odeint_support.hpp"
#include "integrators/taylor/polynomial.hpp"
#include "integrators/taylor/taylor_field.hpp"

namespace flowcert::integrators {

namespace {

using State = std::vector<Real>;
using Stepper = boost::numeric::odeint::bulirsch_stoer<State, Real, State, Real>;

constexpr int guard_digits = 8;
constexpr int tolerance_step = 3;  // digits between the two tolerances
constexpr int max_rejections = 1000;

class Run {
 public:
  Run(const TaylorField& field, State start, int tolerance_digits, const IntegrationOptions& options)
      : field_(field),
        stepper_(tolerance(tolerance_digits), tolerance(tolerance_digits)),
        x_(std::move(start)),
        options_(options) {}

  /// Steps to `target`; false with the reason when it cannot.
  bool reach(const Real& target, SampledSolution& result) {
    while (t_ < target) {
      if (options_.stop && options_.stop()) return fail(result, Outcome::stopped, "stopped");
      const bool last = t_ + dt_ >= target;
      Real dt = last ? Real(target - t_) : dt_;
      if (dt < (t_ + Real(1)) * smallest_) return fail(result, Outcome::ended, "the steps shrink to nothing");
      const auto outcome = stepper_.try_step(std::cref(field_), x_, t_, dt);
      if (!std::all_of(x_.begin(), x_.end(), is_finite) || !is_finite(dt)) {
        return fail(result, Outcome::undefined, "the right-hand side is undefined");
      }
      if (outcome == boost::numeric::odeint::fail) {
        if (++rejections_ > max_rejections) return fail(result, Outcome::ended, "no step is accurate enough");
        dt_ = dt;
        continue;
      }
      rejections_ = 0;
      if (last)
        t_ = target;
      else
        dt_ = dt;
    }
    return true;
  }

  [[nodiscard]] const State& state() const { return x_; }

 private:
  static Real tolerance(int digits) { return pow(Real(10), Real(-digits)); }

  bool fail(SampledSolution& result, Outcome outcome, const std::string& reason) const {
    result.outcome = outcome;
    result.reason = reason + " (at t = " + t_.str(12) + ")";
    return false;
  }

  const TaylorField& field_;
  Stepper stepper_;
  State x_;
  Real t_ = Real(0);
  Real dt_ = Real(1) / 16;
  Real smallest_ = pow(Real(10), Real(-30));
  int rejections_ = 0;
  const IntegrationOptions& options_;
};

}  // namespace

SampledSolution integrate_bulirsch_stoer(const SystemProblem& problem, std::span<const Rational> parameters,
                                         std::span<const Rational> times, const IntegrationOptions& options) {
  if (!std::is_sorted(times.begin(), times.end()) || (!times.empty() && times.front() < 0)) {
    throw std::invalid_argument("times must increase from 0 on");
  }
  const SystemProblem fixed = with_values(problem, parameters);
  const ScopedDigits precision(options.digits + tolerance_step + guard_digits);
  SampledSolution result;
  result.digits = working_digits();
  const PiecewiseSystem pieces(fixed.state, fixed.time, fixed.right_hand_side);
  if (!pieces.surfaces().empty() || !pieces.unsupported().empty()) {
    result.outcome = Outcome::unsupported;
    result.reason = "the right-hand side switches";
    return result;
  }
  const TaylorField field(fixed.right_hand_side, fixed.state, fixed.time);
  const State start = evaluate<Real>(Tape::compile(fixed.initial, std::vector<std::string>{}), std::vector<Real>{});
  Run fine(field, start, options.digits + tolerance_step, options), coarse(field, start, options.digits, options);
  for (const Rational& time : times) {
    const Real target = to_real(time);
    if (!coarse.reach(target, result) || !fine.reach(target, result)) return result;
    result.times.push_back(time);
    result.values.push_back(fine.state());
    result.errors.emplace_back();
    for (std::size_t i = 0; i < start.size(); ++i) {
      result.errors.back().push_back(abs(Real(fine.state()[i] - coarse.state()[i])));
    }
  }
  return result;
}

}  // namespace flowcert::integrators
