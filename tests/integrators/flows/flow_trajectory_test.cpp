#include "integrators/flows/flow_trajectory.hpp"

#include <catch2/catch.hpp>

#include "flow_test_support.hpp"
#include "integrators/numbers/precision.hpp"

using namespace flowcert::integrators;
using namespace flow_test;
using Optimizer = FlowDescription::Optimizer;

namespace {

/// Entry (i, j) of V^T V - U U^T.
Real imbalance(const FlowTrajectory& flow, const Real& time, std::size_t i, std::size_t j, std::size_t outer) {
  Real sum = 0;
  for (std::size_t k = 1; k <= outer; ++k)
    sum += flow.observe(entry("layer[2]", k, i), time) * flow.observe(entry("layer[2]", k, j), time) -
           flow.observe(entry("layer[1]", i, k), time) * flow.observe(entry("layer[1]", j, k), time);
  return sum;
}

FlowTrajectory run(const FlowDescription& description, int digits, const Real& end, bool cross_check = true) {
  FlowOptions options;
  options.digits = digits;
  options.t_end = end;
  options.cross_check = cross_check;
  return run_flow(description, options);
}

Real determinant_of_two(const FlowTrajectory& flow, const char* layer, const Real& time) {
  const auto at = [&](std::size_t i, std::size_t j) { return flow.observe(entry(layer, i, j), time); };
  return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
}

/// The distance falls with the smoothing. Returns the run that follows the events.
FlowTrajectory require_agreement_with_smoothed(const FlowDescription& description, const std::vector<Real>& times) {
  FlowTrajectory sharp = run(description, 12, times.back(), false);
  INFO(sharp.trouble());
  REQUIRE(sharp.complete());
  std::vector<Real> distances;
  for (const int inverse : {50, 100, 200}) {
    FlowOptions options;
    options.digits = 10;
    options.t_end = times.back();
    options.cross_check = false;
    options.smoothing = Real(1) / inverse;
    const FlowTrajectory smooth = run_flow(description, options);
    INFO(smooth.trouble());
    REQUIRE(smooth.complete());
    Real worst = 0;
    for (const Real& time : times)
      for (const char* name : {"sigma[1]", "sigma[2]"}) {
        const Real distance = abs(smooth.observe(name, time) - sharp.observe(name, time));
        if (distance > worst) worst = distance;
      }
    CHECK(worst < Real(6) / inverse);
    distances.push_back(worst);
  }
  CHECK(distances[2] < distances[1]);
  CHECK(distances[1] < distances[0]);
  return sharp;
}

}  // namespace

TEST_CASE("Gradient flow from a Gaussian start conserves V^T V - U U^T to 45 of 50 digits") {
  const ScopedDigits digits(60);
  FlowDescription description =
      two_layer({4, 3, Rational(5, 2), 2, Rational(3, 2), 1, Rational(1, 2), Rational(1, 4)}, 8, Optimizer::gradient);
  start_gaussian(description, small(6));
  FlowOptions options;
  options.digits = 50;
  options.t_end = 50;
  options.cross_check = false;
  const FlowTrajectory flow = run_flow(description, options);
  REQUIRE(flow.complete());
  for (const int time : {1, 10, 50})
    for (const auto& [i, j] : {std::pair<std::size_t, std::size_t>{1, 1}, {2, 5}, {8, 7}}) {
      const Real start = imbalance(flow, Real(0), i, j, 8);
      CHECK(abs(start) > ten_to(-14));
      CHECK(abs(imbalance(flow, Real(time), i, j, 8) - start) < ten_to(-45));
    }
}

