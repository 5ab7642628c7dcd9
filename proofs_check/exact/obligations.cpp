#include "proofs_check/exact/obligations.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/continuity.hpp"
#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/real_arithmetic.hpp"
#include "proofs_check/kernel/life.hpp"
#include "proofs_check/rigorous/point_claim.hpp"
#include "proofs_check/rigorous/sampler.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int most_samples = 400;
constexpr int most_point_digits = 200;

/// The hypotheses and ranges as one statement about the parameters, the bound variables and the time.
FormulaStatement everything_assumed(const View& view) {
  FormulaStatement statement{view.parameters, view.hypotheses, theorems::constant(Op::true_value)};
  statement.variables.push_back(view.time_variable);
  statement.hypotheses.insert(statement.hypotheses.end(), view.claim_times.begin(), view.claim_times.end());
  return statement;
}

bool integers_where_needed(const FormulaStatement& statement, const std::vector<Rational>& point) {
  for (std::size_t i = 0; i < point.size(); ++i)
    if (statement.variables[i].integer && !theorems::is_integer(point[i])) return false;
  return true;
}

bool found_by_sampling(const FormulaStatement& statement, const PointClaim& hypotheses, const Deadline& deadline) {
  PointSampler sampler(statement);
  std::mt19937_64 random(20260103);
  for (int k = 0; k < most_samples && !deadline.passed(); ++k) {
    const auto point = sampler.next(random);
    if (point && integers_where_needed(statement, *point) &&
        hypotheses.at_escalating(*point, most_point_digits, deadline) == Truth::yes)
      return true;
  }
  return false;
}

/// Z3's model of the hypotheses; only a guess until it is checked.
bool found_by_solver(Proof& proof, const FormulaStatement& statement, const PointClaim& hypotheses) {
  try {
    Scope scope(proof);
    read_hypotheses(scope, statement);
    const QueryResult model = ask(scope, {}, {}, 2);
    if (model.answer == Answer::unsatisfiable) return false;
    std::vector<Rational> point;
    for (const FreeParameter& variable : statement.variables) {
      const auto value = model.point.find(variable.name);
      point.push_back(value == model.point.end() ? Rational(0) : value->second);
    }
    return integers_where_needed(statement, point) &&
           hypotheses.at_escalating(point, most_point_digits, proof.deadline) == Truth::yes;
  } catch (const GiveUp&) {
  } catch (const Split&) {
  } catch (const Restart&) {
  }
  return false;
}

/// Each state's value at the start, whatever the time.
Term at_rest(const View& view, const Term& e) {
  theorems::Substitution start;
  for (std::size_t i = 0; i < view.state.size(); ++i) start.emplace(view.state[i], view.initial[i]);
  return substitute(e, start);
}

/// Throws GiveUp.
void show_part_starts(Proof& proof, const View& part) {
  std::string reason;
  try {
    const Term around = at_start(part, interior_of(proof, part, part.field));
    if (try_statement(proof, for_parameters(part, {}, around), reason)) return;
  } catch (const GiveUp& stop) {
    reason = stop.reason;
  }
  // Filippov's set need not contain the value at the point itself: that of sign(x)^2 at 0 is {1}.
  if (jumps(part)) throw GiveUp{"no solution is seen to start: " + reason};
  std::vector<Term> still;
  for (const Term& f : part.field) still.push_back(relation(Op::equal, at_rest(part, f), Term(0)));
  std::string moves;
  if (try_statement(proof, for_all_times(part, false, {}, theorems::conjunction(still)), moves)) return;
  throw GiveUp{"no solution is seen to start: " + reason};
}

}  // namespace

NotEmpty show_not_empty(Proof& proof, const View& view) {
  const FormulaStatement statement = everything_assumed(view);
  try {
    const PointClaim hypotheses(theorems::conjunction(statement.hypotheses), names_of(statement));
    if (!found_by_sampling(statement, hypotheses, proof.deadline.share(0.2)) &&
        !found_by_solver(proof, statement, hypotheses))
      throw GiveUp{"no parameters and times were found that satisfy all hypotheses and ranges"};
  } catch (const std::invalid_argument& error) {
    throw GiveUp{std::string("whether anything satisfies the hypotheses is not known: ") + error.what()};
  }
  if (view.time_variable.low && view.time_variable.high) {
    const Term low = *view.time_variable.low, high = *view.time_variable.high;
    std::string reason;
    const bool varies = !free_variables(low).empty() || !free_variables(high).empty();
    if (varies && !try_statement(proof, for_parameters(view, {}, relation(Op::less_equal, low, high)), reason))
      proof.trail.push_back("where " + to_text(low) + " > " + to_text(high) + " nothing is claimed: the range of " +
                            view.time + " is empty there");
  }
  return NotEmpty();
}

namespace {

/// The kernel's rule, whose conditions are those of the whole state.
kernel::StepPtr start_by_rule(Proof& proof, const View& view) {
  const std::vector<std::size_t> everywhere = closed_everywhere(proof, view);
  const auto demands = kernel::premises_of_start(*view.own, everywhere);
  if (!demands) throw GiveUp{"no conditions are known around which the right-hand sides are continuous"};
  return step_about_life(proof, view, kernel::Rule::start, kernel::Judgement::starts, *demands, everywhere);
}

kernel::StepPtr start_in_parts(Proof& proof, const View& view) {
  std::vector<Term> there;
  for (const Term& value : view.initial) there.push_back(defined(value));
  for (const Term& f : view.field) there.push_back(defined(at_start(view, f)));
  std::string reason;
  if (!try_statement(proof, for_parameters(view, {}, theorems::conjunction(there)), reason))
    throw GiveUp{"the right-hand sides are not seen to be defined at the start: " + reason};
  for (const std::vector<std::string>& group : components(view)) show_part_starts(proof, part_of(view, group));
  return unchecked(along(view), theorems::constant(Op::true_value), "a start in parts", kernel::Judgement::starts);
}

}  // namespace

