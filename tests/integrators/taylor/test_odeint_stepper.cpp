#include <catch2/catch.hpp>

#include "integrators/flows/bulirsch_stoer.hpp"
#include "integrators/taylor/odeint_stepper.hpp"
#include "tests/integrators/support.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using namespace flowcert::integrators::testing;
namespace odeint = boost::numeric::odeint;

namespace {
TaylorField oscillator() {
  return TaylorField(std::vector<Term>{name("y"), -name("x")}, std::vector<std::string>{"x", "y"}, "t");
}
}  // namespace

TEST_CASE("Odeint's integrate_adaptive drives both Taylor steppers") {
  const int digits = GENERATE(16, 50, 200);
  const ScopedDigits precision(digits + 10);
  const TaylorField field = oscillator();
  const auto check = [&](const std::vector<Real>& x, std::size_t steps) {
    CHECK(steps > 2);
    CHECK(log10_distance(x[0], cos(Real(10))) < -digits);
    CHECK(log10_distance(x[1], -sin(Real(10))) < -digits);
  };
  std::vector<Real> x{Real(1), Real(0)};
  std::size_t seen = 0;
  odeint::integrate_adaptive(ControlledTaylorStepper(digits + 3), std::cref(field), x, Real(0), Real(10), Real(1),
                             [&](const std::vector<Real>&, const Real&) { ++seen; });
  check(x, seen);
  x = {Real(1), Real(0)};
  seen = 0;
  odeint::integrate_adaptive(DenseTaylorStepper(digits + 3), std::cref(field), x, Real(0), Real(10), Real(1),
                             [&](const std::vector<Real>&, const Real&) { ++seen; });
  check(x, seen);
}

TEST_CASE("Odeint's integrate_const samples both Taylor steppers") {
  const ScopedDigits precision(60);
  const TaylorField field = oscillator();
  const auto sampled = [&](auto stepper) {
    std::vector<Real> x{Real(1), Real(0)};
    std::size_t samples = 0;
    double worst = -100;
    odeint::integrate_const(stepper, std::cref(field), x, Real(0), Real(5), Real(1) / 4,
                            [&](const std::vector<Real>& state, const Real& t) {
                              ++samples;
                              worst = std::max(worst, log10_distance(state[0], cos(t)));
                            });
    CHECK(samples == 21);
    CHECK(worst < -50);
  };
  sampled(ControlledTaylorStepper(53));
  sampled(DenseTaylorStepper(53));
}

TEST_CASE("Bulirsch-Stoer and Taylor agree, each within its stated error") {
  const Term x = name("x"), y = name("y");
  // Lotka-Volterra.
  const auto problem = system({"x", "y"}, {number(1), number(1, 2)}, {x * (number(1) - y), y * (x - number(2))});
  IntegrationOptions options;
  options.digits = 30;
  const std::vector<Rational> times{Rational(0), Rational(1, 3), Rational(2)};
  const auto sampled = integrate_bulirsch_stoer(problem, {}, times, options);
  REQUIRE(sampled.complete());
  const auto trajectory = integrate_taylor(problem, {}, 2, options);
  REQUIRE(trajectory.complete());
  const ScopedDigits precision(60);
  for (std::size_t k = 0; k < times.size(); ++k) {
    for (std::size_t i = 0; i < 2; ++i) {
      const Real distance = abs(Real(sampled.values[k][i] - trajectory.value(times[k])[i]));
      CHECK(distance <= sampled.errors[k][i] + trajectory.error(to_real(times[k]))[i]);
      CHECK(sampled.errors[k][i] < Real("1e-25"));
    }
  }
}

TEST_CASE("Bulirsch-Stoer refuses what it cannot do") {
  const Term x = name("x");
  IntegrationOptions options;
  options.digits = 20;
  const std::vector<Rational> times{Rational(2)};
  const auto jump = integrate_bulirsch_stoer(system({"x"}, {number(1)}, {-apply(Op::sign, {x})}), {}, times, options);
  CHECK(jump.outcome == Outcome::unsupported);
  const auto blow_up = integrate_bulirsch_stoer(system({"x"}, {number(1)}, {x * x}), {}, times, options);
  CHECK_FALSE(blow_up.complete());
  CHECK(blow_up.values.empty());
  const auto undefined = integrate_bulirsch_stoer(system({"x"}, {number(0)}, {number(1) / x}), {}, times, options);
  CHECK_FALSE(undefined.complete());
}
