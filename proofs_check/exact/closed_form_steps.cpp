#include "proofs_check/exact/closed_form_steps.hpp"

#include "proofs_check/exact/along_steps.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

/// kernel::replaced; the term as it is where that is not possible, which leaves the step that follows on trust.
Term replaced(const Term& term, const Term& what, const Term& by) {
  return kernel::replaced(term, what, by).value_or(term);
}

}  // namespace

ClosedFormSteps::ClosedFormSteps(const View& view, const ClosedForm& form, const std::vector<UniqueSolution>& unique)
    : view_(view), form_(form), place_(along(view, view.claim_times)) {
  for (const UniqueSolution& one : unique) solved_.push_back(one.step());
}

StepPtr ClosedFormSteps::value(const std::string& state) const {
  return make_step(Rule::value_of_solution, place_, relation(Op::equal, theorems::variable(state), form_.at(state)),
                   solved_);
}

/// A fact along the solution, with the closed forms put in.
StepPtr ClosedFormSteps::put_into(const Term& fact, const StepPtr& reason) const {
  StepPtr step = under(place_, reason);
  Term now = fact;
  for (const auto& [state, f] : form_) {
    if (!mentions(now, state)) continue;
    now = replaced(now, theorems::variable(state), f);
    step = make_step(Rule::replacement, place_, now, {value(state), step});
  }
  return step;
}

/// From all times to the solution's, where its facts hold with the closed forms put in.
StepPtr ClosedFormSteps::moved(const StepPtr& plain) const {
  return moved_into(place_, plain, [&](const Term& fact) {
    for (const auto& [known, shown] : view_.reasons)
      if (const StepPtr step = put_into(known, shown); step->conclusion.claim == fact) return step;
    const StepPtr bound = fact_of_time(view_, place_, fact);
    return bound ? bound : pending(place_, fact, {}, "a fact along the solution");
  });
}

StepPtr ClosedFormSteps::moment(const Moment& moment, const StepPtr& times, const StepPtr& shown) const {
  std::vector<StepPtr> bounds;
  for (const Term& bound : moment.within)
    bounds.push_back(make_step(Rule::part_of_conjunction, place_, bound, {times}));
  const Term within = theorems::conjunction(moment.within);
  std::vector<StepPtr> premises{bounds.size() == 1 ? bounds[0] : make_step(Rule::conjunction, place_, within, bounds),
                                pending(place_, defined(moment.value), {shown}, "a value that a claim speaks of")};
  premises.insert(premises.end(), solved_.begin(), solved_.end());
  return make_step(Rule::moment, place_, relation(Op::equal, moment.at, moment.value), std::move(premises));
}

StepPtr ClosedFormSteps::claim(const Term& claim, const std::vector<Moment>& moments, const StepPtr& times,
                               const StepPtr& shown) const {
  const StepPtr last = moved(shown), in_time = moved(times);
  std::vector<std::pair<Term, StepPtr>> stages;  // a claim, and the equality by which the next follows
  Term now = claim;
  for (const Moment& one : moments) {
    const Term next = replaced(now, one.at, one.value);
    if (!(next == now)) stages.emplace_back(now, moment(one, in_time, last));
    now = next;
  }
  for (const auto& [state, f] : form_) {
    if (!mentions(now, state)) continue;
    stages.emplace_back(now, value(state));
    now = replaced(now, theorems::variable(state), f);
  }
  StepPtr step = last->conclusion.claim == now ? last : pending(place_, now, {last}, "the same, numbers put together");
  for (std::size_t k = stages.size(); k-- > 0;)
    step = make_step(Rule::replacement, place_, stages[k].first, {stages[k].second, step});
  return step;
}

}  // namespace flowcert::proofs::exact
