#include "proofs_check/decide_iteration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/exact/prove.hpp"
#include "proofs_check/parameter_points.hpp"
#include "proofs_check/rigorous/orbit.hpp"

namespace flowcert::proofs {

namespace {

using theorems::Rational;

constexpr double quick_seconds = 4;  // for the first attempt at a proof
constexpr std::size_t sampled_points = 80;
constexpr std::size_t few_points = 6;
constexpr long few_steps = 25;
constexpr long many_steps = 1'000;
constexpr long all_steps = 1'000'000;

class IterationDecision {
 public:
  IterationDecision(const theorems::Problem& problem, const theorems::GroundClaim& claim, const Deadline& deadline)
      : problem_(problem), claim_(claim), deadline_(deadline) {}

  Outcome run() {
    const bool settled = prove(deadline_.share(0.1).within(quick_seconds)) || follow_samples() ||
                         prove(deadline_.share(0.7)) || certify();
    if (!settled) {
      outcome_.message = "undecided: no method settled it within the budget";
    }
    return std::move(outcome_);
  }

 private:
  void refute(const OrbitOutcome& orbit) {
    outcome_.verdict = Verdict::from(*orbit.witness);
    outcome_.method = "orbit";
    outcome_.backend = orbit.exact ? "GMP" : "Arb";
    outcome_.message = orbit.message;
    for (const auto& [name, value] : orbit.witness->values()) outcome_.witness.push_back({name, value});
  }

  /// Many parameters over a few steps first, then few over many.
  bool follow_samples() {
    bool refuted = false;
    attempt(outcome_.tried, "orbits from sampled parameters", [&]() -> AttemptReport {
      const Deadline share = deadline_.share(0.3);
      const auto points = parameter_points(problem_, sampled_points, share);
      for (const auto& [count, steps] : {std::pair(points.size(), few_steps), std::pair(few_points, many_steps)}) {
        const Deadline pass = share.share(0.6);
        for (std::size_t k = 0; k < std::min(count, points.size()) && !pass.passed(); ++k) {
          last_ = follow_orbit(problem_, claim_, points[k], steps, pass);
          if (!last_.witness) continue;
          refute(last_);
          refuted = true;
          return {"refuted", last_.message};
        }
      }
      return {"no witness", fmt::format("{} parameter points; last: {}", points.size(), last_.reason)};
    });
    return refuted;
  }

  /// First with little time: most claims that can be proved are proved at once.
  bool prove(const Deadline& deadline) {
    if (gave_up_early_) return false;
    bool proved = false;
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      const double budget = deadline.left();
      const ExactOutcome result = prove_along_iteration(problem_, claim_, deadline);
      gave_up_early_ = !result.evidence && deadline.left() > 0.8 * budget;
      if (!result.evidence) return {"gave up", result.reason};
      outcome_.verdict = Verdict::from(*result.evidence);
      outcome_.method = "exact proof";
      outcome_.backend = result.evidence->backend();
      outcome_.proof = result.evidence->trail();
      outcome_.queries = result.queries;
      proved = true;
      return {"proved", ""};
    });
    return proved;
  }

  /// With nothing symbolic left the one orbit is the whole claim.
  bool certify() {
    if (!problem_.parameters.empty()) return false;
    if (!last_.evidence) last_ = follow_orbit(problem_, claim_, {}, all_steps, deadline_);
    if (last_.witness) {
      refute(last_);
      return true;
    }
    if (!last_.evidence) return false;
    outcome_.verdict = Verdict::from(*last_.evidence);
    outcome_.method = last_.evidence->method();
    outcome_.backend = last_.exact ? "GMP" : "Arb";
    outcome_.tried.push_back({"orbit", "certified", last_.evidence->method(), 0});
    return true;
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  Deadline deadline_;
  Outcome outcome_;
  OrbitOutcome last_;
  bool gave_up_early_ = false;  // the exact methods, with time left: more time would not help
};

}  // namespace

Outcome decide_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim, int /*digits*/,
                         const Deadline& deadline) {
  return IterationDecision(problem, claim, deadline).run();
}

}  // namespace flowcert::proofs
