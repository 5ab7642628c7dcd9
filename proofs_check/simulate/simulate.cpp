#include "proofs_check/simulate/simulate.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/flows/integrate.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/tape.hpp"
#include "proofs_check/deadline.hpp"
#include "proofs_check/simulate/flow.hpp"

namespace flowcert::proofs {

using integrators::Real;
using theorems::Dynamics;
using theorems::Problem;
using theorems::Rational;

namespace {

std::string decimal(const Real& value, int digits) {
  return value.str(digits, std::ios_base::fmtflags(0));
}

[[noreturn]] void fail(const theorems::ClaimFile& claim, const std::string& message) {
  throw theorems::InputError(theorems::Position{claim.head().file, 1, 1}, message);
}

std::vector<std::string> start_row(const Dynamics& dynamics, int digits) {
  std::vector<std::string> row{"0"};
  for (const theorems::Term& term : dynamics.initial) {
    if (term.is_number()) {
      row.push_back(theorems::to_text(term.number()));
      continue;
    }
    const integrators::ScopedDigits precision(digits + 10);
    const auto tape = integrators::Tape::compile(std::vector<theorems::Term>{term}, std::vector<std::string>{});
    row.push_back(decimal(integrators::evaluate<Real>(tape, std::vector<Real>{})[0], digits));
  }
  return row;
}

std::vector<std::vector<std::string>> system_rows(const Dynamics& dynamics, const SimulateOptions& options,
                                                  const Deadline& deadline) {
  integrators::IntegrationOptions integration;
  integration.digits = options.digits + 10;
  integration.stop = [deadline] { return deadline.passed(); };
  integration.companion = false;
  const Rational end = options.times.empty() ? Rational(0) : options.times.back();
  const auto trajectory = integrate_taylor(integrators::make_system(dynamics, {}), {}, end, integration);
  std::vector<std::vector<std::string>> rows;
  const integrators::ScopedDigits precision(trajectory.digits);
  for (const Rational& t : options.times) {
    std::vector<std::string> row{theorems::to_text(t)};
    const bool known = integrators::to_real(t) <= trajectory.end_time();
    const std::vector<Real> values = known ? trajectory.value(t) : std::vector<Real>(dynamics.state.size());
    for (const Real& value : values) row.push_back(known ? decimal(value, options.digits) : "");
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::vector<std::string>> iteration_rows(const Dynamics& dynamics, const SimulateOptions& options,
                                                     const Deadline& deadline) {
  const integrators::ScopedDigits precision(2 * options.digits + 20);
  std::vector<std::string> names = dynamics.state;
  names.emplace_back("n");
  const auto step = integrators::Tape::compile(dynamics.right_hand_side, names);
  std::vector<Real> state = integrators::evaluate<Real>(
      integrators::Tape::compile(dynamics.initial, std::vector<std::string>{}), std::vector<Real>{});
  std::vector<std::vector<std::string>> rows;
  Rational n = 0;
  for (const Rational& time : options.times) {
    for (; n < time && !deadline.passed(); n += 1) {
      std::vector<Real> inputs = state;
      inputs.push_back(integrators::to_real(n));
      state = integrators::evaluate<Real>(step, inputs);
    }
    std::vector<std::string> row{theorems::to_text(time)};
    for (const Real& value : state) row.push_back(n == time && isfinite(value) ? decimal(value, options.digits) : "");
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Puts the values that were chosen for this problem in front of its rows.
void add_rows(Trajectories& result, const Problem& problem, Trajectories own) {
  if (result.header.empty()) {
    for (const auto& [name, value] : problem.chosen) result.header.push_back(name);
    result.header.insert(result.header.end(), own.header.begin(), own.header.end());
  }
  for (auto& row : own.rows) {
    std::vector<std::string> full;
    for (const auto& [name, value] : problem.chosen) full.push_back(value);
    full.insert(full.end(), row.begin(), row.end());
    full.resize(result.header.size());
    result.rows.push_back(std::move(full));
  }
}

}  // namespace

Trajectories simulate(const theorems::ClaimFile& claim, const SimulateOptions& options) {
  const Deadline deadline = Deadline::in(options.budget_seconds);
  Trajectories result;
  for (std::size_t p = 0; p < claim.problem_count(); ++p) {
    const Problem problem = claim.problem(p, options.digits);
    if (!problem.flows.empty()) {
      add_rows(result, problem, simulate_flows(problem, options, deadline));
      continue;
    }
    if (!problem.dynamics) fail(claim, "the claim has no dynamics to simulate");
    if (!problem.parameters.empty()) {
      fail(claim, "the parameter '" + problem.parameters[0].name + "' has no single value to simulate with");
    }
    const Dynamics& dynamics = *problem.dynamics;
    const bool system = dynamics.kind == Dynamics::Kind::system;
    Trajectories own;
    own.header.emplace_back(system ? "t" : "n");
    own.header.insert(own.header.end(), dynamics.state.begin(), dynamics.state.end());
    if (options.initial_only) {
      own.rows.push_back(start_row(dynamics, options.digits));
    } else {
      own.rows = system ? system_rows(dynamics, options, deadline) : iteration_rows(dynamics, options, deadline);
    }
    add_rows(result, problem, std::move(own));
  }
  return result;
}

}  // namespace flowcert::proofs
