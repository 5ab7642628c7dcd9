#include "proofs_check/decide/settle.hpp"

namespace flowcert::proofs {

void accept_proof(Outcome& outcome, const ExactOutcome& proof, std::string method, VerdictKind cap) {
  const ExactEvidence& evidence = proof.evidence.value();
  outcome.verdict = Verdict::from(evidence).capped(cap);
  outcome.method = std::move(method);
  outcome.backend = evidence.backend();
  outcome.proof = evidence.trail();
  outcome.queries = proof.queries;
  outcome.derivation = proof.derivation;
  outcome.resolution.clear();
  outcome.message.clear();
}

ExactOutcome in_time(ExactOutcome found, const Deadline& deadline) {
  if (!found.evidence && deadline.passed()) found.reason = "the time is up";
  return found;
}

void refute(Outcome& outcome, const VerifiedWitness& witness, std::string method, std::string backend,
            std::string message) {
  outcome.verdict = Verdict::from(witness);
  outcome.method = std::move(method);
  outcome.backend = std::move(backend);
  outcome.message = std::move(message);
  outcome.resolution.clear();
  outcome.witness.clear();
  for (const auto& [name, value] : witness.values()) outcome.witness.push_back({name, value});
}

}  // namespace flowcert::proofs
