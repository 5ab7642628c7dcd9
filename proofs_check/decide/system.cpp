#include "proofs_check/decide/system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "proofs_check/along/path_evidence.hpp"
#include "proofs_check/along/system_runs.hpp"
#include "proofs_check/decide/closed_form_refutation.hpp"
#include "proofs_check/decide/formula.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/plan/follow.hpp"
#include "theorems/terms/number_places.hpp"

namespace flowcert::proofs {

using plan::Method;
using plan::Turn;
using theorems::Rational;

namespace {

constexpr int spare_digits = 14;
constexpr const char* enclosed = "validated enclosure";
constexpr const char* unbounded_range = "the range of t has no end";
const std::string not_enclosed = "the solution was not enclosed on the whole interval: ";
constexpr const char* agreement = "agreement along an enclosed solution";

class SystemDecision {
 public:
  SystemDecision(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                 const Deadline& deadline, const plan::Aim& aim, const WeakerMethod& matrices)
      : problem_(problem),
        claim_(claim),
        claimed_{problem, claim, digits},
        deadline_(deadline),
        aim_(aim),
        matrices_(matrices) {
    known_.variables = !problem.parameters.empty();
    known_.equality = has_equality(claim.claim);
    known_.matrices = static_cast<bool>(matrices);
    int places = theorems::number_places(claim.claim);
    for (const auto* terms : {&problem.dynamics->initial, &problem.dynamics->right_hand_side})
      for (const theorems::Term& term : *terms) places = std::max(places, theorems::number_places(term));
    claimed_.digits = digits_to_compare(digits, places);
  }

  Outcome run() {
    const bool settled = plan::follow(plan::for_systems(), deadline_, known_,
                                      [&](Method method, const Deadline& deadline) { return ask(method, deadline); });
    if (!settled && !is_positive(outcome_.verdict.kind())) say_what_does_not_apply();
    return std::move(outcome_);
  }

 private:
  Turn ask(Method method, const Deadline& deadline) {
    switch (method) {
      case Method::exact_proof:
        return prove(deadline);
      case Method::sampled_runs:
        return look_for_witness(deadline);
      case Method::proof_with_enclosed_existence:
        return prove_with_enclosed_existence(deadline);
      case Method::defect_of_closed_form:
        return refute_by_defect(deadline);
      case Method::validated_enclosure:
        return certify(deadline);
      case Method::agreement:
        return confirm(deadline);
      case Method::full_matrices:
        return follow_matrices(deadline);
      default:
        return Turn::gave_up_for_good;
    }
  }

  /// For a claim that stays undecided.
  void say_what_does_not_apply() {
    if (outcome_.message.empty()) outcome_.message = "undecided: no method settled it within the budget";
    if (known_.variables) {
      for (const char* method : {enclosed, agreement})
        outcome_.tried.push_back(
            {method, "does not apply", "parameters are left: only an exact method can pass all their values", 0});
    } else if (known_.equality) {
      outcome_.tried.push_back({enclosed, "does not apply", "an equality is not certified by balls", 0});
    }
  }

  /// After a method that may have shown the claim without proving it.
  Turn shown_or(Turn otherwise) {
    known_.shown = aim_.shown_by(outcome_.verdict.kind());
    known_.enough = aim_.satisfied_by(outcome_.verdict.kind());
    return is_positive(outcome_.verdict.kind()) ? Turn::gave_up_for_good : otherwise;
  }

  /// True when what was found along a solution is a verified witness: then the claim is refuted.
  bool refuted_along(const PathTask& task, const PathFinding& finding) {
    return refute_along(claimed_, task, finding, {}, deadline_, outcome_);
  }

  Turn look_for_witness(const Deadline& deadline) {
    const SampledRuns runs = look_along_samples(claimed_, deadline, outcome_);
    ended_early_ = runs.ended_early;
    return runs.refuted ? Turn::settled : Turn::gave_up;
  }

