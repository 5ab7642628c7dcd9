#include "proofs_check/exact/along_steps.hpp"

#include <algorithm>

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/life.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

bool contains(const std::vector<Term>& all, const Term& term) {
  return std::find(all.begin(), all.end(), term) != all.end();
}

/// Why a hypothesis of a step about all states holds along the view.
StepPtr reason_along(const View& view, const kernel::ContextPtr& context, const Term& fact) {
  if (const auto reason = view.reasons.find(fact); reason != view.reasons.end()) return under(context, reason->second);
  if (const StepPtr bound = fact_of_time(view, context, fact)) return bound;
  const bool known_next = std::any_of(view.known.begin(), view.known.end(), [&](const Term& known) {
    return view.iteration && kernel::at_next(view, known) == fact;
  });
  if (known_next) return make_step(Rule::fact_of_motion, context, fact, {});
  return pending(context, fact, {}, "a fact along the solution");
}

/// What is demanded, if a conjunction that was shown says it.
StepPtr part_of(const StepPtr& shown, const kernel::Sequent& demand) {
  if (!shown || !kernel::same(shown->conclusion.context, demand.context) ||
      !contains(kernel::parts_of(shown->conclusion.claim), demand.claim))
    return nullptr;
  return make_step(Rule::part_of_conjunction, demand.context, demand.claim, {shown});
}

}  // namespace

kernel::ContextPtr along(const View& view, const std::vector<Term>& further) {
  return kernel::of_motion(*view.own, further);
}

StepPtr under(const kernel::ContextPtr& context, const StepPtr& step) {
  if (kernel::same(context, step->conclusion.context)) return step;
  return step_about(context, Rule::weakening, step->conclusion.claim, {step}, step->conclusion.judgement);
}

StepPtr unchecked(const kernel::ContextPtr& context, const Term& claim, const std::string& way,
                  kernel::Judgement judgement) {
  auto result = std::make_shared<kernel::Step>();
  result->conclusion = {context, claim, judgement};
  result->data.name = way;
  return result;
}

StepPtr fact_of_time(const View& view, const kernel::ContextPtr& context, const Term& fact) {
  const bool bound = contains(kernel::times_of(*view.own->motion, false), fact);
  return bound ? make_step(Rule::fact_of_motion, context, fact, {}) : nullptr;
}

StepPtr moved_into(const kernel::ContextPtr& target, const StepPtr& plain,
                   const std::function<StepPtr(const Term&)>& reason) {
  std::vector<StepPtr> premises;
  kernel::ContextPtr inside = target;
  for (const Term& fact : plain->conclusion.context->hypotheses) {
    if (contains(inside->hypotheses, fact)) continue;
    premises.push_back(reason(fact));
    inside = kernel::with(inside, fact);
  }
  const StepPtr moved = under(inside, plain);
  if (premises.empty()) return moved;
  premises.push_back(moved);
  return make_step(Rule::cut, target, plain->conclusion.claim, std::move(premises));
}

StepPtr moved_along(const View& view, const std::vector<Term>& further, const StepPtr& plain) {
  const kernel::ContextPtr target = along(view, further);
  return moved_into(target, plain, [&](const Term& fact) { return reason_along(view, target, fact); });
}

StepPtr prove_along(Proof& proof, const View& view, const std::vector<Term>& further, const Term& claim) {
  std::vector<Term> facts = facts_along(view);
  facts.insert(facts.end(), further.begin(), further.end());
  return moved_along(view, further, prove_statement(proof, for_all_states(view, facts, claim)));
}

StepPtr try_along(Proof& proof, const View& view, const std::vector<Term>& further, const Term& claim) {
  std::vector<Term> facts = facts_along(view);
  facts.insert(facts.end(), further.begin(), further.end());
  std::string reason;
  const StepPtr plain = try_statement(proof, for_all_states(view, facts, claim), reason);
  return plain ? moved_along(view, further, plain) : nullptr;
}

StepPtr step_along(const View& view, Rule rule, const Term& claim, std::vector<StepPtr> premises,
                   std::vector<Term> terms) {
  kernel::Data data;
  data.terms = std::move(terms);
  return make_step(rule, along(view), claim, std::move(premises), std::move(data));
}

FormulaStatement statement_of(const View& view, const kernel::Sequent& sequent) {
  FormulaStatement result{{}, sequent.context->hypotheses, sequent.claim};
  for (const kernel::Variable& variable : sequent.context->variables) {
    const auto own = std::find_if(view.parameters.begin(), view.parameters.end(),
                                  [&](const FreeParameter& p) { return p.name == variable.name; });
    FreeParameter free;
    free.name = variable.name;
    free.integer = variable.integer;
    result.variables.push_back(own == view.parameters.end() ? free : *own);
  }
  return result;
}

StepPtr prove_demand(Proof& proof, const View& view, const kernel::Sequent& demand) {
  if (!demand.context->motion) return under(demand.context, prove_statement(proof, statement_of(view, demand)));
  std::vector<Term> further;
  for (const Term& h : demand.context->hypotheses)
    if (!contains(view.own->hypotheses, h)) further.push_back(h);
  return under(demand.context, prove_along(proof, view, further, demand.claim));
}

std::vector<std::size_t> closed_everywhere(Proof& proof, const View& view) {
  std::vector<std::size_t> result;
  for (const Term& condition : kernel::closed_conditions_of(view, view.field)) {
    std::string reason;
    result.push_back(try_statement(proof, for_all_states(view, {}, condition), reason) ? 1 : 0);
  }
  return result;
}

kernel::StepPtr step_about_life(Proof& proof, const View& view, kernel::Rule rule, kernel::Judgement judgement,
                                const std::vector<kernel::Sequent>& demands, std::vector<std::size_t> places,
                                std::vector<Term> terms, const StepPtr& shown) {
  auto step = std::make_shared<kernel::Step>();
  step->rule = rule;
  step->conclusion = {along(view), theorems::constant(Op::true_value), judgement};
  for (const kernel::Sequent& demand : demands) {
    const StepPtr part = part_of(shown, demand);
    step->premises.push_back(part ? part : prove_demand(proof, view, demand));
  }
  step->data.places = std::move(places);
  step->data.terms = std::move(terms);
  return step;
}

}  // namespace flowcert::proofs::exact
