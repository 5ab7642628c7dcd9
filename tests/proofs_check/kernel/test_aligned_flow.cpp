#include <catch2/catch.hpp>
#include <random>

#include "integrators/flows/flow_trajectory.hpp"
#include "integrators/flows/integrate.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/tape.hpp"
#include "proofs_check/kernel/aligned_flow.hpp"
#include "tests/integrators/flows/flow_test_support.hpp"

namespace {

using namespace flow_test;
using namespace flowcert::integrators;
using flowcert::proofs::kernel::aligned_flow;
using flowcert::theorems::ScalarFlow;
using Optimizer = FlowDescription::Optimizer;

FlowDescription aligned_two_layer(Optimizer optimizer) {
  FlowDescription flow = two_layer({2, 1}, 3, optimizer);
  start_aligned(flow, Rational(1, 5), Rational(2, 5));
  return flow;
}

/// Small whole numbers, and fractions between 1/4 and 2.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::size_t up_to(std::size_t most) { return random_() % (most + 1); }
  Rational fraction() { return {long(2 + up_to(14)), 8}; }

 private:
  std::mt19937_64 random_;
};

void give_target(FlowDescription& flow, Dice& dice) {
  const std::size_t modes = 1 + dice.up_to(2);
  if (dice.up_to(3) == 0) {
    flow.target.kind = FlowTarget::Kind::mixture;
    flow.target.rows = 2, flow.target.columns = 2 + dice.up_to(1);
    flow.target.priors = {Term(Rational(2, 3)), Term(Rational(1, 3))};
    flow.target.mean = Term(dice.fraction()), flow.target.noise = Term(dice.fraction());
    return;
  }
  flow.target.rows = modes + dice.up_to(1), flow.target.columns = modes + dice.up_to(1);
  for (std::size_t k = 0; k < modes; ++k) flow.target.singular_values.emplace_back(dice.fraction());
  flow.target.random_bases = dice.up_to(2) > 0;
  flow.target.seed = dice.up_to(1000);
  if (dice.up_to(2) > 0) return;
  const std::size_t n = flow.target.columns;
  const Rational all = dice.fraction();
  flow.input_covariance.assign(n * n, Term(0));
  for (std::size_t k = 0; k < n; ++k)
    flow.input_covariance[k * n + k] = Term(flow.target.random_bases ? all : dice.fraction());
}

/// A flow that the reduction is for, of up to three layers.
FlowDescription random_flow(Optimizer optimizer, Dice& dice) {
  FlowDescription flow;
  flow.optimizer = optimizer;
  give_target(flow, dice);
  const std::size_t layers = 1 + dice.up_to(2);
  flow.model = layers == 1   ? FlowDescription::Model::linear
               : layers == 2 ? FlowDescription::Model::two_layer
                             : FlowDescription::Model::deep;
  flow.widths = {flow.target.columns};
  for (std::size_t l = 1; l < layers; ++l) flow.widths.push_back(flow.modes() + dice.up_to(2));
  flow.widths.push_back(flow.target.rows);
  flow.start.kind = FlowStart::Kind::aligned;
  flow.start.seed = dice.up_to(1000);
  for (std::size_t k = 0; k < flow.modes(); ++k) {
    flow.start.right_scale.emplace_back(dice.fraction());
    flow.start.left_scale.emplace_back(dice.fraction());
  }
  flow.muon.tau = Term(dice.fraction());
  flow.muon.momentum_starts_at_gradient = true;  // from 0 the scalar integrator does not start
  return flow;
}

std::vector<std::string> observables_of(const FlowDescription& flow) {
  std::vector<std::string> names{"loss",         "off_diagonal",  "W[1,1]",        "E[1,1]",
                                 "grad[1][1,1]", "class_loss[1]", "balanced_loss", "alignment_in"};
  for (std::size_t k = 1; k <= flow.modes(); ++k) names.push_back(indexed("sigma", k));
  return names;
}

/// Compares what both know at a few times; the number of values that were compared. `troubles`: why there are none.
std::size_t compare(const FlowDescription& flow, Dice& dice, std::string& troubles) {
  const auto scalar = aligned_flow(flow);
  REQUIRE(scalar);
  const Rational end(1, 2);
  FlowOptions options;
  options.digits = 20;
  options.t_end = to_real(end);
  options.cross_check = false;  // that is what the modes are for
  const FlowTrajectory full = run_flow(flow, options);
  IntegrationOptions integration;
  integration.digits = 25;
  const Trajectory modes = integrate_taylor(make_system(scalar->dynamics, {}), {}, end, integration);
  if (!full.complete() || !modes.complete()) {
    troubles += full.trouble() + "; " + modes.reason + "\n";
    return 0;
  }
  std::vector<std::string> names = scalar->dynamics.state;
  names.emplace_back("t");
  std::size_t compared = 0;
  for (int k = 0; k < 3; ++k) {
    const Rational time(long(dice.up_to(64)), 128);
    for (const std::string& name : observables_of(flow)) {
      const auto term = scalar->observable(name);
      if (!term) continue;
      INFO(name);
      const Tape tape = Tape::compile(std::vector<Term>{*term}, names);
      const Real expected = full.observe(name, to_real(time));
      CHECK(abs(modes.observe(tape, time)[0] - expected) <= ten_to(-15) * (1 + abs(expected)));
      ++compared;
    }
  }
  return compared;
}

}  // namespace

