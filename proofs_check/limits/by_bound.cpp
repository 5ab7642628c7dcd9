#include "proofs_check/limits/by_bound.hpp"

#include <algorithm>
#include <array>

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
std::optional<Term> gap_of(const theorems::GroundCheck& check, const Term& claim) {
  try {
    const kernel::SaidInLimit said = kernel::said_in_limit(claim, check.limit->name, check.rate.has_value());
    return said.kind == kernel::SaidInLimit::Kind::small ? std::optional(said.quantity) : std::nullopt;
  } catch (const kernel::NotSaidInLimit&) {
    return std::nullopt;
  }
}

std::vector<Term> bounds_for(const theorems::GroundCheck& check) {
  std::vector<Term> result;
  if (check.rate) {
    for (const int factor : {1, 2, 5, 20}) result.push_back(Term(factor) * kernel::absolute(*check.rate));
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

/// The problem at all values of the variable near its limit, or along its dynamics at all times.
theorems::Problem nearby_problem(const theorems::Problem& problem, const theorems::GroundCheck& check) {
  theorems::Problem nearby = problem;
  if (!check.limit->time) add_limit_parameter(nearby, *check.limit);
  return nearby;
}

/// What the claim says where the limit is not looked at: if it is true, then also in the limit. Not of strict
/// inequalities, which may become equalities there.
std::optional<theorems::GroundClaim> everywhere(const theorems::GroundCheck& check,
                                                const theorems::GroundClaim& claim) {
  static constexpr std::array kept{Op::equal, Op::less_equal, Op::greater_equal};
  static constexpr std::array limits{Op::order, Op::asymptotic};
  if (check.rate) return std::nullopt;
  if (std::find(kept.begin(), kept.end(), claim.claim.op()) == kept.end() || contains(claim.claim, limits))
    return std::nullopt;
  theorems::GroundClaim result = claim;
  if (!check.limit->time) return result;
  theorems::Binding all;
  all.name = check.limit->name;
  all.integer = check.limit->integer;
  all.low = Term(0);
  all.high = theorems::constant(Op::infinity);
  all.high_open = true;
  result.reals.push_back(all);
  return result;
}

/// What another claim, without a limit, was found to be; counts if it is positive.
class Nearby {
 public:
  Nearby(const theorems::Problem& problem, const theorems::GroundCheck& check, const DecideClaim& decide)
      : problem_(nearby_problem(problem, check)), check_(check), decide_(decide) {
    check_.limit.reset();
    check_.rate.reset();
  }

  [[nodiscard]] bool shows(const theorems::GroundClaim& claim, const std::string& way, const Deadline& deadline,
                           Outcome& outcome) {
    check_.claims = {claim};
    problem_.checks = {check_};
    const Outcome found = decide_(problem_, problem_.checks[0], problem_.checks[0].claims[0], deadline);
    const VerdictKind kind = found.verdict.kind();
    if (kind != VerdictKind::proved && kind != VerdictKind::certified) return false;
    outcome.verdict = found.verdict;
    outcome.method = method;
    outcome.backend = found.backend;
    outcome.proof = found.proof;
    outcome.queries = found.queries;
    outcome.proof.insert(outcome.proof.begin(), way);
    return true;
  }

 private:
  theorems::Problem problem_;
  theorems::GroundCheck check_;
  const DecideClaim& decide_;
};

}  // namespace

Outcome decide_limit_by_bound(const theorems::Problem& problem, const theorems::GroundCheck& check,
                              const theorems::GroundClaim& claim, const DecideClaim& decide, const Deadline& deadline) {
  Outcome outcome;
  const auto gap = check.limit->time ? std::nullopt : gap_of(check, claim.claim);
  const auto plain = everywhere(check, claim);
  if (!gap && !plain) return outcome;
  attempt(outcome.tried, method, [&]() -> AttemptReport {
    Nearby nearby(problem, check, decide);
    const std::string all = check.limit->time ? "at all times " : "near the limit ";
    if (plain && nearby.shows(*plain, all + to_text(claim.claim), deadline.share(gap ? 0.3 : 1.0), outcome))
      return {std::string(to_text(outcome.verdict.kind())), all + to_text(claim.claim)};
    const std::vector<Term> bounds = gap ? bounds_for(check) : std::vector<Term>{};
    for (std::size_t k = 0; k < bounds.size() && !deadline.passed(); ++k) {
      const Deadline share = deadline.share(1.0 / static_cast<double>(bounds.size() - k));
      if (!vanishes(problem, check, bounds[k], share.share(0.2))) continue;
      theorems::GroundClaim below = claim;
      below.claim = relation(Op::less_equal, kernel::absolute(*gap), bounds[k]);
      const std::string text = to_text(below.claim);
      if (nearby.shows(below, "near the limit " + text + ", which tends to 0", share, outcome))
        return {std::string(to_text(outcome.verdict.kind())), text};
    }
    return {"gave up", "no bound that tends to 0 was shown"};
  });
  return outcome;
}

}  // namespace flowcert::proofs
