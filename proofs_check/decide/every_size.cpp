#include "proofs_check/decide/every_size.hpp"

#include "proofs_check/decide/settle.hpp"
#include "proofs_check/exact/words/reasons.hpp"
#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs {

namespace {

/// The claim by the kernel's rule for words, if reasons are found that it accepts.
kernel::StepPtr step_of(const theorems::Problem& problem, const theorems::GroundCheck& check,
                        const Deadline& deadline) {
  auto reasons = exact::words::reasons_of(*check.every_size, deadline);
  if (!reasons) return nullptr;
  auto step = std::make_shared<kernel::Step>();
  step->rule = kernel::Rule::matrix_words;
  step->conclusion = kernel::sequent_of_every_size(problem, check);
  step->data.words = std::move(*reasons);
  return kernel::holds(*step) ? step : nullptr;
}

}  // namespace

Outcome decide_every_size(const theorems::Problem& problem, const theorems::GroundCheck& check,
                          const Deadline& deadline) {
  return decide_by_proof_alone("matrix words", "not shown for every size: ", [&] {
    constexpr double seconds_for_steps = 2;
    ExactOutcome outcome = prove_every_size(problem, *check.every_size, deadline);
    if (outcome.evidence) outcome.derivation = step_of(problem, check, deadline.within(seconds_for_steps));
    return outcome;
  });
}

}  // namespace flowcert::proofs
