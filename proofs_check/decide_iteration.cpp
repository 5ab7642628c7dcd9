#include "proofs_check/decide_iteration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/parameter_points.hpp"
#include "proofs_check/proof_attempts.hpp"
#include "proofs_check/rigorous/orbit.hpp"
#include "proofs_check/settle.hpp"

namespace flowcert::proofs {

namespace {

using theorems::Rational;

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
    const bool settled =
        prove(ProofAttempts::quick(deadline_)) || follow_samples() || prove(deadline_.share(0.7)) || certify();
    if (!settled) {
      outcome_.message = "undecided: no method settled it within the budget";
    }
    return std::move(outcome_);
  }

 private:
  void refute_by(const OrbitOutcome& orbit) {
    refute(outcome_, *orbit.witness, "orbit", backend(orbit), orbit.message);
  }
  static const char* backend(const OrbitOutcome& orbit) { return orbit.exact ? "GMP" : "Arb"; }

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
          refute_by(last_);
          refuted = true;
          return {"refuted", last_.message};
        }
      }
      return {"no witness", fmt::format("{} parameter points; last: {}", points.size(), last_.reason)};
    });
    return refuted;
  }

  bool prove(const Deadline& deadline) {
    if (attempts_.exhausted()) return false;
    bool proved = false;
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      const ExactOutcome result =
          attempts_.make(deadline, [&](const Deadline& end) { return prove_along_iteration(problem_, claim_, end); });
      if (!result.evidence) return {"gave up", result.reason};
      accept_proof(outcome_, result, "exact proof");
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
      refute_by(last_);
      return true;
    }
    if (!last_.evidence) return false;
    outcome_.verdict = Verdict::from(*last_.evidence);
    outcome_.method = last_.evidence->method();
    outcome_.backend = backend(last_);
    outcome_.tried.push_back({"orbit", "certified", last_.evidence->method(), 0});
    return true;
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  Deadline deadline_;
  Outcome outcome_;
  OrbitOutcome last_;
  ProofAttempts attempts_;
};

}  // namespace

Outcome decide_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim, int /*digits*/,
                         const Deadline& deadline) {
  return IterationDecision(problem, claim, deadline).run();
}

}  // namespace flowcert::proofs
