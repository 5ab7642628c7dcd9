#include "proofs_check/decide.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "proofs_check/decide/check_tally.hpp"
#include "proofs_check/decide/every_size.hpp"
#include "proofs_check/decide/ground_claim.hpp"
#include "proofs_check/decide/not_empty.hpp"
#include "proofs_check/decide/refusals.hpp"
#include "proofs_check/decide/used_steps.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/plan/aim.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

namespace {

using theorems::GroundCheck;
using theorems::Method;
using theorems::Problem;

/// For a problem that fixes a symbolic size, which can only refute: small sizes refute at once or not at all.
constexpr double sample_seconds = 1;
constexpr double glance_seconds = 0.05;
constexpr std::size_t samples_after_a_proof = 3;
constexpr std::size_t kept_problems = 40;

VerdictKind least_verdict(Method method) {
  switch (method) {
    case Method::prove:
      return VerdictKind::proved;
    case Method::certify:
      return VerdictKind::certified;
    default:
      return VerdictKind::confirmed;
  }
}

/// The stricter of what the check and the command line ask for.
Method stricter(Method a, Method b) {
  const auto rank = [](Method method) { return method == Method::automatic ? 4 : static_cast<int>(method); };
  return rank(a) <= rank(b) ? a : b;
}

Outcome unsupported(const std::string& reason) {
  Outcome outcome;
  outcome.message = reason;
  outcome.tried.push_back({"none", "does not apply", reason, 0});
  return outcome;
}

/// The seconds that the claim's own file allows.
double allowed(const theorems::Head& head) {
  return head.budget_seconds > 0 ? head.budget_seconds : 1e9;
}

/// The least verdict that satisfies the claim's file, if it says one.
std::optional<VerdictKind> stated_evidence(const theorems::Head& head) {
  for (const VerdictKind kind : {VerdictKind::proved, VerdictKind::certified, VerdictKind::confirmed})
    if (head.least_evidence == to_text(kind)) return kind;
  return std::nullopt;
}

class ClaimDecision {
 public:
  ClaimDecision(const theorems::ClaimFile& claim, const DecideOptions& options)
      : claim_(claim),
        options_(options),
        deadline_(Deadline::in(options.budget_seconds).within(allowed(claim.head()))) {}