TEST_CASE("Aligned gradient flow in random bases follows the logistic law") {
  const ScopedDigits digits(60);
  FlowDescription description = two_layer({2, 1}, 3, Optimizer::gradient);
  start_aligned(description, Rational(1, 10), Rational(1, 10));
  const FlowTrajectory flow = run(description, 40, Real(5));
  REQUIRE(flow.complete());
  for (int k = 1; k <= 2; ++k) {
    const Real s = 3 - k, start = Real(1) / 100;
    const Real law = s / (1 + (s / start - 1) * exp(-2 * s * Real(3)));
    CHECK(abs(flow.observe(indexed("sigma", std::size_t(k)), Real(3)) - law) < ten_to(-39));
  }
  CHECK(flow.observe("off_diagonal", Real(3)) < ten_to(-40));
  CHECK(flow.error_estimate(Real(5)) < ten_to(-40));
  const Real sigma = flow.observe("sigma[2]", Real(3));
  CHECK(abs(flow.derivative("sigma[2]", Real(3)) - 2 * sigma * (1 - sigma)) < ten_to(-38));
}

TEST_CASE("Spectral flow from an aligned start in random bases follows min((a + t)(b + t), s)") {
  const ScopedDigits digits(60);
  FlowDescription description =
      two_layer({3, Rational(5, 2), 2, Rational(3, 2), 1, Rational(1, 2)}, 8, Optimizer::spectral);
  start_aligned(description, Rational(1, 10), Rational(1, 5));
  const FlowTrajectory flow = run(description, 50, Real(2), false);
  INFO(flow.trouble());
  REQUIRE(flow.complete());
  const std::vector<Real> s{Real(3), Real(2.5), Real(2), Real(1.5), Real(1), Real(0.5)};
  for (const Real& time : {Real(0.25), Real(1), Real(1.5), Real(2)})
    for (std::size_t k = 1; k <= 6; ++k) {
      const Real law = smaller(Real((Real(1) / 10 + time) * (Real(1) / 5 + time)), s[k - 1]);
      CHECK(abs(flow.observe(indexed("sigma", k), time) - law) < ten_to(-48));
    }
  for (std::size_t k = 1; k <= 6; ++k) {
    const Real expected = (sqrt(Real(1) / 100 + 4 * s[k - 1]) - Real(3) / 10) / 2;
    CHECK(abs(flow.observe(indexed("saturation_time", k), Real(2)) - expected) < ten_to(-48));
  }
  CHECK(flow.events().size() == 6);
}

TEST_CASE("Two computations with other steps and digits give the error estimates") {
  const ScopedDigits digits(40);
  FlowDescription description = two_layer({2, 1}, 3, Optimizer::spectral);
  start_aligned(description, Rational(1, 10), Rational(1, 5));
  const FlowTrajectory flow = run(description, 30, Real(2));
  REQUIRE(flow.complete());
  for (const char* name : {"sigma[1]", "loss", "saturation_time[1]", "saturation_time[2]"})
    CHECK(flow.disagreement(name, Real(2)) < ten_to(-29));
  CHECK(flow.error_estimate(Real(1.25)) < ten_to(-29));
}

TEST_CASE("The smoothed flow, which knows no events, agrees with the events to the order of its smoothing") {
  const ScopedDigits digits(30);
  FlowDescription description = two_layer({1, Rational(1, 2)}, 3, Optimizer::spectral);
  start_gaussian(description, small(2));
  require_agreement_with_smoothed(description, {Real(0.25), Real(0.5), Real(0.75), Real(1.25)});
}

TEST_CASE("Spectral flow passes through times at which a layer is singular, as the smoothed flow does") {
  const ScopedDigits digits(30);
  std::size_t crossings = 0;
  for (const int seed : {9, 11}) {
    FlowDescription description = two_layer({2, 1}, 2, Optimizer::spectral);
    start_gaussian(description, Rational(1, 10));
    description.start.seed = std::uint64_t(seed);
    const FlowTrajectory sharp = require_agreement_with_smoothed(description, {Real(0.125), Real(0.25), Real(0.5)});
    for (const char* layer : {"layer[1]", "layer[2]"})
      if (determinant_of_two(sharp, layer, Real(0)) * determinant_of_two(sharp, layer, Real(0.5)) < 0) ++crossings;
  }
  CHECK(crossings > 0);
}