  Turn prove(const Deadline& deadline) {
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      ExactOutcome found = in_time(prove_along_system(problem_, claim_, deadline), deadline);
      known_.defects = found.defects.size() > defects_.size();
      if (known_.defects) defects_ = found.defects;
      known_.existence_missing = found.existence_missing && !existence_tried_;
      known_to_differ_ = known_to_differ_ || found.sides_differ;
      if (known_to_differ_ && outcome_.verdict.kind() == VerdictKind::confirmed) take_back();
      if (!found.evidence) return {"gave up", found.reason};
      if (!ended_early_.empty()) return {"gave up", ended_early_};
      accept_proof(outcome_, found, "exact proof");
      illustrate(claimed_, deadline_, outcome_);
      return {"proved", ""};
    });
    const VerdictKind kind = outcome_.verdict.kind();
    return kind == VerdictKind::proved || kind == VerdictKind::refuted ? Turn::settled : Turn::gave_up;
  }

  /// A claim that agrees to many digits, but of which exact algebra found that two sides differ.
  void take_back() {
    outcome_.verdict = Verdict();
    outcome_.method.clear();
    outcome_.backend.clear();
    outcome_.resolution.clear();
    outcome_.margin.clear();
    known_.shown = known_.enough = false;
  }

  /// A stated closed form that violates the equations is refuted at any number of digits.
  Turn refute_by_defect(const Deadline& deadline) {
    Turn turn = Turn::looked_at_all;
    known_.defects = false;
    attempt(outcome_.tried, "closed form's defect", [&]() -> AttemptReport {
      const auto found = refute_closed_form(problem_, claim_, defects_, deadline);
      if (!found.witness) return {"no witness", "no point at which the closed form violates the dynamics was verified"};
      proofs::refute(outcome_, *found.witness, found.witness->method(), "Arb", found.message);
      turn = Turn::settled;
      return {"refuted", found.message};
    });
    return turn;
  }

  /// All but the solution's existence was proved: a validated enclosure supplies it for fixed data, and balls were
  /// needed.
  Turn prove_with_enclosed_existence(const Deadline& deadline) {
    Turn turn = Turn::gave_up_for_good;
    known_.existence_missing = false;
    existence_tried_ = true;
    attempt(outcome_.tried, "exact proof, existence by enclosure", [&]() -> AttemptReport {
      try {
        const PathTask task = path_task(problem_, claim_, {}, search_horizon());
        if (task.unbounded) return {"does not apply", unbounded_range};
        const EnclosedPath path = rigorous_path(task.statement.dynamics, task.needed, 20, deadline.share(0.5));
        if (!path->complete) return {"gave up", path->reason};
        const ExactOutcome result = prove_along_system(problem_, claim_, deadline.share(0.6), true);
        if (!result.evidence) return {"gave up", result.reason};
        accept_proof(outcome_, result, "exact proof", VerdictKind::certified);
        outcome_.proof.push_back(fmt::format(
            "the solution exists on the whole interval: validated enclosure, {} steps (Arb)", path->segments.size()));
        turn = Turn::settled;
        return {"certified", ""};
      } catch (const std::invalid_argument& reason) {
        return {"does not apply", reason.what()};
      }
    });
    return turn;
  }

