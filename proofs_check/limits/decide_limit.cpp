#include "proofs_check/limits/decide_limit.hpp"

#include "proofs_check/limits/attractor.hpp"
#include "proofs_check/limits/closed_form.hpp"
#include "proofs_check/limits/exact_limit.hpp"
#include "theorems/language/dynamics_names.hpp"

namespace flowcert::proofs {

namespace {

/// By closed forms, which the kernel has no rule to put into a limit: its steps are about the formula alone.
Outcome decide_in_closed_form(const theorems::Problem& problem, const theorems::GroundCheck& check,
                              const theorems::GroundClaim& claim, const Deadline& deadline) {
  Outcome outcome;
  std::optional<InClosedForm> solved;
  attempt(outcome.tried, "closed form", [&]() -> AttemptReport {
    solved = in_closed_form(problem, check, claim, deadline.share(0.6));
    if (!solved) return {"gave up", "no closed form is known for all times"};
    return {"found", solved->forms};
  });
  if (!solved) return outcome;
  Outcome found = decide_limit_exactly(solved->problem, solved->check, solved->claim, deadline);
  found.tried.insert(found.tried.begin(), outcome.tried.begin(), outcome.tried.end());
  found.proof.insert(found.proof.begin(), "closed form, proved for all times: " + solved->forms);
  found.queries.insert(found.queries.begin(), solved->proof.queries.begin(), solved->proof.queries.end());
  found.derivation = nullptr;
  return found;
}

/// What the second method made of the claim, where the first had not settled it.
Outcome after(const Outcome& first, Outcome second) {
  second.tried.insert(second.tried.begin(), first.tried.begin(), first.tried.end());
  return second;
}

}  // namespace

Outcome decide_limit(const theorems::Problem& problem, const theorems::GroundCheck& check,
                     const theorems::GroundClaim& claim, const DecideClaim& decide, const Deadline& deadline) {
  const bool moves =
      !problem.flows.empty() || (problem.dynamics && theorems::mentions_dynamics(*problem.dynamics, claim.claim));
  Outcome outcome;
  if (problem.classes) {
    outcome.message = "undecided: no method decides limits over classes yet";
    return outcome;
  }
  if (moves && problem.flows.empty()) outcome = decide_in_closed_form(problem, check, claim, deadline.share(0.4));
  if (moves && problem.flows.empty() && outcome.verdict.kind() == VerdictKind::undecided)
    outcome = after(outcome, decide_by_attractor(problem, check, claim, deadline.share(0.6)));
  if (!moves) outcome = decide_limit_exactly(problem, check, claim, deadline.share(0.6));
  if (moves && outcome.verdict.kind() == VerdictKind::undecided) {
    outcome = after(outcome, decide_limit_by_bound(problem, check, claim, decide, deadline));
  }
  if (outcome.message.empty() && outcome.verdict.kind() == VerdictKind::undecided)
    outcome.message = "undecided: no method settled the limit within the budget";
  return outcome;
}

}  // namespace flowcert::proofs