TEST_CASE("Normalized flow arrives in finite time at unit speed and stays") {
  const ScopedDigits digits(30);
  FlowDescription description = two_layer({3, 4}, 2, Optimizer::normalized);
  description.model = FlowDescription::Model::linear;
  description.widths = {2, 2};
  const FlowTrajectory flow = run(description, 15, Real(6));
  INFO(flow.trouble());
  REQUIRE(flow.complete());
  // From 0 straight to diag(3, 4): at time t the distance is 5 - t.
  CHECK(abs(flow.observe("loss", Real(2)) - Real(9) / 2) < ten_to(-14));
  CHECK(abs(flow.observe("sigma[1]", Real(2)) - Real(6) / 5) < ten_to(-14));
  CHECK(flow.observe("loss", Real(6)) < ten_to(-28));
  CHECK(abs(flow.observe("sigma[2]", Real(6)) - 4) < ten_to(-14));
}

TEST_CASE("Newton-Schulz flow of one mode stops at its target instead of passing it") {
  const ScopedDigits digits(30);
  FlowDescription description = two_layer({1}, 1, Optimizer::spectral);
  description.model = FlowDescription::Model::linear;
  description.widths = {1, 1};
  description.muon.newton_schulz = true;
  const FlowTrajectory flow = run(description, 15, Real(3));
  INFO(flow.trouble());
  REQUIRE(flow.complete());
  Real speed = 1;
  for (int step = 0; step < 5; ++step)
    speed = speed * (Real(34445) / 10000 + speed * speed * (Real(-4775) / 1000 + speed * speed * Real(20315) / 10000));
  CHECK(abs(flow.observe("sigma[1]", Real(0.5)) - speed / 2) < ten_to(-14));
  CHECK(abs(flow.observe("sigma[1]", Real(3)) - 1) < ten_to(-14));
}

TEST_CASE("Spectral flow from a small Gaussian start follows min(t^2, s) and never increases the loss") {
  const ScopedDigits digits(30);
  FlowDescription description = two_layer({2, Rational(3, 2), 1, Rational(1, 2)}, 6, Optimizer::spectral);
  start_gaussian(description, small(6));
  const FlowTrajectory flow = run(description, 16, Real(2), false);
  INFO(flow.trouble());
  REQUIRE(flow.complete());
  const std::vector<Real> s{Real(2), Real(1.5), Real(1), Real(0.5)};
  Real before = flow.observe("loss", Real(0));
  for (int n = 1; n <= 40; ++n) {
    const Real time = Real(n) / 20;
    for (std::size_t k = 1; k <= 4; ++k)
      CHECK(abs(flow.observe(indexed("sigma", k), time) - smaller(Real(time * time), s[k - 1])) < 2e-5);
    const Real now = flow.observe("loss", time);
    CHECK(now <= before + ten_to(-15));
    before = now;
  }
  CHECK(flow.observe("loss", Real(2)) < ten_to(-14));
}

TEST_CASE("Muon flow with tau = 0 is the spectral flow") {
  const ScopedDigits digits(40);
  FlowDescription spectral = two_layer({2, 1}, 3, Optimizer::spectral);
  start_gaussian(spectral, small(2));
  FlowDescription muon = spectral;
  muon.optimizer = Optimizer::muon;
  muon.muon.tau = Term(0);
  const FlowTrajectory one = run(spectral, 20, Real(0.75)), other = run(muon, 20, Real(0.75));
  INFO(one.trouble());
  REQUIRE(one.complete());
  for (const char* name : {"W[1,2]", "layer[1][3,1]", "loss"})
    CHECK(one.observe(name, Real(0.75)) == other.observe(name, Real(0.75)));
}

TEST_CASE("A start that is exactly zero stays, and a start too small to see is refused") {
  const ScopedDigits digits(40);
  FlowDescription description = two_layer({2, 1}, 2, Optimizer::spectral);
  const FlowTrajectory still = run(description, 30, Real(1));
  REQUIRE(still.complete());
  CHECK(still.observe("sigma[1]", Real(1)) == 0);
  start_aligned(description, 1, 1);
  description.start.right_scale = {Term(1), Term(small(200))};
  description.start.left_scale = {Term(1), Term(small(200))};
  const FlowTrajectory tiny = run(description, 30, Real(1));
  CHECK_FALSE(tiny.complete());
  CHECK(tiny.trouble().find("too small to tell from zero") != std::string::npos);
}
