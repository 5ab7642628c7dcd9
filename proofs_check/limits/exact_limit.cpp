#include "proofs_check/limits/exact_limit.hpp"

#include <algorithm>

#include "proofs_check/decide/exact_refutation.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/kernel/claim_limit.hpp"
#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/limits/paths.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Term;

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

/// Hypotheses about the variable that goes to its limit, of values near it.
std::vector<Term> hypotheses_near(const theorems::Problem& problem, const theorems::GroundCheck& check) {
  std::vector<Term> result;
  const kernel::Approach approach = kernel::approach_of(*check.limit);
  for (const Term& hypothesis : problem.hypotheses)
    if (theorems::mentions(hypothesis, check.limit->name))
      result.push_back(kernel::written_out({approach, kernel::LimitKind::relation, {hypothesis}}));
  return result;
}

/// What the claim implies, and may be false: each part by itself, along paths through its ranges.
std::vector<Term> consequences(const theorems::Problem& problem, const theorems::GroundCheck& check,
                               const Term& statement) {
  std::vector<Term> result;
  const std::vector<Term> near = hypotheses_near(problem, check);
  const auto offer = [&](const Term& claim) {
    result.push_back(near.empty() ? claim : theorems::apply(Op::implies, {theorems::conjunction(near), claim}));
  };
  for (const Term& part : theorems::conjunction_parts(statement)) {
    const auto limit = kernel::read_limit(part);
    if (!limit) {
      offer(part);
    } else {
      for (const Term& along : along_paths(*limit)) offer(along);
    }
  }
  return result;
}

ExactRefutationOutcome refuted_by(const std::vector<Term>& consequences, FormulaStatement statement,
                                  const Deadline& deadline) {
  for (std::size_t k = 0; k < consequences.size() && !deadline.passed(); ++k) {
    statement.claim = consequences[k];
    const double share = 2.0 / static_cast<double>(consequences.size() - k + 1);
    ExactRefutationOutcome found = refute_exactly(statement, deadline.share(share));
    if (found.witness) return found;
  }
  return {};
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
    const ExactRefutationOutcome refutation =
        refuted_by(consequences(problem, check, weaker->claim), statement_of(*weaker, problem), deadline);
    if (refutation.witness) {
      refute(outcome, *refutation.witness, method, refutation.backend, refutation.message);
      return {"refuted", refutation.message};
    }
    return {"gave up", proof.reason};
  });
  return outcome;
}

}  // namespace flowcert::proofs
