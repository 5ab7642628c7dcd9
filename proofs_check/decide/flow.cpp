#include "proofs_check/decide/flow.hpp"

#include <stdexcept>

#include "proofs_check/along/flow_at_point.hpp"
#include "proofs_check/along/flow_reduction.hpp"
#include "proofs_check/along/full_matrices.hpp"
#include "proofs_check/decide/iteration.hpp"
#include "proofs_check/decide/parameter_points.hpp"
#include "proofs_check/decide/system.hpp"
#include "proofs_check/plan/follow.hpp"

namespace flowcert::proofs {

using plan::Method;
using plan::Turn;
using theorems::Dynamics;

namespace {

/// A witness at one value of the free parameters, from the written-out system; what holds there is known there only.
AttemptReport refute_at_point(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                              const Deadline& deadline, Outcome& outcome) {
  const auto points = parameter_points(problem, 1, deadline.share(0.3));
  if (points.empty()) return {"does not apply", "parameters are left"};
  const auto there = flow_at_point(problem, claim, points[0]);
  if (!there) return {"does not apply", "parameters are left in the claim"};
  const auto reduced = reduce_flow_claim(*there, claim, deadline.share(0.2));
  if (!reduced || reduced->problem.dynamics->kind != Dynamics::Kind::system) {
    return {"does not apply", "parameters are left"};
  }
  const plan::Aim any{.enough = VerdictKind::confirmed};  // only a refutation is of use
  Outcome found = decide_system(reduced->problem, reduced->claim, digits, deadline, any);
  if (found.verdict.kind() != VerdictKind::refuted) return {"no witness", "parameters are left"};
  for (std::size_t k = 0; k < problem.parameters.size(); ++k) {
    found.witness.push_back({problem.parameters[k].name, theorems::to_text(points[0][k])});
  }
  found.tried = std::move(outcome.tried);
  outcome = std::move(found);
  return {"refuted", outcome.message};
}

class FlowDecision {
 public:
  FlowDecision(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
               const Deadline& deadline, const plan::Aim& aim)
      : problem_(problem), claim_(claim), digits_(digits), deadline_(deadline), aim_(aim) {}

  Outcome run() {
    const bool settled = plan::follow(plan::for_flows(), deadline_, known_,
                                      [&](Method method, const Deadline& deadline) { return ask(method, deadline); });
    if (!settled && outcome_.message.empty()) outcome_.message = "undecided: no method settled it within the budget";
    return std::move(outcome_);
  }

 private:
  Turn ask(Method method, const Deadline& deadline) {
    if (method == Method::written_out) return decide_written_out(deadline);
    if (method != Method::full_matrices || !matrices_.worth_while(method, deadline.left()))
      return Turn::gave_up_for_good;
    Outcome found = follow_matrices(deadline);
    outcome_.tried.insert(outcome_.tried.end(), found.tried.begin(), found.tried.end());
    found.tried = std::move(outcome_.tried);
    if (found.message.empty()) found.message = std::move(outcome_.message);
    outcome_ = std::move(found);
    return outcome_.verdict.kind() == VerdictKind::undecided ? Turn::gave_up : Turn::settled;
  }

  Turn decide_written_out(const Deadline& deadline) {
    const auto reduced = reduce_flow_claim(problem_, claim_, deadline_.share(0.2));
    if (!reduced) return Turn::gave_up_for_good;
    const bool system = reduced->problem.dynamics->kind == Dynamics::Kind::system;
    WeakerMethod matrices;
    if (problem_.parameters.empty()) matrices = [&](const Deadline& time) { return follow_matrices(time); };
    outcome_ = system ? decide_system(reduced->problem, reduced->claim, digits_, deadline, aim_, matrices)
                      : decide_iteration(reduced->problem, reduced->claim, digits_, deadline, aim_);
    if (outcome_.verdict.kind() == VerdictKind::undecided) {
      outcome_.proof.clear();
      return Turn::gave_up;
    }
    outcome_.derivation = about_the_flow(problem_, claim_, *reduced, outcome_.derivation);
    if (outcome_.method != full_matrices) outcome_.proof.insert(outcome_.proof.begin(), reduced->reason);
    return Turn::settled;
  }

  Outcome follow_matrices(const Deadline& deadline) {
    Outcome outcome;
    const double given = deadline.left();
    attempt(outcome.tried, full_matrices, [&]() -> AttemptReport {
      try {
        if (!problem_.parameters.empty()) return refute_at_point(problem_, claim_, digits_, deadline, outcome);
        return follow_full_matrices(problem_, claim_, digits_, deadline, outcome);
      } catch (const std::exception& reason) {
        return {"gave up", reason.what()};
      }
    });
    matrices_.note(Method::full_matrices, Turn::gave_up, given, deadline.left());
    return outcome;
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  int digits_;
  Deadline deadline_;
  plan::Aim aim_;
  plan::Known known_;
  plan::Asked matrices_;  // they may be asked within the written-out system's plan
  Outcome outcome_;
};

}  // namespace

Outcome decide_flow(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                    const Deadline& deadline, const plan::Aim& aim) {
  return FlowDecision(problem, claim, digits, deadline, aim).run();
}

}  // namespace flowcert::proofs
