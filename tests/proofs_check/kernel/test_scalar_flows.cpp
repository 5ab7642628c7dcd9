
#include <catch2/catch.hpp>

#include "integrators/flows/flow_trajectory.hpp"
#include "integrators/flows/integrate.hpp"
#include "integrators/flows/written_out_flow.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/tape.hpp"
#include "proofs_check/kernel/aligned_flow.hpp"
#include "tests/integrators/flows/flow_test_support.hpp"

using namespace flowcert::integrators;
using namespace flow_test;
using flowcert::proofs::kernel::aligned_flow;
using flowcert::theorems::DiscreteSettings;
using flowcert::theorems::Dynamics;
using flowcert::theorems::ScalarFlow;
using Optimizer = FlowDescription::Optimizer;

namespace {

FlowDescription discrete_flow(Optimizer optimizer, bool random_bases) {
  FlowDescription flow = two_layer({2, 1}, 3, optimizer);
  flow.target.random_bases = random_bases;
  start_aligned(flow, Rational(1, 5), Rational(2, 5));
  flow.discrete = DiscreteSettings{};
  flow.discrete->step = Term(Rational(1, 17));
  flow.discrete->steps = 40;
  flow.discrete->momentum = Term(Rational(9, 10));
  return flow;
}

/// The iteration's states after `steps` steps, evaluated for a term.
Real iterate(const ScalarFlow& flow, int steps, const Term& observable) {
  const Dynamics& dynamics = flow.dynamics;
  std::vector<std::string> names = dynamics.state;
  names.emplace_back("n");
  const Tape initial = Tape::compile(dynamics.initial, std::vector<std::string>{});
  const Tape step = Tape::compile(dynamics.right_hand_side, names);
  std::vector<Real> state = evaluate<Real>(initial, std::vector<Real>{});
  for (int n = 0; n < steps; ++n) {
    state.emplace_back(n);
    state = evaluate<Real>(step, state);
  }
  state.emplace_back(steps);
  return evaluate<Real>(Tape::compile(std::vector<Term>{observable}, names), state)[0];
}

FlowTrajectory run_steps(const FlowDescription& description) {
  FlowOptions options;
  options.digits = 40;
  return run_flow(description, options);
}

}  // namespace

TEST_CASE("Every optimizer moves aligned modes as its scalar reduction says") {
  const ScopedDigits digits(60);
  for (const Optimizer optimizer : {Optimizer::gradient, Optimizer::normalized, Optimizer::spectral,
                                    Optimizer::sgd_momentum, Optimizer::muon, Optimizer::nmd})
    for (const bool averages : {true, false})
      for (const bool nesterov : {true, false}) {
        FlowDescription description = discrete_flow(optimizer, true);
        description.discrete->momentum_averages = averages;
        description.discrete->nesterov = nesterov;
        CAPTURE(int(optimizer), averages, nesterov);
        const auto reduced = aligned_flow(description);
        REQUIRE(reduced);
        const FlowTrajectory full = run_steps(description);
        INFO(full.trouble());
        REQUIRE(full.complete());
        for (const char* name : {"sigma[1]", "sigma[2]", "loss", "t"})
          CHECK(abs(full.observe(name, Real(40)) - iterate(*reduced, 40, *reduced->observable(name))) < ten_to(-38));
        CHECK(full.observe("off_diagonal", Real(40)) < ten_to(-38));
      }
}

TEST_CASE("Sign-like optimizers reduce in identity bases only, and agree with the written-out entries") {
  const ScopedDigits digits(60);
  for (const Optimizer optimizer : {Optimizer::sign, Optimizer::signum, Optimizer::gradient}) {
    CHECK(aligned_flow(discrete_flow(optimizer, true)).has_value() == (optimizer == Optimizer::gradient));
    const FlowDescription description = discrete_flow(optimizer, false);
    const auto reduced = aligned_flow(description), written = write_out_flow(description);
    REQUIRE(reduced);
    REQUIRE(written);
    const FlowTrajectory full = run_steps(description);
    INFO(full.trouble());
    REQUIRE(full.complete());
    for (const char* name : {"W[1,1]", "W[2,1]", "layer[1][2,2]", "grad[2][1,1]", "loss"}) {
      const Real value = full.observe(name, Real(40));
      CHECK(abs(value - iterate(*reduced, 40, *reduced->observable(name))) < ten_to(-38));
      CHECK(abs(value - iterate(*written, 40, *written->observable(name))) < ten_to(-38));
    }
  }
}

