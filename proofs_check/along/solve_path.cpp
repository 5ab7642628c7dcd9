#include "proofs_check/along/solve_path.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "integrators/enclosure/tube.hpp"
#include "integrators/flows/integrate.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/path_claim.hpp"
#include "proofs_check/rigorous/sampler.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs {

using theorems::Dynamics;
using theorems::Op;
using theorems::Rational;
using theorems::Substitution;
using theorems::Term;

namespace {

Term at_point(const Term& term, const Substitution& values) {
  return theorems::substitute(term, values);
}

bool infinite(const Term& end) {
  return end.op() == Op::infinity;
}

constexpr int end_digits = 200;  // to which an irrational end of a range is enclosed

/// The number that a closed term stands for, between two rational numbers (equal if it is rational).
struct Bracket {
  Rational below, above;
};

Bracket bracket(const Term& term) {
  if (term.is_number()) return {term.number(), term.number()};
  const auto tape = integrators::Tape::compile(std::vector<Term>{term}, std::vector<std::string>{});
  try {
    const Rational value = integrators::evaluate<Rational>(tape, std::vector<Rational>{})[0];
    return {value, value};
  } catch (const integrators::NotRational&) {
  } catch (const integrators::Undefined&) {
    throw std::invalid_argument("'" + to_text(term) + "' has no value");
  }
  const integrators::ScopedDigits precision(end_digits);
  const integrators::Ball value = integrators::evaluate<integrators::Ball>(tape, std::vector<integrators::Ball>{})[0];
  if (!value.finite() || arf_cmpabs_2exp_si(arb_midref(value.raw()), 10'000) > 0) {
    throw std::invalid_argument("'" + to_text(term) + "' has no value");
  }
  return {integrators::dyadic_midpoint(value.lower()), integrators::dyadic_midpoint(value.upper())};
}

/// A claim about values at stated times and nothing else of the dynamics says the same at every time of its range: it
/// is looked at at the last of these times.
void look_at_moments_alone(PathTask& task) {
  PathStatement& statement = task.statement;
  if (statement.observed.moments.empty() || mentions_dynamics(statement.dynamics, statement.observed.claim)) return;
  if (mentions_velocities(statement.dynamics, statement.observed.claim)) return;
  statement = at_one_time(std::move(statement), task.last_moment);
}

}  // namespace

PathTask path_task(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                   const std::vector<Rational>& point, const Rational& longest) {
  Substitution values;
  for (std::size_t k = 0; k < problem.parameters.size(); ++k) {
    values.emplace(problem.parameters[k].name, Term(point.at(k)));
  }
  PathTask task;
  Dynamics& dynamics = task.statement.dynamics;
  dynamics = *problem.dynamics;
  for (Term& term : dynamics.initial) term = at_point(term, values);
  for (Term& term : dynamics.right_hand_side) term = at_point(term, values);
  if (dynamics.end) dynamics.end = at_point(*dynamics.end, values);

  ObservedClaim observed = observe_claim(*problem.dynamics, claim.claim);
  observed.claim = at_point(observed.claim, values);
  for (auto& moment : observed.moments) {
    moment.value = at_point(moment.value, values);
    moment.time = at_point(moment.time, values);
    task.needed = std::max(task.needed, bracket(moment.time).above);
  }
  for (const auto& moment : observed.moments) {
    if (!moment.time.is_number()) continue;
    auto& identities = task.statement.identities;
    const auto known = std::find_if(identities.begin(), identities.end(),
                                    [&](const auto& identity) { return identity.time == moment.time.number(); });
    if (known == identities.end())
      identities.push_back({moment.time.number(), {{moment.name, moment.value}}});
    else
      known->same.emplace(moment.name, moment.value);
  }
  task.statement.observed = std::move(observed);
  task.last_moment = task.needed;

  bool bound = false;
  for (const theorems::Binding& binding : claim.reals) {
    if (binding.name != "t") throw std::invalid_argument("the check also binds " + binding.name);
    const Bracket low = bracket(at_point(binding.low, values));
    task.statement.from = low.below;
    task.statement.sure_from = low.above;
    task.statement.from_open = binding.low_open;
    task.statement.to_open = binding.high_open;
    task.unbounded = infinite(binding.high);
    const Rational horizon = task.statement.from + longest;
    const Bracket high = task.unbounded ? Bracket{horizon, horizon} : bracket(at_point(binding.high, values));
    task.statement.to = high.above;
    task.statement.sure_to = high.below;
    bound = true;
  }
  if (!bound) task.statement.to = task.statement.sure_to = task.needed;
  if (task.statement.to < task.statement.from) throw std::invalid_argument("the range of t is empty");
  // A check speaks of its own range; what comes later, before t_end, is not its concern.
  task.needed = std::max(task.needed, task.statement.to);
  look_at_moments_alone(task);
  return task;
}

Path estimated_path(const Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  integrators::IntegrationOptions options;
  options.digits = digits;
  options.stop = [deadline] { return deadline.passed(); };
  return path_from(integrate_taylor(integrators::make_system(dynamics, {}), {}, end, options), end,
                   dynamics.right_hand_side);
}

namespace {

constexpr int most_digits = 1200;

Path validated_path(const Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  return path_from(
      integrators::integrate_validated(dynamics.right_hand_side, dynamics.state, "t", dynamics.initial, end, digits,
                                       std::max(most_digits, 3 * digits), [deadline] { return deadline.passed(); }),
      dynamics.right_hand_side);
}

/// Around a trajectory with digits to spare for what the errors grow by; with more where that was not enough.
Path tube_path(const Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  const integrators::SystemProblem problem = integrators::make_system(dynamics, {});
  integrators::IntegrationOptions options;
  options.companion = false;
  options.stop = [deadline] { return deadline.passed(); };
  Path best;
  for (const int spare : {10, 60}) {
    options.digits = digits + spare;
    const integrators::Trajectory trajectory = integrate_taylor(problem, {}, end, options);
    Path path = path_from(enclose_trajectory(problem, trajectory, end, options.stop));
    if (best.segments.empty() || path.end > best.end || path.complete) best = std::move(path);
    if (best.complete || deadline.passed() || !trajectory.complete()) break;
  }
  return best;
}

bool switches(const Dynamics& dynamics) {
  return std::any_of(dynamics.right_hand_side.begin(), dynamics.right_hand_side.end(),
                     [](const Term& f) { return contains(f, theorems::operations_with_kinks_or_jumps()); });
}

}  // namespace

EnclosedPath rigorous_path(const Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  if (switches(dynamics)) return EnclosedPath(tube_path(dynamics, end, digits, deadline));
  Path path = validated_path(dynamics, end, digits, deadline.share(0.7));
  if (path.complete || path.end >= end) return EnclosedPath(std::move(path));
  Path other = tube_path(dynamics, end, digits, deadline);
  return EnclosedPath(other.end > path.end ? std::move(other) : std::move(path));
}

}  // namespace flowcert::proofs
