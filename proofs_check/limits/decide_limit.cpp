#include "proofs_check/limits/decide_limit.hpp"

#include "proofs_check/along/flow_reduction.hpp"
#include "proofs_check/limits/exact_limit.hpp"
#include "proofs_check/limits/ladder_limit.hpp"
#include "proofs_check/plan/follow.hpp"

namespace flowcert::proofs {

using plan::Method;
using plan::Turn;

namespace {

/// An order in the time is one whatever range of times the check would speak of else.
theorems::GroundClaim without_time(theorems::GroundClaim claim, const theorems::LimitVariable& limit) {
  if (!claim.time_was_bound)
    std::erase_if(claim.reals, [&](const theorems::Binding& bound) { return bound.name == limit.name; });
  return claim;
}

class LimitDecision {
 public:
  LimitDecision(const theorems::Problem& problem, const theorems::GroundCheck& check,
                const theorems::GroundClaim& claim, const theorems::LimitVariable& limit, const Deadline& deadline)
      : problem_(problem), check_(check), claim_(claim), limit_(limit), deadline_(deadline) {}

  Outcome run(const plan::Aim& aim) {
    plan::Known known;
    known.moves = problem_.dynamics.has_value() || !problem_.flows.empty();
    known.stronger_is_lost = aim.stronger_is_lost;
    const bool settled = plan::follow(plan::for_limits(), deadline_, known,
                                      [&](Method method, const Deadline& deadline) { return ask(method, deadline); });
    if (!settled && outcome_.message.empty()) outcome_.message = "undecided: no method settled it within the budget";
    return std::move(outcome_);
  }

 private:
  Turn ask(Method method, const Deadline& deadline) {
    switch (method) {
      case Method::expansion:
        return expand(deadline);
      case Method::ladder_of_scales:
        return climb(deadline);
      default:
        return Turn::gave_up_for_good;
    }
  }

  Turn expand(const Deadline& deadline) {
    outcome_ = decide_limit_exactly(problem_, check_, claim_, deadline);
    return outcome_.verdict.kind() == VerdictKind::undecided ? Turn::gave_up : Turn::settled;
  }

  Turn climb(const Deadline& deadline) {
    attempt(outcome_.tried, ladder_method, [&]() -> AttemptReport {
      std::string reason;
      const theorems::GroundClaim claim = without_time(claim_, limit_);
      const auto parts = limit_parts(check_, claim, limit_, reason);
      if (!parts) return {"does not apply", reason};
      const auto written_out =
          problem_.flows.empty() ? std::nullopt : reduce_flow_claim(problem_, claim, deadline.share(0.2));
      if (!written_out) return climb_ladder(problem_, claim, limit_, *parts, deadline, outcome_);
      const auto same = limit_parts(check_, written_out->claim, limit_, reason);
      if (!same) return {"does not apply", reason};
      AttemptReport report = climb_ladder(written_out->problem, written_out->claim, limit_, *same, deadline, outcome_);
      if (is_positive(outcome_.verdict.kind())) outcome_.proof.insert(outcome_.proof.begin(), written_out->reason);
      return report;
    });
    return outcome_.verdict.kind() == VerdictKind::undecided ? Turn::gave_up_for_good : Turn::settled;
  }

  const theorems::Problem& problem_;
  const theorems::GroundCheck& check_;
  const theorems::GroundClaim& claim_;
  const theorems::LimitVariable& limit_;
  Deadline deadline_;
  Outcome outcome_;
};

}  // namespace

Outcome decide_limit(const theorems::Problem& problem, const theorems::GroundCheck& check,
                     const theorems::GroundClaim& claim, const theorems::LimitVariable& limit, const Deadline& deadline,
                     const plan::Aim& aim) {
  return LimitDecision(problem, check, claim, limit, deadline).run(aim);
}

}  // namespace flowcert::proofs
