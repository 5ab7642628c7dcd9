#include "proofs_check/kernel/claim_sequent.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/kernel/claim_motion.hpp"
#include "proofs_check/kernel/flow_claim.hpp"
#include "theorems/language/dynamics_names.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::Binding;
using theorems::GroundCheck;
using theorems::GroundClaim;
using theorems::mentions_dynamics;

namespace {

bool same_range(const Binding& a, const Binding& b) {
  return a.low == b.low && a.high == b.high && a.low_open == b.low_open && a.high_open == b.high_open;
}

/// The conditions under which a step speaks of the claim's own variables; none if it speaks of others.
std::optional<std::vector<Term>> conditions(const GroundClaim& step, const GroundClaim& claim) {
  std::vector<Term> result;
  for (const Binding& bound : step.reals) {
    const auto own = std::find_if(claim.reals.begin(), claim.reals.end(),
                                  [&](const Binding& other) { return other.name == bound.name; });
    if (own == claim.reals.end() || (bound.integer && !own->integer)) return std::nullopt;
    if (same_range(bound, *own)) continue;
    const std::vector<Term> range = range_of(bound);
    result.insert(result.end(), range.begin(), range.end());
  }
  return result;
}

void add(std::vector<Term>& all, const std::vector<Term>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

Context parameters_of(const theorems::Problem& problem) {
  Context context;
  for (const theorems::FreeParameter& p : problem.parameters) context.variables.push_back({p.name, p.integer});
  context.hypotheses = problem.hypotheses;
  return context;
}

void add_variable(Context& context, const Binding& bound) {
  context.variables.push_back({bound.name, bound.integer});
  add(context.hypotheses, range_of(bound));
}

std::optional<Sequent> sequent_along(const theorems::Problem& problem, const GroundClaim& claim) {
  try {
    Context context = parameters_of(problem);
    const Motion own = motion_of(problem, claim);
    const Term shown = without_derivatives(own, claim.claim);
    const auto motion = std::make_shared<const Motion>(as_far_as_moments(own, shown));
    for (const Binding& bound : claim.reals)
      if (bound.name != motion->time) add_variable(context, bound);
    context.variables.push_back({motion->time, motion->iteration});
    for (const std::string& name : motion->state) context.variables.push_back({name, false});
    for (const Binding& bound : claim.reals)
      if (bound.name == motion->time) add(context.hypotheses, range_of(bound));
    context.motion = motion;
    return Sequent{std::make_shared<const Context>(std::move(context)), shown, Judgement::along};
  } catch (const NotRead&) {
    return std::nullopt;
  }
}

std::optional<Sequent> sequent_along_flow(const theorems::Problem& problem, const GroundClaim& claim) {
  const auto reduced = claim_along_modes(problem, claim);
  return reduced ? sequent_along(reduced->problem, reduced->claim) : std::nullopt;
}

}  // namespace

std::vector<Term> range_of(const Binding& bound) {
  return theorems::between(theorems::variable(bound.name), bound.low, bound.low_open, bound.high, bound.high_open);
}

std::vector<const GroundClaim*> used_steps(const theorems::Problem& problem, const GroundClaim& claim) {
  std::vector<const GroundClaim*> result;
  for (const GroundCheck& check : problem.checks) {
    const bool owner =
        std::any_of(check.claims.begin(), check.claims.end(), [&](const GroundClaim& own) { return &own == &claim; });
    if (!owner) continue;
    for (const GroundCheck& step : problem.checks) {
      const bool used = std::find(check.uses.begin(), check.uses.end(), step.name) != check.uses.end();
      if (!step.is_step || step.limit || !used) continue;
      for (const GroundClaim& part : step.claims) result.push_back(&part);
    }
  }
  return result;
}

std::vector<Term> facts_from_steps(const theorems::Problem& problem, const GroundClaim& claim) {
  std::vector<Term> result;
  for (const GroundClaim* step : used_steps(problem, claim)) {
    if (problem.dynamics && mentions_dynamics(*problem.dynamics, step->claim)) continue;
    const auto where = conditions(*step, claim);
    if (!where) continue;
    result.push_back(where->empty() ? step->claim
                                    : theorems::apply(Op::implies, {theorems::conjunction(*where), step->claim}));
  }
  return result;
}

std::optional<Sequent> sequent_of(const theorems::Problem& problem, const GroundClaim& claim) {
  if (problem.classes) return std::nullopt;
  if (!problem.flows.empty()) return sequent_along_flow(problem, claim);
  if (problem.dynamics && mentions_dynamics(*problem.dynamics, claim.claim)) return sequent_along(problem, claim);
  Context context = parameters_of(problem);
  for (const Binding& bound : claim.reals) add_variable(context, bound);
  add(context.hypotheses, facts_from_steps(problem, claim));
  return Sequent{std::make_shared<const Context>(std::move(context)), claim.claim};
}

Sequent sequent_of_every_size(const theorems::Problem& problem, const GroundCheck& check) {
  Context context = parameters_of(problem);
  context.matrices = check.every_size;
  return {std::make_shared<const Context>(std::move(context)), theorems::constant(Op::true_value),
          Judgement::every_size};
}

std::optional<Sequent> sequent_of_limit(const theorems::Problem& problem, const GroundCheck& check,
                                        const GroundClaim& claim, Reading reading) {
  const bool moves = !problem.flows.empty() || (problem.dynamics && mentions_dynamics(*problem.dynamics, claim.claim));
  if (moves || problem.classes) return std::nullopt;
  const auto statement = limit_statement(check, claim, reading);
  if (!statement) return std::nullopt;
  Context context = parameters_of(problem);
  add(context.hypotheses, facts_from_steps(problem, claim));
  const auto moving = [&](const Term& hypothesis) { return theorems::mentions(hypothesis, check.limit->name); };
  std::erase_if(context.hypotheses, moving);
  std::erase_if(context.variables, [&](const Variable& v) { return v.name == check.limit->name; });
  return Sequent{std::make_shared<const Context>(std::move(context)), *statement};
}

}  // namespace flowcert::proofs::kernel
