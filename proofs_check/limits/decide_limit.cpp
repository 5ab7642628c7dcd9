#include "proofs_check/limits/decide_limit.hpp"

#include "proofs_check/along/flow_reduction.hpp"
#include "proofs_check/limits/attractor.hpp"
#include "proofs_check/limits/closed_form.hpp"
#include "proofs_check/limits/exact_limit.hpp"
#include "proofs_check/limits/ladder_limit.hpp"
#include "proofs_check/plan/follow.hpp"
#include "theorems/language/dynamics_names.hpp"

namespace flowcert::proofs {

using plan::Method;
using plan::Turn;

namespace {

class LimitDecision {
 public:
  LimitDecision(const theorems::Problem& problem, const theorems::GroundCheck& check,
                const theorems::GroundClaim& claim, const DecideClaim& decide, const Deadline& deadline)
      : problem_(problem), check_(check), claim_(claim), decide_(decide), deadline_(deadline) {}

  Outcome run(const plan::Aim& aim) {
    plan::Known known;
    known.moves =
        !problem_.flows.empty() || (problem_.dynamics && theorems::mentions_dynamics(*problem_.dynamics, claim_.claim));
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
        return take(decide_limit_exactly(problem_, check_, claim_, deadline));
      case Method::closed_form:
        return problem_.flows.empty() ? take(in_closed_forms(deadline)) : Turn::gave_up_for_good;
      case Method::attractor:
        return problem_.flows.empty() ? take(decide_by_attractor(problem_, check_, claim_, deadline))
                                      : Turn::gave_up_for_good;
      case Method::bound_near_the_limit:
        return take(decide_limit_by_bound(problem_, check_, claim_, decide_, deadline));
      case Method::ladder_of_scales:
        return climb(deadline);
      default:
        return Turn::gave_up_for_good;
    }
  }

  /// What a method found, with what was tried before.
  Turn take(Outcome found) {
    found.tried.insert(found.tried.begin(), outcome_.tried.begin(), outcome_.tried.end());
    outcome_ = std::move(found);
    return outcome_.verdict.kind() == VerdictKind::undecided ? Turn::gave_up : Turn::settled;
  }

  /// By closed forms, which the kernel has no rule to put into a limit: its steps are about the formula alone.
  Outcome in_closed_forms(const Deadline& deadline) {
    Outcome outcome;
    attempt(outcome.tried, "closed form", [&]() -> AttemptReport {
      solved_ = in_closed_form(problem_, check_, claim_, deadline.share(0.75));
      if (!solved_) return {"gave up", "no closed form is known for all times"};
      return {"found", solved_->forms};
    });
    if (!solved_) return outcome;
    Outcome found = decide_limit_exactly(solved_->problem, solved_->check, solved_->claim, deadline);
    found.tried.insert(found.tried.begin(), outcome.tried.begin(), outcome.tried.end());
    found.proof.insert(found.proof.begin(), "closed form, proved for all times: " + solved_->forms);
    found.queries.insert(found.queries.begin(), solved_->proof.queries.begin(), solved_->proof.queries.end());
    found.derivation = nullptr;
    return found;
  }

  /// The scales of a formula cost next to nothing, those of a stiff system all there is.
  AttemptReport climb_closed_form(const Deadline& deadline) {
    std::string reason;
    const auto parts = limit_parts(solved_->check, solved_->claim, *check_.limit, reason);
    if (!parts) return {"does not apply", reason};
    AttemptReport report =
        climb_ladder(solved_->problem, solved_->claim, *check_.limit, *parts, deadline.share(0.5), outcome_);
    if (is_positive(outcome_.verdict.kind()))
      outcome_.proof.insert(outcome_.proof.begin(), "closed form, proved for all times: " + solved_->forms);
    return report;
  }

  Turn climb(const Deadline& deadline) {
    if (solved_ && !check_.limit->time) {
      attempt(outcome_.tried, ladder_method, [&] { return climb_closed_form(deadline); });
      if (outcome_.verdict.kind() != VerdictKind::undecided) return Turn::settled;
    }
    attempt(outcome_.tried, ladder_method, [&]() -> AttemptReport {
      std::string reason;
      const auto parts = limit_parts(check_, claim_, *check_.limit, reason);
      if (!parts) return {"does not apply", reason};
      const auto written_out =
          problem_.flows.empty() ? std::nullopt : reduce_flow_claim(problem_, claim_, deadline.share(0.2));
      if (!written_out) return climb_ladder(problem_, claim_, *check_.limit, *parts, deadline, outcome_);
      const auto same = limit_parts(check_, written_out->claim, *check_.limit, reason);
      if (!same) return {"does not apply", reason};
      AttemptReport report =
          climb_ladder(written_out->problem, written_out->claim, *check_.limit, *same, deadline, outcome_);
      if (is_positive(outcome_.verdict.kind())) outcome_.proof.insert(outcome_.proof.begin(), written_out->reason);
      return report;
    });
    return outcome_.verdict.kind() == VerdictKind::undecided ? Turn::gave_up_for_good : Turn::settled;
  }

  const theorems::Problem& problem_;
  const theorems::GroundCheck& check_;
  const theorems::GroundClaim& claim_;
  const DecideClaim& decide_;
  Deadline deadline_;
  Outcome outcome_;
  std::optional<InClosedForm> solved_;
};

}  // namespace

Outcome decide_limit(const theorems::Problem& problem, const theorems::GroundCheck& check,
                     const theorems::GroundClaim& claim, const DecideClaim& decide, const Deadline& deadline,
                     const plan::Aim& aim) {
  if (!problem.classes) return LimitDecision(problem, check, claim, decide, deadline).run(aim);
  Outcome outcome;
  outcome.message = "undecided: no method decides limits over classes yet";
  return outcome;
}

}  // namespace flowcert::proofs
