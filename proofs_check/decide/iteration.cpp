#include "proofs_check/decide/iteration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/decide/parameter_points.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/plan/follow.hpp"
#include "proofs_check/rigorous/orbit.hpp"

namespace flowcert::proofs {

namespace {

using plan::Method;
using plan::Turn;
using theorems::Rational;

constexpr std::size_t sampled_points = 80;
constexpr std::size_t few_points = 6;
constexpr long few_steps = 25;
constexpr long many_steps = 1'000;
constexpr long all_steps = 1'000'000;

class IterationDecision {
 public:
  IterationDecision(const theorems::Problem& problem, const theorems::GroundClaim& claim, const Deadline& deadline,
                    const plan::Aim& aim)
      : problem_(problem), claim_(claim), deadline_(deadline), aim_(aim) {
    known_.variables = !problem.parameters.empty();
  }

  Outcome run() {
    const bool settled = plan::follow(plan::for_iterations(), deadline_, known_,
                                      [&](Method method, const Deadline& deadline) { return ask(method, deadline); });
    if (!settled && !is_positive(outcome_.verdict.kind()))
      outcome_.message = "undecided: no method settled it within the budget";
    return std::move(outcome_);
  }

 private:
  Turn ask(Method method, const Deadline& deadline) {
    switch (method) {
      case Method::exact_proof:
        return prove(deadline);
      case Method::sampled_runs:
        return follow_samples(deadline);
      case Method::orbit:
        return certify(deadline);
      default:
        return Turn::gave_up_for_good;
    }
  }

  void refute_by(const OrbitOutcome& orbit) {
    refute(outcome_, *orbit.witness, "orbit", backend(orbit), orbit.message);
  }
  static const char* backend(const OrbitOutcome& orbit) { return orbit.exact ? "GMP" : "Arb"; }

  /// Many parameters over a few steps first, then few over many.
  Turn follow_samples(const Deadline& share) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "orbits from sampled parameters", [&]() -> AttemptReport {
      const auto points = parameter_points(problem_, sampled_points, share);
      for (const auto& [count, steps] : {std::pair(points.size(), few_steps), std::pair(few_points, many_steps)}) {
        const Deadline pass = share.share(0.6);
        for (std::size_t k = 0; k < std::min(count, points.size()) && !pass.passed(); ++k) {
          last_ = follow_orbit(problem_, claim_, points[k], steps, pass);
          if (!last_.witness) continue;
          refute_by(last_);
          turn = Turn::settled;
          return {"refuted", last_.message};
        }
      }
      return {"no witness", fmt::format("{} parameter points; last: {}", points.size(), last_.reason)};
    });
    return turn;
  }

  Turn prove(const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      const ExactOutcome result = in_time(prove_along_iteration(problem_, claim_, deadline), deadline);
      if (!result.evidence) return {"gave up", result.reason};
      accept_proof(outcome_, result, "exact proof");
      turn = Turn::settled;
      return {"proved", ""};
    });
    return turn;
  }

  /// With nothing symbolic left the one orbit is the whole claim.
  Turn certify(const Deadline& deadline) {
    if (!last_.evidence) last_ = follow_orbit(problem_, claim_, {}, all_steps, deadline);
    if (last_.witness) {
      refute_by(last_);
      return Turn::settled;
    }
    if (!last_.evidence) return Turn::gave_up;
    outcome_.verdict = Verdict::from(*last_.evidence);
    outcome_.method = last_.evidence->method();
    outcome_.backend = backend(last_);
    outcome_.tried.push_back({"orbit", "certified", last_.evidence->method(), 0});
    known_.shown = aim_.shown_by(outcome_.verdict.kind());
    known_.enough = aim_.satisfied_by(outcome_.verdict.kind());
    return Turn::gave_up_for_good;  // nothing but a proof would be better
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  Deadline deadline_;
  Outcome outcome_;
  OrbitOutcome last_;
  plan::Aim aim_;
  plan::Known known_;
};

}  // namespace

Outcome decide_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim, int /*digits*/,
                         const Deadline& deadline, const plan::Aim& aim) {
  return IterationDecision(problem, claim, deadline, aim).run();
}

}  // namespace flowcert::proofs
