#include "proofs_check/used_steps.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/observed_claim.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Binding;
using theorems::GroundCheck;
using theorems::GroundClaim;
using theorems::Op;
using theorems::Term;

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

theorems::Problem with_steps_shown(theorems::Problem problem, const std::map<std::string, VerdictKind>& verdicts,
                                   VerdictKind weakest) {
  for (GroundCheck& check : problem.checks) {
    std::erase_if(check.uses, [&](const std::string& name) {
      const auto verdict = verdicts.find(name);
      return verdict == verdicts.end() || verdict->second > weakest;
    });
  }
  return problem;
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

}  // namespace flowcert::proofs
