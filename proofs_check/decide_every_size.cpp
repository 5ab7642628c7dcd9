#include "proofs_check/decide_every_size.hpp"

#include "proofs_check/exact/prove.hpp"

namespace flowcert::proofs {

Outcome decide_every_size(const theorems::Problem& problem, const theorems::GroundCheck& check,
                          const Deadline& deadline) {
  static constexpr const char* method = "matrix words";
  Outcome outcome;
  attempt(outcome.tried, method, [&]() -> AttemptReport {
    const ExactOutcome result = prove_every_size(problem, *check.every_size, deadline);
    if (!result.evidence) {
      outcome.message = "not shown for every size: " + result.reason;
      return {"gave up", result.reason};
    }
    outcome.verdict = Verdict::from(*result.evidence);
    outcome.method = method;
    outcome.backend = result.evidence->backend();
    outcome.proof = result.evidence->trail();
    outcome.queries = result.queries;
    return {"proved", ""};
  });
  return outcome;
}

}  // namespace flowcert::proofs
