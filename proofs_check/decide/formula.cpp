#include "proofs_check/decide/formula.hpp"

#include <fmt/format.h>

#include "proofs_check/decide/definitions.hpp"
#include "proofs_check/decide/exact_refutation.hpp"
#include "proofs_check/decide/ranges.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/decide/used_steps.hpp"
#include "proofs_check/numeric/confirm_formula.hpp"
#include "proofs_check/plan/follow.hpp"
#include "proofs_check/rigorous/domain.hpp"
#include "proofs_check/rigorous/enclosure_search.hpp"
#include "proofs_check/rigorous/subdivision.hpp"
#include "proofs_check/rigorous/witness_search.hpp"

namespace flowcert::proofs {

using plan::Method;
using plan::Turn;
using theorems::FreeParameter;
using theorems::Op;
using theorems::Term;

namespace {

constexpr int quick_digits = 200;  // for the first look for a witness
constexpr int quick_points = 150;
constexpr int thorough_digits = 50'000;  // for the last one

FormulaStatement without_defined_variables(const FormulaStatement& statement) {
  auto defined = with_definitions(statement);
  return defined ? std::move(defined->by_value) : statement;
}

class FormulaDecision {
 public:
  FormulaDecision(const FormulaStatement& statement, int digits, const Deadline& deadline, const plan::Aim& aim)
      : statement_(statement),
        numeric_(without_defined_variables(statement)),
        digits_(digits),
        deadline_(deadline),
        aim_(aim) {}

  Outcome run() {
    static constexpr std::array costly{Op::matrix_function};
    thorough_ = contains(statement_.claim, costly) ? quick_digits : thorough_digits;
    known_.variables = !statement_.variables.empty();
    known_.certified_would_do = aim_.satisfied_by(VerdictKind::certified);
    known_.stronger_is_lost = aim_.stronger_is_lost;
    const bool settled = plan::follow(plan::for_formulas(), deadline_, known_,
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
      case Method::first_witness_search:
        return look_for_witness({}, {.digits = quick_digits, .points = quick_points}, deadline);
      case Method::thorough_witness_search:
        return look_for_witness({}, {.digits = thorough_, .points = fixed() ? quick_points : WitnessEffort{}.points},
                                deadline);
      case Method::witness_candidates:
        known_.candidates = false;
        return look_for_witness(candidates_, {.digits = thorough_}, deadline) == Turn::settled ? Turn::settled
                                                                                               : Turn::looked_at_all;
      case Method::ball_subdivision:
        return certify(deadline);
      case Method::proof_of_negation:
        return disprove(deadline);
      case Method::confirmation_at_points:
        return confirm(deadline);
      default:
        return Turn::gave_up_for_good;
    }
  }

  [[nodiscard]] bool fixed() const { return statement_.variables.empty(); }

  using Candidates = std::vector<std::map<std::string, theorems::Rational>>;

  Turn look_for_witness(const Candidates& candidates, const WitnessEffort& effort, const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "witness search", [&]() -> AttemptReport {
      const WitnessOutcome result = search_witness(numeric_, candidates, effort, deadline);
      known_.looked = known_.looked || (fixed() && effort.digits == thorough_ && !deadline.passed());
      if (!result.witness) {
        if (result.least_slack) least_slack_ = result;
        return {"no witness", result.reason};
      }
      refute(outcome_, *result.witness, "witness", "Arb", result.message);
      turn = Turn::settled;
      return {"refuted", result.message};
    });
    return turn;
  }

  void remember(Candidates candidates) {
    candidates_ = std::move(candidates);
    known_.candidates = !candidates_.empty();
  }