Starts show_start(Proof& proof, const View& view) {
  const std::size_t steps = proof.trail.size();
  kernel::StepPtr start;
  try {
    start = start_by_rule(proof, view);
  } catch (const GiveUp&) {
    start = start_in_parts(proof, view);
  }
  proof.trail.resize(steps);
  proof.trail.emplace_back(
      jumps(view)
          ? "the right-hand side is defined, measurable and locally bounded around the start: a solution starts "
            "(Filippov)"
          : "the right-hand side is defined and continuous around the start, or 0 there: a solution starts (Peano)");
  return Starts(start);
}

ContinuousField show_continuous(Proof& proof, const View& view) {
  if (jumps(view)) throw GiveUp{"the right-hand side jumps: its formula is not the derivative everywhere"};
  const Term condition = continuous_where_defined(view, view.field);
  if (condition.op() != Op::true_value) prove_statement(proof, for_all_states(view, facts_along(view), condition));
  return ContinuousField();
}

LivesThrough life_by_step(Proof& proof, const View& view) {
  if (!view.lives) throw GiveUp{"no step says that the solution exists"};
  proof.trail.emplace_back("the solution exists on the stated interval: a step that is used says so");
  return LivesThrough(step_about_life(proof, view, kernel::Rule::known_life, kernel::Judgement::lives, {}, {}));
}

LivesThrough life_shown_elsewhere(Proof& proof, const View& view, bool known) {
  if (!known || !view.stated()) throw GiveUp{"nothing is known of the solution's existence"};
  proof.trail.emplace_back("the solution's existence on the stated interval was shown elsewhere");
  return LivesThrough(
      unchecked(along(view), theorems::constant(Op::true_value), "a life shown elsewhere", kernel::Judgement::lives));
}

LivesThrough show_steps_defined(Proof& proof, const View& view) {
  std::vector<kernel::StepPtr> premises;
  for (const Term& value : view.initial)
    premises.push_back(
        under(kernel::of_parameters(*view.own), prove_statement(proof, for_parameters(view, {}, defined(value)))));
  for (const Term& f : view.field) premises.push_back(prove_along(proof, view, kernel::going_on(view), defined(f)));
  return LivesThrough(step_about(along(view), kernel::Rule::life_of_iteration, theorems::constant(Op::true_value),
                                 std::move(premises), kernel::Judgement::lives));
}

LivesThrough LivesThrough::whole_life(const View& view, const Starts& start) {
  if (view.stated()) throw GiveUp{"a claim about a stated interval needs the solution on all of it"};
  return LivesThrough(start.step());
}

LivesThrough LivesThrough::in_closed_form(const View& view, const std::vector<UniqueSolution>& forms) {
  if (forms.size() != components(view).size()) throw GiveUp{"no closed form is known for some states"};
  std::vector<kernel::StepPtr> solved;
  for (const UniqueSolution& form : forms) solved.push_back(form.step());
  return LivesThrough(step_about(along(view), kernel::Rule::life_by_solution, theorems::constant(Op::true_value),
                                 std::move(solved), kernel::Judgement::lives));
}

LivesThrough LivesThrough::in_all_cases(const std::vector<LivesThrough>& cases, kernel::StepPtr step) {
  if (cases.empty()) throw GiveUp{"no case is possible"};
  return LivesThrough(std::move(step));
}

namespace {

/// What the kernel demands where the horizon is not a number that leaves a time to look at: that a solution starts,
/// which is mostly evident, or else that the horizon is not before the start.
std::vector<kernel::StepPtr> start_where_no_time_is(Proof& proof, const View& view) {
  if (!kernel::may_have_no_times(view)) return {};
  try {
    const auto start = kernel::premises_of_start(*view.own, {});
    if (!start) throw GiveUp{"no conditions are known for a start"};
    std::vector<kernel::StepPtr> steps;
    std::vector<Term> seen;  // each is proved once
    for (const kernel::Sequent& demand : *start) {
      const auto place = std::find(seen.begin(), seen.end(), demand.claim);
      steps.push_back(place == seen.end() ? prove_demand(proof, view, demand)
                                          : steps[std::size_t(place - seen.begin())]);
      seen.push_back(demand.claim);
    }
    return steps;
  } catch (const GiveUp&) {
    return {prove_demand(proof, view, kernel::has_times(*view.own))};
  }
}

}  // namespace

kernel::StepPtr claim_with_life(Proof& proof, const View& view, const Term& claim, const LivesThrough& life,
                                const kernel::StepPtr& shown) {
  kernel::StepPtr lives = life.step();
  const bool any_life = view.whole_life && !has_moments(claim);
  if (any_life && lives->conclusion.judgement == kernel::Judgement::lives)
    lives = step_about(along(view), kernel::Rule::start, theorems::constant(Op::true_value), {lives},
                       kernel::Judgement::starts);
  std::vector<kernel::StepPtr> premises{lives, shown};
  const std::size_t trail = proof.trail.size();
  const std::vector<kernel::StepPtr> start = start_where_no_time_is(proof, view);
  proof.trail.resize(trail);  // nothing that a reader has to see
  premises.insert(premises.end(), start.begin(), start.end());
  return step_about(along(view, view.claim_times), kernel::Rule::along, claim, premises, kernel::Judgement::along);
}

}  // namespace flowcert::proofs::exact
