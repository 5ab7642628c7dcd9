#include "proofs_check/along/solve_path.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/flows/integrate.hpp"
#include "proofs_check/rigorous/sampler.hpp"

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

/// The number a closed term stands for: exact, or within 1e-40 of it.
Rational number(const Term& term) {
  if (term.is_number()) return term.number();
  const auto value = value_near(integrators::Tape::compile(std::vector<Term>{term}, std::vector<std::string>{}), {});
  if (!value) throw std::invalid_argument("'" + to_text(term) + "' has no value");
  return *value;
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
    task.needed = std::max(task.needed, number(moment.time));
  }
  task.statement.observed = std::move(observed);

  bool bound = false;
  for (const theorems::Binding& binding : claim.reals) {
    if (binding.name != "t") throw std::invalid_argument("the check also binds " + binding.name);
    task.statement.from = number(at_point(binding.low, values));
    task.statement.from_open = binding.low_open;
    task.statement.to_open = binding.high_open;
    task.unbounded = infinite(binding.high);
    task.statement.to =
        task.unbounded ? Rational(task.statement.from + longest) : number(at_point(binding.high, values));
    bound = true;
  }
  if (!bound) task.statement.to = task.needed;
  if (task.statement.to < task.statement.from) throw std::invalid_argument("the range of t is empty");
  task.needed = std::max(task.needed, task.statement.to);
  // "For all of [0, t_end]" needs the solution on all of it, whatever the check looks at.
  if (dynamics.end) task.needed = std::max(task.needed, number(*dynamics.end));
  return task;
}

Path estimated_path(const Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  integrators::IntegrationOptions options;
  options.digits = digits;
  options.stop = [deadline] { return deadline.passed(); };
  return path_from(integrate_taylor(integrators::make_system(dynamics, {}), {}, end, options));
}

Path rigorous_path(const Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  constexpr int most_digits = 1200;
  return path_from(integrators::integrate_validated(dynamics.right_hand_side, dynamics.state, "t", dynamics.initial,
                                                    end, digits, std::max(most_digits, 3 * digits),
                                                    [deadline] { return deadline.passed(); }));
}

}  // namespace flowcert::proofs