  Turn certify(const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, enclosed, [&]() -> AttemptReport {
      try {
        const PathTask task = path_task(problem_, claim_, {}, search_horizon());
        if (task.unbounded) {
          turn = Turn::gave_up_for_good;
          return {"does not apply", unbounded_range};
        }
        const Deadline enclosing = deadline.share(0.6);
        const EnclosedPath path = rigorous_path(task.statement.dynamics, task.needed, 25, enclosing);
        if (!path->complete) {
          known_.not_enclosed_in_time = enclosing.passed();
          outcome_.message = not_enclosed + path->reason;
          return {"gave up", path->reason};
        }
        const PathFinding finding = examine_path(task.statement, path.path(), 20, deadline.share(0.7));
        if (refuted_along(task, finding)) {
          turn = Turn::settled;
          return {"refuted", finding.message};
        }
        if (finding.truth != Truth::yes) return {"gave up", finding.message};
        outcome_.verdict = Verdict::from(EnclosureMethod::certify(finding, path));
        outcome_.method = enclosed;
        outcome_.backend = "Arb";
        outcome_.margin = finding.margin;
        outcome_.figures = finding.figures;
        outcome_.message.clear();
        return {"certified", fmt::format("{} steps", path->segments.size())};
      } catch (const std::invalid_argument& reason) {
        turn = Turn::gave_up_for_good;
        return {"does not apply", reason.what()};
      }
    });
    return turn == Turn::settled ? turn : shown_or(turn);
  }

  Turn confirm(const Deadline& deadline) {
    if (is_positive(outcome_.verdict.kind())) return Turn::gave_up_for_good;
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, agreement, [&]() -> AttemptReport {
      const auto does_not_apply = [&](const std::string& why) -> AttemptReport {
        turn = Turn::gave_up_for_good;
        return {"does not apply", why};
      };
      if (claimed_.digits > most_compared_digits) return does_not_apply("numbers with more digits than are compared");
      try {
        const PathTask task = path_task(problem_, claim_, {}, search_horizon());
        if (task.unbounded) return does_not_apply(unbounded_range);
        AttemptReport report;
        // What the first agreement does not see may need more digits.
        while (turn != Turn::settled && !is_positive(outcome_.verdict.kind()) &&
               claimed_.digits <= most_compared_digits) {
          const int compared = claimed_.digits;
          report = agree_along(task, deadline, turn);
          if (claimed_.digits == compared) break;
        }
        return report;
      } catch (const std::invalid_argument& reason) {
        return does_not_apply(reason.what());
      }
    });
    return turn == Turn::settled ? turn : shown_or(turn);
  }

  /// Compares to claimed_.digits digits; raises them where agreement to these does not see everything.
  AttemptReport agree_along(const PathTask& task, const Deadline& deadline, Turn& turn) {
    const EnclosedPath path =
        rigorous_path(task.statement.dynamics, task.needed, claimed_.digits + spare_digits, deadline.share(0.7));
    if (!path->complete) {
      outcome_.message = not_enclosed + path->reason;
      return {"gave up", outcome_.message};
    }
    const PathFinding finding = examine_path(task.statement, path.path(), claimed_.digits, deadline.share(0.8));
    if (refuted_along(task, finding)) {
      turn = Turn::settled;
      return {"refuted", finding.message};
    }
    if (finding.truth != Truth::yes) return {"gave up", finding.message};
    if (known_to_differ_) return {"gave up", "it agrees, but exact algebra found that two sides differ"};
    if (const int needed = digits_to_see(finding, claimed_.digits); needed > claimed_.digits) {
      claimed_.digits = needed;
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
    return {"confirmed", fmt::format("over {} steps, {} times", path->segments.size(), finding.times)};
  }

  /// What a flow's own matrices say, which the caller knows how to follow.
  Turn follow_matrices(const Deadline& deadline) {
    if (is_positive(outcome_.verdict.kind())) return Turn::gave_up_for_good;
    Outcome found = matrices_(deadline);
    outcome_.tried.insert(outcome_.tried.end(), found.tried.begin(), found.tried.end());
    if (found.verdict.kind() == VerdictKind::undecided) {
      if (!found.message.empty()) outcome_.message = found.message;
      return Turn::gave_up;
    }
    found.tried = std::move(outcome_.tried);
    outcome_ = std::move(found);
    return outcome_.verdict.kind() == VerdictKind::refuted ? Turn::settled : shown_or(Turn::gave_up);
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  AlongSystem claimed_;
  Deadline deadline_;
  Outcome outcome_;
  bool known_to_differ_ = false;
  bool existence_tried_ = false;
  std::vector<ClosedFormDefect> defects_;
  plan::Aim aim_;
  plan::Known known_;
  const WeakerMethod& matrices_;
  std::string ended_early_;  // how a sampled solution did, or ""
};

}  // namespace

Outcome decide_system(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                      const Deadline& deadline, const plan::Aim& aim, const WeakerMethod& matrices) {
  return SystemDecision(problem, claim, digits, deadline, aim, matrices).run();
}

}  // namespace flowcert::proofs
