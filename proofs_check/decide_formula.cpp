#include "proofs_check/decide_formula.hpp"

#include <fmt/format.h>

#include "proofs_check/definitions.hpp"
#include "proofs_check/exact_refutation.hpp"
#include "proofs_check/numeric/confirm_formula.hpp"
#include "proofs_check/proof_attempts.hpp"
#include "proofs_check/ranges.hpp"
#include "proofs_check/rigorous/domain.hpp"
#include "proofs_check/rigorous/subdivision.hpp"
#include "proofs_check/rigorous/witness_search.hpp"
#include "proofs_check/settle.hpp"
#include "proofs_check/used_steps.hpp"

namespace flowcert::proofs {

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
  FormulaDecision(const FormulaStatement& statement, int digits, const Deadline& deadline)
      : statement_(statement), numeric_(without_defined_variables(statement)), digits_(digits), deadline_(deadline) {}

  Outcome run() {
    static constexpr std::array costly{Op::matrix_function};
    thorough_ = contains(statement_.claim, costly) ? quick_digits : thorough_digits;
    const bool settled = prove_quickly() ||
                         look_for_witness({}, fixed() ? thorough_ : quick_digits, 0.05, quick_points) ||
                         prove(deadline_.share(0.6)) || certify() || disprove() || confirm() ||
                         (!looked_thoroughly_ && look_for_witness({}, thorough_, 0.9));
    if (!settled) outcome_.message = "undecided: no method settled it within the budget";
    return std::move(outcome_);
  }

 private:
  [[nodiscard]] bool fixed() const { return statement_.variables.empty(); }

  using Candidates = std::vector<std::map<std::string, theorems::Rational>>;

  bool look_for_witness(const Candidates& candidates, int digits, double share, int points = WitnessEffort{}.points) {
    bool found = false;
    attempt(outcome_.tried, "witness search", [&]() -> AttemptReport {
      const Deadline end = deadline_.share(share);
      const WitnessOutcome result = search_witness(numeric_, candidates, {.digits = digits, .points = points}, end);
      looked_thoroughly_ = looked_thoroughly_ || (fixed() && digits == thorough_ && !end.passed());
      if (!result.witness) {
        if (result.least_slack) least_slack_ = result;
        return {"no witness", result.reason};
      }
      refute(outcome_, *result.witness, "witness", "Arb", result.message);
      found = true;
      return {"refuted", result.message};
    });
    return found;
  }

  bool prove_quickly() { return !statement_.variables.empty() && prove(ProofAttempts::quick(deadline_)); }

  bool prove(const Deadline& deadline) {
    if (attempts_.exhausted()) return false;
    Candidates candidates;
    bool proved = false;
    attempt(outcome_.tried, "exact proof", [&]() -> AttemptReport {
      const ExactOutcome result =
          attempts_.make(deadline, [&](const Deadline& end) { return prove_formula(statement_, end); });
      candidates = result.candidates;
      known_to_differ_ = result.sides_differ;
      if (!result.evidence) return {"gave up", result.reason};
      accept_proof(outcome_, result, "exact proof");
      proved = true;
      return {"proved", ""};
    });
    if (proved) {
      state_margin();
      return true;
    }
    return !candidates.empty() && look_for_witness(candidates, thorough_, 0.3);
  }

  bool certify() {
    Candidates candidates;
    bool certified = false;
    attempt(outcome_.tried, "ball subdivision", [&]() -> AttemptReport {
      const SubdivisionOutcome result = certify_by_subdivision(numeric_, deadline_.share(0.6));
      if (result.candidate) {
        candidates.emplace_back();
        const auto names = names_of(numeric_);
        for (std::size_t k = 0; k < names.size(); ++k) candidates.back()[names[k]] = (*result.candidate)[k];
      }
      if (!result.evidence) return {"gave up", result.reason};
      outcome_.verdict = Verdict::from(*result.evidence);
      outcome_.method = result.evidence->method();
      outcome_.backend = "Arb";
      certified = true;
      return {"certified", fmt::format("{} boxes", result.boxes)};
    });
    if (certified) {
      state_margin();
      return true;
    }
    return !candidates.empty() && look_for_witness(candidates, thorough_, 0.3);
  }

  bool disprove() {
    bool refuted = false;
    attempt(outcome_.tried, "exact proof of the negation", [&]() -> AttemptReport {
      const ExactRefutationOutcome result = refute_exactly(statement_, deadline_.share(0.4));
      if (!result.witness) return {"gave up", ""};
      refute(outcome_, *result.witness, "exact proof of the negation", result.backend, result.message);
      refuted = true;
      return {"refuted", result.message};
    });
    return refuted;
  }

  bool confirm() {
    bool confirmed = false;
    attempt(outcome_.tried, "confirmation at points", [&]() -> AttemptReport {
      if (known_to_differ_) return {"does not apply", "exact algebra found that two sides differ"};
      const ConfirmOutcome result = confirm_formula(numeric_, digits_, deadline_.share(0.7));
      if (!result.evidence) return {"gave up", result.reason};
      outcome_.verdict = Verdict::from(*result.evidence);
      outcome_.method = result.evidence->method();
      outcome_.backend = "Arb";
      outcome_.resolution = result.resolution;
      confirmed = true;
      return {"confirmed", ""};
    });
    return confirmed;
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
  int thorough_ = thorough_digits;
  bool known_to_differ_ = false;
  bool looked_thoroughly_ = false;  // at the one point that there is
  ProofAttempts attempts_;
  Outcome outcome_;
  WitnessOutcome least_slack_;
};

}  // namespace

Outcome decide_formula(const FormulaStatement& statement, int digits, const Deadline& deadline) {
  return FormulaDecision(statement, digits, deadline).run();
}

FormulaStatement formula_statement(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  FormulaStatement statement{problem.parameters, problem.hypotheses, claim.claim, facts_from_steps(problem, claim)};
  for (const theorems::Binding& bound : claim.reals) bind(statement, bound);
  return statement;
}

}  // namespace flowcert::proofs
