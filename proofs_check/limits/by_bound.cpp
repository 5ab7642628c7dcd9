#include "proofs_check/limits/by_bound.hpp"

#include "proofs_check/kernel/claim_limit.hpp"
#include "proofs_check/limits/exact_limit.hpp"
#include "proofs_check/limits/limit_parameter.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr const char* method = "bound near the limit";

/// What must become small.
std::optional<Term> gap_of(const Term& claim) {
  if (claim.op() == Op::asymptotic) return claim.arg(0) / claim.arg(1) - Term(1);
  if (claim.op() != Op::equal) return std::nullopt;
  for (const Term& side : claim.args())
    if (side.op() == Op::order) return std::nullopt;
  return claim.arg(0) - claim.arg(1);
}

std::vector<Term> bounds_for(const theorems::GroundCheck& check) {
  std::vector<Term> result;
  if (check.rate) {
    for (const int factor : {1, 2, 5, 20}) result.push_back(Term(factor) * theorems::apply(Op::abs, {*check.rate}));
    return result;
  }
  const Term g = kernel::small_near(kernel::approach_of(*check.limit));
  for (const auto& power : {Rational(1), Rational(1, 2)})
    for (const int factor : {1, 2, 10}) result.push_back(Term(factor) * theorems::pow(g, Term(power)));
  return result;
}

/// Whether the bound tends to 0, for all parameters.
bool vanishes(const theorems::Problem& problem, const theorems::GroundCheck& check, const Term& bound,
              const Deadline& deadline) {
  theorems::Problem still = problem;
  still.dynamics.reset();
  still.flows.clear();
  theorems::GroundCheck limit = check;
  limit.rate.reset();
  theorems::GroundClaim claim;
  claim.claim = relation(Op::equal, bound, Term(0));
  limit.claims = {claim};
  return decide_limit_exactly(still, limit, claim, deadline).verdict.kind() == VerdictKind::proved;
}

}  // namespace

Outcome decide_limit_by_bound(const theorems::Problem& problem, const theorems::GroundCheck& check,
                              const theorems::GroundClaim& claim, const DecideClaim& decide, const Deadline& deadline) {
  Outcome outcome;
  const auto gap = gap_of(claim.claim);
  if (!gap || check.limit->time) return outcome;
  attempt(outcome.tried, method, [&]() -> AttemptReport {
    const std::vector<Term> bounds = bounds_for(check);
    theorems::Problem nearby = problem;
    add_limit_parameter(nearby, *check.limit);
    for (std::size_t k = 0; k < bounds.size() && !deadline.passed(); ++k) {
      const Deadline share = deadline.share(1.0 / static_cast<double>(bounds.size() - k));
      if (!vanishes(problem, check, bounds[k], share.share(0.2))) continue;
      theorems::GroundCheck bounded = check;
      bounded.limit.reset();
      bounded.rate.reset();
      theorems::GroundClaim below = claim;
      below.claim = relation(Op::less_equal, theorems::apply(Op::abs, {*gap}), bounds[k]);
      bounded.claims = {below};
      nearby.checks = {bounded};
      const Outcome found = decide(nearby, nearby.checks[0], nearby.checks[0].claims[0], share);
      const VerdictKind kind = found.verdict.kind();
      if (kind != VerdictKind::proved && kind != VerdictKind::certified) continue;
      const std::string text = to_text(below.claim);
      outcome.verdict = found.verdict;
      outcome.method = method;
      outcome.backend = found.backend;
      outcome.proof = found.proof;
      outcome.queries = found.queries;
      outcome.proof.insert(outcome.proof.begin(), "near the limit " + text + ", which tends to 0");
      return {std::string(to_text(kind)), text};
    }
    return {"gave up", "no bound that tends to 0 was shown"};
  });
  return outcome;
}

}  // namespace flowcert::proofs
