#include "proofs_check/decide/quantified.hpp"

#include <algorithm>

#include "proofs_check/along/observed_claim.hpp"
#include "proofs_check/decide/iteration.hpp"
#include "proofs_check/decide/life.hpp"
#include "proofs_check/decide/system.hpp"
#include "proofs_check/rigorous/kernel.hpp"

namespace flowcert::proofs {

using theorems::Dynamics;
using theorems::GroundClaim;
using theorems::Op;
using theorems::Term;

namespace {

bool is_quantifier(const Term& term) {
  return term.op() == Op::for_all || term.op() == Op::exists;
}

bool binds_time(const Dynamics& dynamics, const Term& term) {
  if (is_quantifier(term) && term.name() == time_name(dynamics) && mentions_dynamics(dynamics, term.arg(2)))
    return true;
  return std::any_of(term.args().begin(), term.args().end(),
                     [&](const Term& arg) { return binds_time(dynamics, arg); });
}

Outcome decide_body(const theorems::Problem& problem, const GroundClaim& claim, int digits, const Deadline& deadline,
                    const plan::Aim& aim) {
  return problem.dynamics->kind == Dynamics::Kind::system ? decide_system(problem, claim, digits, deadline, aim)
                                                          : decide_iteration(problem, claim, digits, deadline, aim);
}

GroundClaim over_range(const GroundClaim& claim, const Term& quantifier, const Term& body) {
  GroundClaim result = claim;
  result.claim = body;
  theorems::Binding range{quantifier.name(), quantifier.arg(0), quantifier.arg(1)};
  range.low_open = quantifier.node().low_open;
  range.high_open = quantifier.node().high_open;
  range.integer = quantifier.node().integer_range;
  result.reals = {range};
  result.time_was_bound = true;
  return result;
}

}  // namespace

/// Turns a refutation of "not P" into evidence for "P at some time", for a solution that lives through the range.
class ExistenceMethod {
 public:
  static Outcome from(Outcome negated, const std::optional<Life>& life) {
    Outcome outcome;
    outcome.tried = std::move(negated.tried);
    if (negated.verdict.kind() == VerdictKind::refuted && life) {
      outcome.verdict = Verdict::from(RigorousKernel::certified("a verified time"));
      outcome.method = "a verified time";
      outcome.backend = negated.backend;
      for (const NamedValue& value : negated.witness) {
        outcome.proof.push_back("holds at " + value.name + " = " + value.value);
      }
      return outcome;
    }
    outcome.message = negated.verdict.kind() == VerdictKind::refuted
                          ? "undecided: it holds at a time, but the solution was not shown to live through the range"
                          : "undecided: no time at which it holds was found and verified";
    return outcome;
  }
};

std::optional<Outcome> decide_quantified(const theorems::Problem& problem, const GroundClaim& claim, int digits,
                                         const Deadline& deadline, const plan::Aim& aim) {
  if (!binds_time(*problem.dynamics, claim.claim)) return std::nullopt;
  const Term& top = claim.claim;
  const bool simple =
      is_quantifier(top) && top.name() == time_name(*problem.dynamics) && !binds_time(*problem.dynamics, top.arg(2));
  if (simple && top.op() == Op::for_all) {
    return decide_body(problem, over_range(claim, top, top.arg(2)), digits, deadline, aim);
  }
  if (simple && problem.parameters.empty()) {
    const GroundClaim negated = over_range(claim, top, theorems::negation(top.arg(2)));
    const plan::Aim any{.enough = VerdictKind::confirmed};  // only a refutation is of use
    Outcome found = decide_body(problem, negated, digits, deadline.share(0.7), any);
    std::optional<Life> life;
    if (found.verdict.kind() == VerdictKind::refuted) life = show_life(problem, negated, deadline, found.tried);
    return ExistenceMethod::from(std::move(found), life);
  }
  Outcome outcome;
  outcome.message = "undecided: no method for this quantifier over time";
  outcome.tried.push_back({"quantifier over time", "does not apply", outcome.message, 0});
  return outcome;
}

}  // namespace flowcert::proofs
