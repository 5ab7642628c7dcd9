#include "proofs_check/kernel/parts.hpp"

#include <algorithm>

#include "proofs_check/kernel/life.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

using Names = std::vector<std::string>;

bool contains(const Names& all, const std::string& name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

/// The term mentions no state of the motion but these.
bool is_about(const Motion& motion, const Names& states, const Term& term) {
  const Names mentioned = theorems::free_variables(term);
  return std::all_of(mentioned.begin(), mentioned.end(),
                     [&](const std::string& name) { return contains(states, name) || !contains(motion.state, name); });
}

/// Every state is in one part, and its right-hand side mentions no state of another.
bool are_independent(const Motion& motion, const std::vector<Names>& parts) {
  for (std::size_t i = 0; i < motion.state.size(); ++i) {
    std::size_t owners = 0;
    for (const Names& part : parts) {
      if (!contains(part, motion.state[i])) continue;
      ++owners;
      if (!is_about(motion, part, motion.field[i])) return false;
    }
    if (owners != 1) return false;
  }
  return true;
}

}  // namespace

ContextPtr of_part(const Context& own, const Names& states) {
  const Motion& whole = *own.motion;
  Motion part = whole;
  part.state.clear(), part.initial.clear(), part.field.clear(), part.known.clear();
  part.lives = false;
  for (std::size_t i = 0; i < whole.state.size(); ++i) {
    if (!contains(states, whole.state[i])) continue;
    part.state.push_back(whole.state[i]);
    part.initial.push_back(whole.initial[i]);
    part.field.push_back(whole.field[i]);
  }
  Context result;
  for (const Variable& v : own.variables)
    if (contains(states, v.name) || !contains(whole.state, v.name)) result.variables.push_back(v);
  result.hypotheses = own.hypotheses;
  result.motion = std::make_shared<const Motion>(std::move(part));
  return std::make_shared<const Context>(std::move(result));
}

namespace {

/// What is to be shown of a part: of the first what is said of the whole, of the others their life.
Sequent demand_of_part(const Sequent& whole, const Names& part, bool first) {
  if (first) return {of_part(*whole.context, part), whole.claim, whole.judgement};
  const Judgement life = whole.context->motion->whole_life ? Judgement::starts : Judgement::lives;
  return {of_part(*of_motion(*whole.context), part), theorems::constant(Op::true_value), life};
}

/// A claim along the whole motion that the parts can show: about the first, at times at which the first is looked at.
bool can_be_shown_in_parts(const Sequent& whole, const Names& first) {
  const Motion& motion = *whole.context->motion;
  if (whole.judgement == Judgement::lives) return !motion.whole_life && whole.claim.op() == Op::true_value;
  return whole.judgement == Judgement::along && is_about(motion, first, whole.claim) && !may_have_no_times(motion) &&
         !(motion.whole_life && has_moments(whole.claim));
}

}  // namespace

/// The solutions are the tuples of the parts' solutions: Filippov's set of a field whose parts depend on their own
/// states is the product of theirs, as the convex hull of a product is. So all lives if each part lives, and what a
/// claim about the first says of that one's solutions it says of the tuples, as far as all live. A value at a time
/// needs all to live till then, which is not claimed of a whole life. Nothing is taken over of what is known of the
/// whole, nor hypotheses on states.
bool is_in_parts(const Step& step) {
  const Sequent& whole = step.conclusion;
  if (!whole.context->motion || step.premises.empty()) return false;
  const Motion& motion = *whole.context->motion;
  std::vector<Names> parts;
  std::vector<Sequent> demands;
  for (const StepPtr& premise : step.premises) {
    if (!premise->conclusion.context->motion) return false;
    parts.push_back(premise->conclusion.context->motion->state);
    demands.push_back(demand_of_part(whole, parts.back(), demands.empty()));
  }
  const bool parameters_and_times = std::none_of(whole.context->hypotheses.begin(), whole.context->hypotheses.end(),
                                                 [&](const Term& h) { return mentions_state(motion, h); });
  return parameters_and_times && are_independent(motion, parts) && can_be_shown_in_parts(whole, parts[0]) &&
         premises_are(step, demands);
}

}  // namespace flowcert::proofs::kernel