  Turn prove(const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      const ExactOutcome result = in_time(prove_formula(statement_, deadline), deadline);
      remember(result.candidates);
      known_to_differ_ = known_to_differ_ || result.sides_differ;
      if (!result.evidence) return {"gave up", result.reason};
      accept_proof(outcome_, result, "exact proof");
      turn = Turn::settled;
      return {"proved", ""};
    });
    if (turn == Turn::settled) state_margin();
    return turn;
  }

  Turn certify(const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "ball subdivision", [&]() -> AttemptReport {
      const SubdivisionOutcome result = certify_by_subdivision(numeric_, deadline);
      if (result.candidate) {
        std::map<std::string, theorems::Rational> point;
        const auto names = names_of(numeric_);
        for (std::size_t k = 0; k < names.size(); ++k) point[names[k]] = (*result.candidate)[k];
        remember({point});
      }
      if (!result.evidence) return {"gave up", result.reason};
      outcome_.verdict = Verdict::from(*result.evidence);
      outcome_.method = result.evidence->method();
      outcome_.backend = "Arb";
      outcome_.derivation = enclosure_step(statement_, deadline);
      turn = Turn::gave_up_for_good;  // nothing but a proof would be better
      return {"certified", fmt::format("{} boxes", result.boxes)};
    });
    note_what_is_shown();
    return turn;
  }

  void note_what_is_shown() {
    known_.shown = aim_.shown_by(outcome_.verdict.kind());
    known_.enough = aim_.satisfied_by(outcome_.verdict.kind());
    if (is_positive(outcome_.verdict.kind())) state_margin();
  }

  Turn disprove(const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "exact proof of the negation", [&]() -> AttemptReport {
      const ExactRefutationOutcome result = refute_exactly(statement_, deadline);
      if (!result.witness) return {"gave up", ""};
      refute(outcome_, *result.witness, "exact proof of the negation", result.backend, result.message);
      turn = Turn::settled;
      return {"refuted", result.message};
    });
    return turn;
  }

  Turn confirm(const Deadline& deadline) {
    Turn turn = Turn::gave_up;
    attempt(outcome_.tried, "confirmation at points", [&]() -> AttemptReport {
      if (known_to_differ_) return {"does not apply", "exact algebra found that two sides differ"};
      const ConfirmOutcome result = confirm_formula(numeric_, digits_, deadline);
      if (!result.evidence) return {"gave up", result.reason};
      outcome_.verdict = Verdict::from(*result.evidence);
      outcome_.method = result.evidence->method();
      outcome_.backend = "Arb";
      outcome_.resolution = result.resolution;
      turn = Turn::settled;
      return {"confirmed", ""};
    });
    return turn;
  }

  /// The least slack among a few points, where no search has looked yet.
  void state_margin() {
    static constexpr std::array inequalities{Op::less, Op::less_equal, Op::greater, Op::greater_equal};
    if (statement_.variables.empty() || !contains(statement_.claim, inequalities)) return;
    if (!least_slack_.least_slack) {
      const WitnessEffort few{.digits = 60, .points = 30, .descents = 1};
      least_slack_ = search_witness(numeric_, {}, few, deadline_.share(0.2).within(1));
    }
    if (!least_slack_.least_slack) return;
    outcome_.margin = fmt::format("{:.3g}", *least_slack_.least_slack);
    const auto names = names_of(numeric_);
    for (std::size_t k = 0; k < names.size(); ++k) {
      outcome_.margin += fmt::format("{}{} = {}", k == 0 ? " (relative) at " : ", ", names[k],
                                     theorems::to_text(least_slack_.least_slack_point[k]));
    }
  }

  const FormulaStatement& statement_;
  FormulaStatement numeric_;  // the same without variables that a hypothesis defines: a point cannot meet x == exp(1)
  int digits_;
  Deadline deadline_;
  plan::Aim aim_;
  plan::Known known_;
  int thorough_ = thorough_digits;
  bool known_to_differ_ = false;
  Candidates candidates_;
  Outcome outcome_;
  WitnessOutcome least_slack_;
};

}  // namespace

Outcome decide_formula(const FormulaStatement& statement, int digits, const Deadline& deadline, const plan::Aim& aim) {
  return FormulaDecision(statement, digits, deadline, aim).run();
}

FormulaStatement formula_statement(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  FormulaStatement statement{problem.parameters, problem.hypotheses, claim.claim, facts_from_steps(problem, claim)};
  for (const theorems::Binding& bound : claim.reals) bind(statement, bound);
  return statement;
}

}  // namespace flowcert::proofs
