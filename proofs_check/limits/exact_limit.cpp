#include "proofs_check/limits/exact_limit.hpp"

#include <algorithm>

#include "proofs_check/exact/prove.hpp"
#include "proofs_check/exact_refutation.hpp"
#include "proofs_check/kernel/claim_limit.hpp"
#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/settle.hpp"

namespace flowcert::proofs {

namespace {

constexpr const char* method = "expansion near the limit";

FormulaStatement statement_of(const kernel::Sequent& sequent, const theorems::Problem& problem) {
  FormulaStatement statement{{}, sequent.context->hypotheses, sequent.claim};
  for (const theorems::FreeParameter& parameter : problem.parameters) {
    const bool fixed = std::any_of(sequent.context->variables.begin(), sequent.context->variables.end(),
                                   [&](const kernel::Variable& variable) { return variable.name == parameter.name; });
    if (fixed) statement.variables.push_back(parameter);
  }
  return statement;
}

}  // namespace

Outcome decide_limit_exactly(const theorems::Problem& problem, const theorems::GroundCheck& check,
                             const theorems::GroundClaim& claim, const Deadline& deadline) {
  Outcome outcome;
  attempt(outcome.tried, method, [&]() -> AttemptReport {
    const auto sequent = kernel::sequent_of_limit(problem, check, claim);
    if (!sequent) return {"does not apply", "the claim has another form"};
    const FormulaStatement statement = statement_of(*sequent, problem);
    const ExactOutcome proof = in_time(prove_formula(statement, deadline.share(0.6)), deadline);
    if (proof.evidence) {
      accept_proof(outcome, proof, method);
      return {"proved", ""};
    }
    const auto weaker = kernel::sequent_of_limit(problem, check, claim, kernel::Reading::either);
    const ExactRefutationOutcome refutation = refute_exactly(statement_of(*weaker, problem), deadline);
    if (refutation.witness) {
      refute(outcome, *refutation.witness, method, refutation.backend, refutation.message);
      return {"refuted", refutation.message};
    }
    return {"gave up", proof.reason};
  });
  return outcome;
}

}  // namespace flowcert::proofs