  ClaimResult run() {
    const auto start = std::chrono::steady_clock::now();
    ClaimResult result;
    result.head = claim_.head();
    const std::vector<GroundCheck> checks = collect_checks();
    for (std::size_t k = 0; k < checks.size(); ++k) {
      // Most checks and steps of a long file are quick, and leave time to those that are not.
      constexpr double least_share = 0.15;
      const double share = std::max(least_share, 1.0 / static_cast<double>(checks.size() - k));
      CheckResult check = decide_check(checks[k], deadline_.share(share));
      kinds_[check.name] = check.verdict.kind();
      if (options_.on_check) options_.on_check(check);
      result.verdict = result.checks.empty() ? check.verdict : result.verdict.both(check.verdict);
      result.checks.push_back(std::move(check));
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
  }

 private:
  /// Every check of the file once, steps first and in the file's order. Problems may hold different checks: those with
  /// a limit do not run over the limit variable's values.
  std::vector<GroundCheck> collect_checks() {
    std::vector<GroundCheck> checks;
    const std::size_t problems = claim_.problem_count();
    for (std::size_t p = 0; p < problems; ++p) {
      const Problem problem = problem_at(p);
      if (!problem.sample_only && p < kept_problems) refuse_times(problem, deadline_);
      if (problems == 1) {
        refuse_contradiction(problem, deadline_);
        refuse_empty_ranges(problem, deadline_);
      }
      for (const GroundCheck& check : problem.checks) {
        places_[check.name].push_back(p);
        if (!check.claims.empty() || check.every_size || !check.unsupported.empty()) claiming_.insert(check.name);
        const bool known = std::any_of(checks.begin(), checks.end(),
                                       [&](const GroundCheck& other) { return other.name == check.name; });
        if (!known) checks.push_back(check);
      }
    }
    refuse_nothing_claimed(checks);
    std::stable_sort(checks.begin(), checks.end(), [](const GroundCheck& a, const GroundCheck& b) {
      return std::tuple(!a.is_step, a.where.line, a.where.column) <
             std::tuple(!b.is_step, b.where.line, b.where.column);
    });
    return checks;
  }

  /// A range may be empty for some of a parameter's values, not for all.
  void refuse_nothing_claimed(const std::vector<GroundCheck>& checks) const {
    for (const GroundCheck& check : checks) {
      if (claiming_.contains(check.name)) continue;
      throw theorems::InputError(check.where, "nothing is claimed: the range is empty for every choice");
    }
  }

  CheckResult decide_check(const GroundCheck& wanted, const Deadline& deadline) {
    CheckTally tally(wanted);
    bool general_seen = false;
    const std::vector<std::size_t>& places = places_.at(wanted.name);
    std::size_t samples = 0;
    for (std::size_t k = 0; k < places.size() && !tally.refuted(); ++k) {
      const Problem problem = with_steps_shown(problem_at(places[k]), kinds_, VerdictKind::confirmed);
      if (problem.sample_only && tally.proved() && ++samples > samples_after_a_proof) break;
      const auto check = std::find_if(problem.checks.begin(), problem.checks.end(),
                                      [&](const GroundCheck& candidate) { return candidate.name == wanted.name; });
      general_seen = general_seen || !problem.sample_only;
      const bool general = check->every_size || problem.classes;
      const double share = std::max(general ? 0.5 : 0.0, 1.0 / static_cast<double>(places.size() - k));
      decide_in_problem(problem, places[k], *check, deadline.share(share), tally);
    }
    CheckResult& result = tally.result();
    if (!general_seen) result.verdict = result.verdict.at_least(VerdictKind::proved).both(Verdict());
    if (is_positive(result.verdict.kind())) require_something_to_speak_of(places, result);
    const Method least = stricter(wanted.method, options_.least);
    const Verdict limited = result.verdict.at_least(least_verdict(least));
    if (limited.kind() != result.verdict.kind()) {
      result.message = "only " + std::string(to_text(result.verdict.kind())) + ", which is less than was asked for";
      result.verdict = limited;
    }
    apply_steps(result);
    return std::move(result);
  }

  /// A claim about nothing is not established. Choices for which nothing satisfies the hypotheses harm nothing if there
  /// are others.
  void require_something_to_speak_of(const std::vector<std::size_t>& places, CheckResult& result) {
    constexpr double seconds = 5;
    std::optional<NotEmpty> admitted;
    for (std::size_t k = 0; k < places.size() && !admitted; ++k) {
      auto [known, is_new] = admitted_.try_emplace(places[k]);
      const Deadline limited = deadline_.share(0.3).within(seconds);
      if (is_new) known->second = show_not_empty(problem_at(places[k]), limited);
      if (known->second) admitted = in_ranges(problem_at(places[k]), result.name, limited);
    }
    if (admitted) return;
    result.verdict = result.verdict.about(admitted);
    result.message = "nothing is known to satisfy the hypotheses and to lie in the ranges";
  }

  /// That some claim of the check speaks of something.
  static std::optional<NotEmpty> in_ranges(const Problem& problem, const std::string& name, const Deadline& deadline) {
    const auto check = std::find_if(problem.checks.begin(), problem.checks.end(),
                                    [&](const GroundCheck& candidate) { return candidate.name == name; });
    if (check->claims.empty() && check->every_size) return show_not_empty(problem, theorems::GroundClaim{}, deadline);
    for (std::size_t k = 0; k < check->claims.size(); ++k) {
      const double share = 1.0 / static_cast<double>(check->claims.size() - k);
      if (auto shown = show_not_empty(problem, *check, check->claims[k], deadline.share(share))) return shown;
    }
    return std::nullopt;
  }

  void decide_in_problem(const Problem& problem, std::size_t number, const GroundCheck& check, const Deadline& deadline,
                         CheckTally& tally) {
    if (!check.unsupported.empty()) {
      tally.include(unsupported(check.unsupported), "", problem.chosen, {number, 0});
      return;
    }
    if (check.every_size) {
      tally.include(decide_every_size(problem, check, deadline), "", problem.chosen, {number, 0});
      return;
    }
    // What is proved for every size is still tried on small ones, as a check on the proof.
    const double sample = tally.proved() ? glance_seconds : sample_seconds;
    const Deadline here = problem.sample_only ? deadline.within(sample) : deadline;
    for (std::size_t k = 0; k < check.claims.size() && !tally.refuted(); ++k) {
      if (k > 0 && deadline_.passed()) {  // a million of them take long even if each gives up at once
        if (!problem.sample_only) tally.include(out_of_time(), check.claims[k].label, problem.chosen, {number, k});
        return;
      }
      const Deadline share = here.share(1.0 / static_cast<double>(check.claims.size() - k));
      Outcome outcome = decide_ground_claim(problem, check, check.claims[k], share, aim_for(problem, check, tally));
      if (outcome.verdict.kind() == VerdictKind::refuted) outcome = refuted_again(problem, check, k, share, outcome);
      // A problem that fixes what the claim leaves open can refute it and nothing else.
      if (problem.sample_only && outcome.verdict.kind() != VerdictKind::refuted) continue;
      tally.include(std::move(outcome), check.claims[k].label, problem.chosen, {number, k});
    }
  }

  static Outcome out_of_time() {
    Outcome outcome;
    outcome.message = "undecided: no time was left for all index choices";
    return outcome;
  }

  /// What the claims of a check that come next are decided for. A check is as good as the worst of its claims.
  [[nodiscard]] plan::Aim aim_for(const Problem& problem, const GroundCheck& check, const CheckTally& tally) const {
    plan::Aim aim{.least = least_verdict(stricter(check.method, options_.least)),
                  .enough = stated_evidence(claim_.head())};
    if (const auto worst = tally.kind(); worst && *worst >= aim.enough.value_or(*worst)) {
      aim.enough = *worst;
      aim.stronger_is_lost = true;
    }
    // Where only a refutation counts, any other verdict will do.
    if (problem.sample_only) return {.enough = VerdictKind::confirmed};
    return aim;
  }

  /// A refutation may use a step as a fact only if the step is true for certain: with one that is only confirmed it is
  /// made again without.
  Outcome refuted_again(const Problem& problem, const GroundCheck& check, std::size_t claim, const Deadline& deadline,
                        Outcome outcome) const {
    const Problem certain = with_steps_shown(problem, kinds_, VerdictKind::certified);
    const auto same = std::find_if(certain.checks.begin(), certain.checks.end(),
                                   [&](const GroundCheck& candidate) { return candidate.name == check.name; });
    if (same->uses == check.uses) return outcome;
    return decide_ground_claim(certain, *same, same->claims[claim], deadline);
  }

  /// A check that uses a step which is not proved is not proved; one that uses a refuted step is not established at
  /// all.
  void apply_steps(CheckResult& result) {
    for (const std::string& name : result.uses) {
      const VerdictKind kind = kinds_.at(name);
      if (kind == VerdictKind::proved || !is_positive(result.verdict.kind())) continue;
      result.verdict = is_positive(kind) ? result.verdict.capped(kind) : result.verdict.both(Verdict());
      result.message = "rests on the step '" + name + "', which is " + std::string(to_text(kind));
    }
  }

  /// The first problems are kept: every check goes through all of them.
  Problem problem_at(std::size_t index) {
    if (index >= kept_problems) return claim_.problem(index, options_.digits);
    const auto known = problems_.find(index);
    if (known != problems_.end()) return known->second;
    return problems_.emplace(index, claim_.problem(index, options_.digits)).first->second;
  }

  const theorems::ClaimFile& claim_;
  const DecideOptions& options_;
  std::map<std::size_t, Problem> problems_;
  Deadline deadline_;
  std::map<std::string, VerdictKind> kinds_;
  std::map<std::string, std::vector<std::size_t>> places_;   // the problems that hold each check
  std::map<std::size_t, std::optional<NotEmpty>> admitted_;  // by problem
  std::set<std::string> claiming_;                           // checks that claim something in some problem
};

}  // namespace

ClaimResult decide(const theorems::ClaimFile& claim, const DecideOptions& options) {
  return ClaimDecision(claim, options).run();
}

}  // namespace flowcert::proofs
