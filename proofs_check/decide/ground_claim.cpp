#include "proofs_check/decide/ground_claim.hpp"

#include <array>

#include "proofs_check/along/observed_claim.hpp"
#include "proofs_check/along/scaled_times.hpp"
#include "proofs_check/decide/flow.hpp"
#include "proofs_check/decide/formula.hpp"
#include "proofs_check/decide/iteration.hpp"
#include "proofs_check/decide/quantified.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/decide/system.hpp"
#include "proofs_check/decide/times_of_claim.hpp"
#include "proofs_check/limits/decide_limit.hpp"

namespace flowcert::proofs {

namespace {

using theorems::Dynamics;
using theorems::Op;

Outcome not_yet(const std::string& reason) {
  Outcome outcome;
  outcome.message = reason;
  outcome.tried.push_back({"none", "does not apply", reason, 0});
  return outcome;
}

/// Only a proof can establish a claim for every length; shorter vectors are tried as problems of their own.
Outcome decide_every_length(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                            const Deadline& deadline) {
  return decide_by_proof_alone("exact proof for every length", "not shown for every length: ", [&] {
    return prove_for_every_length(problem, claim, deadline);
  });
}

/// The claim's own name for the time is put back into the witness. Steps would be about the scaled claim: the kernel
/// has no rule yet by which it says the same.
Outcome decide_scaled(const ScaledTimes& scaled, int digits, const Deadline& deadline, const plan::Aim& aim) {
  Outcome outcome = decide_system(scaled.problem, scaled.problem.checks[0].claims[0], digits, deadline, aim);
  for (NamedValue& value : outcome.witness)
    if (value.name == "t") value.name = scaled.variable;
  outcome.derivation = nullptr;
  return outcome;
}

Outcome decide_by_kind(const theorems::Problem& problem, const theorems::GroundCheck& check,
                       const theorems::GroundClaim& claim, const Deadline& deadline, const plan::Aim& aim) {
  static constexpr std::array limits{Op::asymptotic, Op::order};
  if (contains(claim.claim, limits)) return not_yet("no method decides limits yet");
  if (problem.classes) {
    if (problem.dynamics || !problem.flows.empty())
      return not_yet("no method follows dynamics with vectors of symbolic length yet");
    return decide_every_length(problem, claim, deadline);
  }
  static constexpr std::array symbolic{Op::symbolic_sum, Op::symbolic_product};
  if (contains(claim.claim, symbolic)) return not_yet("no method decides sums over a symbolic number of terms yet");
  static constexpr std::array quantifiers{Op::for_all, Op::exists};
  if (!problem.flows.empty() && contains(claim.claim, quantifiers)) {
    return not_yet("no method decides quantifiers inside claims about flows yet");
  }
  if (!problem.flows.empty()) return decide_flow(problem, claim, check.digits, deadline, aim);
  if (problem.dynamics && mentions_dynamics(*problem.dynamics, claim.claim)) {
    if (auto quantified = decide_quantified(problem, claim, check.digits, deadline, aim)) return std::move(*quantified);
    if (const auto scaled = with_scaled_times(problem, claim))
      return decide_scaled(*scaled, check.digits, deadline, aim);
    return problem.dynamics->kind == Dynamics::Kind::system
               ? decide_system(problem, claim, check.digits, deadline, aim)
               : decide_iteration(problem, claim, check.digits, deadline, aim);
  }
  return decide_formula(formula_statement(problem, claim), check.digits, deadline, aim);
}

}  // namespace

/// The methods below take the claim's times for times of the dynamics.
Outcome decide_ground_claim(const theorems::Problem& problem, const theorems::GroundCheck& check,
                            const theorems::GroundClaim& claim, const Deadline& deadline, const plan::Aim& aim) {
  if (check.limit) {
    const DecideClaim without_limit = [&](const auto& own, const auto& own_check, const auto& own_claim,
                                          const Deadline& until) {
      return decide_ground_claim(own, own_check, own_claim, until, aim);
    };
    return decide_limit(problem, check, claim, without_limit, deadline, aim);
  }
  TimesOfClaim times = examine_times(problem, claim, deadline.share(0.3));
  if (times.refuted) return std::move(*times.refuted);
  Outcome outcome = decide_by_kind(problem, check, claim, deadline, aim);
  if (times.doubt.empty() || !is_positive(outcome.verdict.kind())) return outcome;
  Outcome doubtful;
  doubtful.tried = std::move(outcome.tried);
  doubtful.message = "undecided: " + times.doubt;
  return doubtful;
}

}  // namespace flowcert::proofs