TEST_CASE("the kernel: an aligned flow moves on full matrices as its modes do") {
  const ScopedDigits digits(40);
  Dice dice(2026);
  for (const Optimizer optimizer : {Optimizer::gradient, Optimizer::normalized, Optimizer::spectral, Optimizer::muon}) {
    std::size_t compared = 0;
    std::string troubles;
    for (int example = 0; example < 6; ++example) {
      const FlowDescription flow = random_flow(optimizer, dice);
      CAPTURE(int(optimizer), example, flow.layers(), flow.modes());
      compared += compare(flow, dice, troubles);
    }
    CAPTURE(int(optimizer), troubles);
    CHECK(compared > 60);
  }
}

TEST_CASE("the kernel: what is not aligned is not reduced") {
  const FlowDescription good = aligned_two_layer(Optimizer::gradient);
  CHECK(aligned_flow(good));
  const auto refused = [&](const auto& change) {
    FlowDescription flow = good;
    change(flow);
    return !aligned_flow(flow);
  };
  CHECK(refused([](FlowDescription& flow) { start_gaussian(flow, small(2)); }));
  CHECK(refused([](FlowDescription& flow) { flow.start.kind = FlowStart::Kind::orthogonal; }));
  CHECK(refused([](FlowDescription& flow) { flow.widths[1] = 1; }));
  CHECK(refused([](FlowDescription& flow) { flow.target.kind = FlowTarget::Kind::matrix; }));
  CHECK(refused([](FlowDescription& flow) { flow.target.singular_values.emplace_back(1); }));
  CHECK(refused([](FlowDescription& flow) { flow.input_covariance = {Term(1), Term(0), Term(0), Term(2)}; }));
  CHECK(refused([](FlowDescription& flow) { flow.optimizer = Optimizer::sign; }));
  CHECK(refused([](FlowDescription& flow) {
    flow.optimizer = Optimizer::sign;
    flow.target.random_bases = false;  // off the diagonal 0 need not attract
  }));
  CHECK(refused([](FlowDescription& flow) {
    flow.target.random_bases = false;
    flow.input_covariance = {Term(1), Term(Rational(1, 100)), Term(Rational(1, 100)), Term(2)};
  }));
  CHECK_FALSE(refused([](FlowDescription& flow) { flow.input_covariance = {Term(2), Term(0), Term(0), Term(2)}; }));
  CHECK_FALSE(refused([](FlowDescription& flow) {
    flow.target.random_bases = false;
    flow.input_covariance = {Term(1), Term(0), Term(0), Term(2)};
  }));
  for (const Optimizer optimizer : {Optimizer::adam, Optimizer::shampoo})
    CHECK(refused([&](FlowDescription& flow) {
      flow.optimizer = optimizer;
      flow.discrete.emplace().step = Term(1);
    }));
}

TEST_CASE("the kernel: what bases do not tell is not observed") {
  FlowDescription flow = aligned_two_layer(Optimizer::spectral);
  const auto random = aligned_flow(flow);
  REQUIRE(random);
  CHECK(random->dynamics.state.size() == 4);
  CHECK(random->dynamics.state[2] == "layer[2].mode[1]");
  for (const char* unknown : {"W[1,1]", "layer[1][1,1]", "grad[2][1,2]", "E[1,2]", "alignment_in", "sigma[3]"})
    CHECK_FALSE(random->observable(unknown));
  CHECK(random->observable("off_diagonal") == std::optional(Term(0)));
  flow.target.random_bases = false;
  const auto unit = aligned_flow(flow);
  REQUIRE(unit);
  CHECK(unit->observable("alignment_in"));
  CHECK(unit->observable("W[1,2]") == std::optional(Term(0)));
}

TEST_CASE("the kernel: the loss under a covariance that may be singular is not observed") {
  FlowDescription flow = aligned_two_layer(Optimizer::gradient);
  flow.target.random_bases = false;
  flow.input_covariance = {Term(1), Term(0), Term(0), Term(2)};
  CHECK(aligned_flow(flow)->observable("loss"));
  flow.input_covariance[3] = Term(0);
  CHECK_FALSE(aligned_flow(flow)->observable("loss"));
  flow.input_covariance[3] = flowcert::theorems::variable("c");
  CHECK_FALSE(aligned_flow(flow)->observable("loss"));
}
