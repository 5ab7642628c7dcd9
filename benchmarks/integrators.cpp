// Taylor steps beside Odeint's Bulirsch-Stoer and Runge-Kutta-Fehlberg 7(8), on the same systems at the same
// tolerances, in one run: seconds, and the digits that were really achieved against a Taylor solution to thirty digits
// more.

#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <optional>

#include "integrators/flows/bulirsch_stoer.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/odeint_support.hpp"
#include "integrators/taylor/polynomial.hpp"
#include "integrators/taylor/taylor_field.hpp"

namespace {

using namespace flowcert::integrators;
using flowcert::theorems::apply;
using flowcert::theorems::Op;
using flowcert::theorems::Term;
using flowcert::theorems::variable;
using State = std::vector<Real>;
namespace odeint = boost::numeric::odeint;

constexpr double seconds_allowed = 20;

struct Case {
  std::string name;
  SystemProblem problem;
  Rational end;
};

SystemProblem system(std::vector<std::string> state, std::vector<Term> initial, std::vector<Term> field) {
  SystemProblem result;
  result.state = std::move(state);
  result.initial = std::move(initial);
  result.right_hand_side = std::move(field);
  return result;
}

std::vector<Case> cases() {
  const Term x = variable("x"), y = variable("y"), u = variable("u"), v = variable("v");
  const Term one(1), two(2);
  const Term cube = flowcert::theorems::pow(x * x + y * y, Term(Rational(3, 2)));
  return {{"logistic", system({"x"}, {Term(Rational(1, 100))}, {two * x * (one - x)}), 5},
          {"Lotka-Volterra", system({"x", "y"}, {one, Term(Rational(1, 2))}, {x * (one - y), y * (x - two)}), 10},
          {"pendulum", system({"x", "y"}, {one, Term(0)}, {y, -apply(Op::sin, {x})}), 10},
          {"Kepler, e = 1/2",
           system({"x", "y", "u", "v"}, {Term(Rational(1, 2)), Term(0), Term(0), apply(Op::sqrt, {Term(3)})},
                  {u, v, -x / cube, -y / cube}),
           10}};
}

class Clock {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::optional<State> taylor(const Case& c, int digits, const std::function<bool()>& stop) {
  IntegrationOptions options;
  options.digits = digits;
  options.companion = false;
  options.stop = stop;
  const Trajectory trajectory = integrate_taylor(c.problem, {}, c.end, options);
  if (!trajectory.complete()) return std::nullopt;
  return trajectory.value(c.end);
}

template <class Stepper>
std::optional<State> controlled(Stepper stepper, const Case& c, const std::function<bool()>& stop) {
  const TaylorField field(c.problem.right_hand_side, c.problem.state, c.problem.time);
  State x = evaluate<Real>(Tape::compile(c.problem.initial, {}), State{});
  const Real end = to_real(c.end);
  Real t(0), dt = Real(1) / 64;
  while (t < end) {
    if (stop()) return std::nullopt;
    dt = std::min(dt, Real(end - t));
    stepper.try_step(std::cref(field), x, t, dt);
  }
  return x;
}

std::optional<State> bulirsch_stoer(const Case& c, int digits, const std::function<bool()>& stop) {
  const ScopedDigits precision(digits + 10);
  const Real tolerance = pow(Real(10), Real(-digits));
  return controlled(odeint::bulirsch_stoer<State, Real, State, Real>(tolerance, tolerance), c, stop);
}

std::optional<State> fehlberg(const Case& c, int digits, const std::function<bool()>& stop) {
  const ScopedDigits precision(digits + 10);
  const Real tolerance = pow(Real(10), Real(-digits));
  using Method = odeint::runge_kutta_fehlberg78<State, Real, State, Real>;
  return controlled(odeint::make_controlled<Method>(tolerance, tolerance), c, stop);
}

double achieved_digits(const State& found, const State& reference) {
  double worst = -1e9;
  for (std::size_t i = 0; i < found.size(); ++i) {
    worst = std::max(worst, log2_magnitude(Real(found[i] - reference[i])) - log2_magnitude(reference[i]));
  }
  return -worst / 3.321928094887362;
}

void report(const Case& c, int digits, const char* method, const State& reference,
            const std::function<std::optional<State>(const std::function<bool()>&)>& solve) {
  const Clock clock;
  const auto found = solve([&] { return clock.seconds() > seconds_allowed; });
  const double seconds = clock.seconds();
  if (!found) {
    fmt::print("{:<18}{:>7}  {:<16}{:>10}  {:>9}\n", c.name, digits, method, "-", fmt::format("> {:.0f} s", seconds));
    return;
  }
  const ScopedDigits precision(digits + 40);
  fmt::print("{:<18}{:>7}  {:<16}{:>10.4f}  {:>9.1f}\n", c.name, digits, method, seconds,
             achieved_digits(*found, reference));
}

}  // namespace

int main() {
  fmt::print("{:<18}{:>7}  {:<16}{:>10}  {:>9}\n", "system", "digits", "method", "seconds", "achieved");
  for (const Case& c : cases()) {
    for (const int digits : {16, 30, 50, 100}) {
      const State reference = *taylor(c, digits + 30, {});
      report(c, digits, "Taylor", reference, [&](const auto& stop) { return taylor(c, digits, stop); });
      report(c, digits, "Bulirsch-Stoer", reference, [&](const auto& stop) { return bulirsch_stoer(c, digits, stop); });
      if (digits > 30) continue;  // its order is 8: hopeless beyond
      report(c, digits, "RKF 7(8)", reference, [&](const auto& stop) { return fehlberg(c, digits, stop); });
    }
  }
}
