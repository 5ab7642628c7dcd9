#include "proofs_check/decide_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "proofs_check/along/path_evidence.hpp"
#include "proofs_check/closed_form_refutation.hpp"
#include "proofs_check/decide_formula.hpp"
#include "proofs_check/parameter_points.hpp"
#include "proofs_check/proof_attempts.hpp"
#include "proofs_check/settle.hpp"
#include "theorems/terms/number_places.hpp"

namespace flowcert::proofs {

using theorems::Rational;

namespace {

constexpr int quick_digits = 30;
constexpr std::size_t sampled_points = 12;
constexpr double seconds_per_point = 0.6;  // by the clock, which a busy machine shares
constexpr int least_witness_digits = 80;
constexpr int spare_digits = 14;
constexpr const char* enclosed = "validated enclosure";
constexpr const char* agreement = "agreement along an enclosed solution";

/// How long a solution without a stated end is followed when looking for a witness.
Rational search_horizon() {
  return 10;
}

constexpr double seconds_to_illustrate = 2;  // at the most; most take a few hundredths
constexpr std::size_t pictured_points = 4;
constexpr int pictured_digits = 12;
Rational pictured_horizon() {
  return 3;
}

}  // namespace

namespace {

class SystemDecision {
 public:
  SystemDecision(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                 const Deadline& deadline)
      : problem_(problem), claim_(claim), digits_(digits), deadline_(deadline) {
    int places = theorems::number_places(claim.claim);
    for (const auto* terms : {&problem.dynamics->initial, &problem.dynamics->right_hand_side})
      for (const theorems::Term& term : *terms) places = std::max(places, theorems::number_places(term));
    digits_ = digits_to_compare(digits, places);
  }

  Outcome run() {
    const bool settled = prove_quickly() || look_for_witness() || prove() || certify() || confirm();
    if (!settled && outcome_.message.empty()) outcome_.message = "undecided: no method settled it within the budget";
    return std::move(outcome_);
  }

 private:
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> named(const std::vector<Rational>& point) const {
    std::vector<std::pair<std::string, std::string>> values;
    for (std::size_t k = 0; k < point.size(); ++k) {
      values.emplace_back(problem_.parameters[k].name, theorems::to_text(point[k]));
    }
    return values;
  }

  /// True when what a search found is a verified witness: then the claim is refuted.
  bool refuted_along(const PathTask& task, const PathFinding& finding, const std::vector<Rational>& point) {
    if (finding.truth != Truth::no) return false;
    const auto witness =
        EnclosureMethod::verify(task, finding, std::clamp(digits_, least_witness_digits, most_compared_digits),
                                named(point), deadline_.share(0.4));
    if (!witness) return false;
    proofs::refute(outcome_, *witness, witness->method(), "Arb", finding.message);
    outcome_.figures = finding.figures;
    return true;
  }

  bool look_for_witness() {
    bool found = false;
    attempt(outcome_.tried, "trajectories from sampled parameters", [&]() -> AttemptReport {
      const Deadline share = deadline_.share(0.3);
      const auto points = parameter_points(problem_, sampled_points, share);
      std::string last = "none followed";
      for (const auto& point : points) {
        if (share.passed()) break;
        try {
          const PathTask task = path_task(problem_, claim_, point, search_horizon());
          const Deadline solving = share.share(0.4).within(points.size() > 1 ? seconds_per_point : share.left());
          const Path path = estimated_path(task.statement.dynamics, task.needed, quick_digits, solving);
          PathStatement reachable = task.statement;
          if (path.end < reachable.to) {
            ended_early_ = !task.unbounded && !solving.passed();
            early_ = fmt::format("the solution was not found beyond t = {}: {}", integrators::Ball(path.end).text(10),
                                 path.reason);
            reachable.to = path.end;
            reachable.sure_to = std::min(reachable.sure_to, path.end);
          }
          if (reachable.to < reachable.from) continue;
          const PathFinding finding = examine_path(reachable, path, quick_digits - 10, share.share(0.5));
          last = finding.truth == Truth::yes ? "the claim held" : finding.message;
          if (refuted_along(task, finding, point)) {
            found = true;
            return {"refuted", finding.message};
          }
        } catch (const std::invalid_argument& reason) {
          last = reason.what();
        }
      }
      return {"no witness", fmt::format("{} parameter points; last: {}", points.size(), last)};
    });
    return found;
  }