TEST_CASE("Adam without memory is SignGD; Shampoo without accumulation and Muon without momentum are SpecGD") {
  const ScopedDigits digits(120);
  const auto with = [](Optimizer optimizer) {
    FlowDescription description = two_layer({3, 2, 1}, 4, optimizer);
    start_gaussian(description, 1);
    description.discrete = DiscreteSettings{};
    description.discrete->step = Term(Rational(1, 10)) / (Term(1) + flowcert::theorems::variable("n"));
    description.discrete->steps = 5;
    FlowOptions options;
    options.digits = 100;
    options.cross_check = false;
    return run_flow(description, options);
  };
  const FlowTrajectory sign = with(Optimizer::sign), adam = with(Optimizer::adam), spectral = with(Optimizer::spectral),
                       shampoo = with(Optimizer::shampoo), muon = with(Optimizer::muon);
  for (const char* name : {"W[1,1]", "W[3,2]", "layer[1][2,3]", "loss"}) {
    CHECK(abs(sign.observe(name, Real(5)) - adam.observe(name, Real(5))) < ten_to(-95));
    CHECK(abs(spectral.observe(name, Real(5)) - shampoo.observe(name, Real(5))) < ten_to(-95));
    CHECK(abs(spectral.observe(name, Real(5)) - muon.observe(name, Real(5))) < ten_to(-95));
    CHECK(abs(spectral.observe(name, Real(5)) - sign.observe(name, Real(5))) > ten_to(-3));
  }
}

TEST_CASE("Muon flow passes its momentum through zero and turns the weight round") {
  const ScopedDigits digits(50);
  FlowDescription description = two_layer({1}, 1, Optimizer::muon);
  description.model = FlowDescription::Model::linear;
  description.widths = {1, 1};
  description.target.random_bases = false;
  description.muon.tau = Term(Rational(1, 2));
  // From w = m = 0 with s = 1: w = t while m = (t - 3/2) + 3/2 exp(-2 t) < 0, then w falls at unit speed.
  Real turn = Real(3) / 2;
  for (int k = 0; k < 200; ++k) turn = Real(3) / 2 - Real(3) / 2 * exp(-2 * turn);

  const auto reduced = aligned_flow(description);
  REQUIRE(reduced);
  IntegrationOptions integration;
  integration.digits = 40;
  const Trajectory scalar = integrate_taylor(make_system(reduced->dynamics, {}), {}, 2, integration);
  INFO(scalar.reason);
  REQUIRE(scalar.complete());
  std::vector<std::string> names = reduced->dynamics.state;
  names.emplace_back("t");
  const Tape weight = Tape::compile(std::vector<Term>{*reduced->observable("W[1,1]")}, names);
  CHECK(abs(scalar.observe(weight, Rational(1))[0] - 1) < ten_to(-30));
  CHECK(abs(scalar.observe(weight, Rational(7, 4))[0] - (2 * turn - Real(1.75))) < ten_to(-29));

  // The full matrices either pass the turn as well or say at what time they stop; they never guess.
  FlowOptions options;
  options.digits = 30;
  options.t_end = Real(2);
  const FlowTrajectory flow = run_flow(description, options);
  CHECK(flow.complete() == flow.trouble().empty());
  CHECK(abs(flow.observe("W[1,1]", Real(1)) - 1) < ten_to(-30));
  if (flow.complete()) CHECK(abs(flow.observe("W[1,1]", Real(1.75)) - (2 * turn - Real(1.75))) < ten_to(-29));
  if (!flow.complete()) CHECK(abs(flow.end_time() - turn) < ten_to(-10));
}
