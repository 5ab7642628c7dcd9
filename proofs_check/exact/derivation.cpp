#include "proofs_check/exact/derivation.hpp"

#include <stdexcept>

#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/scope.hpp"
#include "proofs_check/kernel/axioms.hpp"
#include "proofs_check/kernel/functions.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

void Trail::push_back(std::string line) {
  entries_.push_back({std::move(line), nullptr});
}

std::vector<std::string> Trail::lines() const {
  std::vector<std::string> result;
  for (const Entry& entry : entries_)
    if (!entry.step) result.push_back(entry.line);
  return result;
}

std::vector<StepPtr> Trail::steps() const {
  std::vector<StepPtr> result;
  for (const Entry& entry : entries_)
    if (entry.step) result.push_back(entry.step);
  return result;
}

kernel::ContextPtr context_of(const FormulaStatement& statement) {
  kernel::Context context;
  for (const FreeParameter& variable : statement.variables)
    context.variables.push_back({variable.name, variable.integer});
  context.hypotheses = statement.hypotheses;
  return std::make_shared<const kernel::Context>(std::move(context));
}

StepPtr make_step(Rule rule, const kernel::ContextPtr& context, const Term& claim, std::vector<StepPtr> premises,
                  kernel::Data data) {
  return std::make_shared<const kernel::Step>(
      kernel::Step{rule, {context, claim}, std::move(premises), std::move(data)});
}

StepPtr step_about(const kernel::ContextPtr& context, Rule rule, const Term& claim, std::vector<StepPtr> premises,
                   kernel::Judgement judgement) {
  return std::make_shared<const kernel::Step>(kernel::Step{rule, {context, claim, judgement}, std::move(premises), {}});
}

StepPtr pending(const kernel::ContextPtr& context, const Term& claim, std::vector<StepPtr> premises, std::string hint) {
  kernel::Data data;
  data.name = std::move(hint);
  return make_step(Rule::pending, context, claim, std::move(premises), std::move(data));
}

bool is_pending(const kernel::Step& step) {
  return step.rule == Rule::pending;
}

StepPtr pending_in(Scope& scope, const Term& claim, const std::string& hint) {
  kernel::Data data;
  data.name = hint;
  std::vector<StepPtr> premises;
  for (const Known& known : scope.ledger) {
    premises.push_back(known.step);
    data.places.push_back(known.use);
  }
  return make_step(Rule::pending, scope.context, claim, std::move(premises), std::move(data));
}

void learn(Scope& scope, StepPtr step, Use use) {
  scope.ledger.push_back({std::move(step), static_cast<std::size_t>(use)});
}

Term sign_claim(Scope& scope, const Poly& p, SignSet sign) {
  static constexpr std::array relations{Op::false_value, Op::less,      Op::equal,         Op::less_equal,
                                        Op::greater,     Op::not_equal, Op::greater_equal, Op::true_value};
  const Op op = relations[sign.bits];
  if (!theorems::is_relation(op)) return theorems::constant(op);
  return relation(op, term_of(scope, p), Term(0));
}

void learn_sign(Scope& scope, const Poly& p, SignSet sign, const std::string& hint) {
  learn(scope, pending_in(scope, sign_claim(scope, p, sign), hint));
}

void learn_value(Scope& scope, const Term& term, const Fraction& value) {
  const Term result = term_of(scope, value);
  if (result == term) return;
  learn(scope, pending_in(scope, relation(Op::equal, term, result), "value of a function"), Use::definition);
}

void learn_axiom(Scope& scope, const std::string& name, const std::vector<Term>& about, Use use) {
  const Term claim = kernel::axioms::about(name, about).conclusion;
  kernel::Data data;
  data.name = name;
  data.terms = about;
  std::vector<StepPtr> premises;
  for (const Known& known : scope.ledger) premises.push_back(known.step);
  learn(scope, make_step(Rule::function_fact, scope.context, claim, std::move(premises), std::move(data)), use);
}

void learn_domain(Scope& scope, const Term& term) {
  const auto claim = kernel::domain_claim(term);
  if (!claim) return;
  kernel::Data data;
  data.terms = {term};
  learn(scope, make_step(Rule::domain, scope.context, *claim, {}, std::move(data)));
}

}  // namespace flowcert::proofs::exact