  bool prove_quickly() { return prove_within(ProofAttempts::quick(deadline_)); }

  bool prove() {
    if (prove_with_enclosed_existence()) return true;
    const bool existence_tried = proof_.existence_missing;
    if (!attempts_.exhausted() && prove_within(deadline_.share(0.6))) return true;
    return refute_by_defect(proof_) || (!existence_tried && prove_with_enclosed_existence());
  }

  bool prove_within(const Deadline& deadline) {
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      proof_ = attempts_.make(deadline, [&](const Deadline& end) { return prove_along_system(problem_, claim_, end); });
      if (!proof_.evidence) return {"gave up", proof_.reason};
      if (ended_early_) return {"gave up", early_};
      accept_proof(outcome_, proof_, "exact proof");
      illustrate();
      return {"proved", ""};
    });
    known_to_differ_ = proof_.sides_differ;
    return is_positive(outcome_.verdict.kind());
  }

  /// One figure is enough for a check that holds of k = 1, k = 2, ...
  [[nodiscard]] bool is_first_of_its_check() const {
    return std::all_of(problem_.checks.begin(), problem_.checks.end(), [&](const theorems::GroundCheck& check) {
      const auto same = std::find_if(check.claims.begin(), check.claims.end(),
                                     [&](const auto& other) { return other.label == claim_.label; });
      return same == check.claims.end() || same == check.claims.begin();
    });
  }

  /// A figure of the claim along one solution, for the report. Should that solution contradict the proof, its verified
  /// witness outranks it.
  void illustrate() {
    if (!is_first_of_its_check()) return;
    const Deadline share = deadline_.share(0.2).within(seconds_to_illustrate);
    for (const auto& point : parameter_points(problem_, pictured_points, share)) {
      try {
        const PathTask task = path_task(problem_, claim_, point, pictured_horizon());
        const Path path = estimated_path(task.statement.dynamics, task.needed, pictured_digits, share.share(0.3));
        if (!path.complete || share.passed()) continue;
        PathFinding finding = examine_path(task.statement, path, pictured_digits / 2, share.share(0.5));
        if (refuted_along(task, finding, point)) return;
        if (finding.figures.empty()) continue;
        std::string where;
        for (const auto& [name, value] : named(point)) where += (where.empty() ? " at " : ", ") + name + " = " + value;
        for (FigureData& figure : finding.figures) figure.title += where;
        outcome_.figures = std::move(finding.figures);
        if (outcome_.margin.empty() && point.empty()) outcome_.margin = finding.margin;
        return;
      } catch (const std::invalid_argument&) {  // no such solution to be drawn
      }
    }
  }

  /// A stated closed form that violates the equations is refuted at any number of digits.
  bool refute_by_defect(const ExactOutcome& result) {
    if (result.defects.empty()) return false;
    bool refuted = false;
    attempt(outcome_.tried, "closed form's defect", [&]() -> AttemptReport {
      const auto found = refute_closed_form(problem_, claim_, result.defects, deadline_.share(0.3));
      if (!found.witness) return {"no witness", "no point at which the closed form violates the dynamics was verified"};
      proofs::refute(outcome_, *found.witness, found.witness->method(), "Arb", found.message);
      refuted = true;
      return {"refuted", found.message};
    });
    return refuted;
  }

  /// All but the solution's existence was proved: a validated enclosure supplies it for fixed data, and balls were
  /// needed.
  bool prove_with_enclosed_existence() {
    if (!proof_.existence_missing || !problem_.parameters.empty()) return false;
    bool settled = false;
    attempt(outcome_.tried, "exact proof, existence by enclosure", [&]() -> AttemptReport {
      try {
        const PathTask task = path_task(problem_, claim_, {}, search_horizon());
        if (task.unbounded) return {"does not apply", "the range of t has no end"};
        const EnclosedPath path = rigorous_path(task.statement.dynamics, task.needed, 20, deadline_.share(0.5));
        if (!path->complete) return {"gave up", path->reason};
        const ExactOutcome result = prove_along_system(problem_, claim_, deadline_.share(0.6), true);
        if (!result.evidence) return {"gave up", result.reason};
        accept_proof(outcome_, result, "exact proof", VerdictKind::certified);
        outcome_.proof.push_back(fmt::format(
            "the solution exists on the whole interval: validated enclosure, {} steps (Arb)", path->segments.size()));
        settled = true;
        return {"certified", ""};
      } catch (const std::invalid_argument& reason) {
        return {"does not apply", reason.what()};
      }
    });
    return settled;
  }

