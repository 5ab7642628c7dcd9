#pragma once

#include <string>
#include <utility>

#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/evidence.hpp"

namespace flowcert::proofs {

/// What an outcome says once a proof decided it. `proof.evidence` must be there. `cap`: the most that is claimed, where
/// the proof rests on a fact of a weaker kind.
void accept_proof(Outcome& outcome, const ExactOutcome& proof, std::string method,
                  VerdictKind cap = VerdictKind::proved);

/// What a proof search of this time found. Which step met the end of the time differs from run to run: not for a
/// report.
[[nodiscard]] ExactOutcome in_time(ExactOutcome found, const Deadline& deadline);

/// What an outcome says once a verified witness refuted it; the names and values of the witness replace earlier ones.
void refute(Outcome& outcome, const VerifiedWitness& witness, std::string method, std::string backend,
            std::string message);

/// A claim that only a proof can establish; without one it is undecided, and the message is `otherwise` and the reason.
template <class Prove>
[[nodiscard]] Outcome decide_by_proof_alone(const std::string& method, const std::string& otherwise, Prove&& prove) {
  Outcome outcome;
  attempt(outcome.tried, method, [&]() -> AttemptReport {
    const ExactOutcome result = prove();
    if (!result.evidence) {
      outcome.message = otherwise + result.reason;
      return {"gave up", result.reason};
    }
    accept_proof(outcome, result, method);
    return {"proved", ""};
  });
  return outcome;
}

}  // namespace flowcert::proofs