  [[nodiscard]] bool one_solution(std::string& obstacle) const {
    if (!problem_.parameters.empty()) obstacle = "parameters are left: only an exact method can pass all their values";
    return obstacle.empty();
  }

  bool certify() {
    bool certified = false;
    attempt(outcome_.tried, enclosed, [&]() -> AttemptReport {
      std::string obstacle;
      if (!one_solution(obstacle)) return {"does not apply", obstacle};
      if (has_equality(claim_.claim)) return {"does not apply", "an equality is not certified by balls"};
      try {
        const PathTask task = path_task(problem_, claim_, {}, search_horizon());
        if (task.unbounded) return {"does not apply", "the range of t has no end"};
        const EnclosedPath path = rigorous_path(task.statement.dynamics, task.needed, 25, deadline_.share(0.5));
        if (!path->complete) return {"gave up", path->reason};
        const PathFinding finding = examine_path(task.statement, path.path(), 20, deadline_.share(0.6));
        if (refuted_along(task, finding, {})) {
          certified = true;
          return {"refuted", finding.message};
        }
        if (finding.truth != Truth::yes) return {"gave up", finding.message};
        outcome_.verdict = Verdict::from(EnclosureMethod::certify(finding, path));
        outcome_.method = enclosed;
        outcome_.backend = "Arb";
        outcome_.margin = finding.margin;
        outcome_.figures = finding.figures;
        certified = true;
        return {"certified", fmt::format("{} steps", path->segments.size())};
      } catch (const std::invalid_argument& reason) {
        return {"does not apply", reason.what()};
      }
    });
    return certified;
  }

  bool confirm() {
    bool settled = false;
    attempt(outcome_.tried, agreement, [&]() -> AttemptReport {
      std::string obstacle;
      if (!one_solution(obstacle)) return {"does not apply", obstacle};
      if (digits_ > most_compared_digits) return {"does not apply", "numbers with more digits than are compared"};
      try {
        const PathTask task = path_task(problem_, claim_, {}, search_horizon());
        if (task.unbounded) return {"does not apply", "the range of t has no end"};
        AttemptReport report;
        // What the first agreement does not see may need more digits.
        while (!settled && digits_ <= most_compared_digits) {
          const int compared = digits_;
          report = agree_along(task, settled);
          if (digits_ == compared) break;
        }
        return report;
      } catch (const std::invalid_argument& reason) {
        return {"does not apply", reason.what()};
      }
    });
    return settled;
  }

  /// Compares to digits_ digits; raises them where agreement to these does not see everything.
  AttemptReport agree_along(const PathTask& task, bool& settled) {
    const EnclosedPath path =
        rigorous_path(task.statement.dynamics, task.needed, digits_ + spare_digits, deadline_.share(0.7));
    if (!path->complete) {
      outcome_.message = "the solution was not enclosed on the whole interval: " + path->reason;
      return {"gave up", outcome_.message};
    }
    const PathFinding finding = examine_path(task.statement, path.path(), digits_, deadline_.share(0.8));
    if (refuted_along(task, finding, {})) {
      settled = true;
      return {"refuted", finding.message};
    }
    if (finding.truth != Truth::yes) return {"gave up", finding.message};
    if (known_to_differ_) return {"gave up", "it agrees, but exact algebra found that two sides differ"};
    if (const int needed = digits_to_see(finding, digits_); needed > digits_) {
      digits_ = needed;
      outcome_.message = unseen_text(finding);
      return {"gave up", outcome_.message};
    }
    outcome_.verdict = Verdict::from(AgreementMethod::confirm(finding, path));
    outcome_.method = agreement;
    outcome_.backend = "Arb";
    outcome_.resolution = finding.resolution;
    outcome_.margin = finding.margin;
    outcome_.figures = finding.figures;
    outcome_.message.clear();
    settled = true;
    return {"confirmed", fmt::format("over {} steps, {} times", path->segments.size(), finding.times)};
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  int digits_;
  Deadline deadline_;
  Outcome outcome_;
  bool ended_early_ = false;
  bool known_to_differ_ = false;
  ExactOutcome proof_;
  ProofAttempts attempts_;
  std::string early_;
};

}  // namespace

Outcome decide_system(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                      const Deadline& deadline) {
  return SystemDecision(problem, claim, digits, deadline).run();
}

}  // namespace flowcert::proofs
