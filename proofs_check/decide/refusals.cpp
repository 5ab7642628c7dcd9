#include "proofs_check/decide/refusals.hpp"

#include <algorithm>

#include "proofs_check/decide/formula.hpp"
#include "proofs_check/decide/ranges.hpp"
#include "proofs_check/decide/times_of_claim.hpp"

namespace flowcert::proofs {

using theorems::GroundCheck;
using theorems::Problem;

namespace {

/// Whether no admitted parameters leave anything in the ranges of the claim's variables. Only ranges whose ends contain
/// parameters are looked at: the others are, when the file is read.
bool nothing_in_range(const Problem& problem, const theorems::GroundClaim& claim, const Deadline& deadline) {
  const bool open = std::any_of(claim.reals.begin(), claim.reals.end(), [](const theorems::Binding& range) {
    return !free_variables(range.low).empty() || !free_variables(range.high).empty();
  });
  if (!open) return false;
  const FormulaStatement ranges = formula_statement(problem, claim);
  return hypotheses_contradict(ranges.variables, ranges.hypotheses, deadline);
}

/// Quantifiers inside a claim whose range is empty for all parameters (and for all values of what is bound outside).
void refuse_empty_quantifiers(const theorems::Term& term, const FormulaStatement& around,
                              const theorems::Position& where, const Deadline& deadline) {
  const bool quantifier = term.op() == theorems::Op::for_all || term.op() == theorems::Op::exists;
  if (!quantifier) {
    if (is_relation(term.op())) return;
    for (const theorems::Term& arg : term.args()) refuse_empty_quantifiers(arg, around, where, deadline);
    return;
  }
  // The time may be bound again inside its own range: two values of one name, which are not told apart here.
  if (std::any_of(around.variables.begin(), around.variables.end(),
                  [&](const auto& other) { return other.name == term.name(); }))
    return;
  FormulaStatement inside = around;
  bind(inside, range_bound_by(term));
  const bool numbers = term.arg(0).is_number() && term.arg(1).is_number();
  if (!numbers && hypotheses_contradict(inside.variables, inside.hypotheses, deadline.share(0.15).within(1)))
    throw theorems::InputError(where, "the range of '" + term.name() + "' in " + to_text(term) +
                                          " is empty for all parameters that are admitted");
  refuse_empty_quantifiers(term.arg(2), inside, where, deadline);
}

}  // namespace

void refuse_contradiction(const Problem& problem, const Deadline& deadline) {
  if (problem.hypotheses.empty() || problem.parameters.empty() || problem.checks.empty()) return;
  if (!hypotheses_contradict(problem.parameters, problem.hypotheses, deadline.share(0.05))) return;
  throw theorems::InputError(problem.checks[0].where,
                             "nothing satisfies the hypotheses; expected assumptions that some parameters meet");
}

void refuse_empty_ranges(const Problem& problem, const Deadline& deadline) {
  for (const GroundCheck& check : problem.checks) {
    if (check.claims.empty()) continue;
    const auto about_nothing = [&](const theorems::GroundClaim& claim) {
      return nothing_in_range(problem, claim, deadline.share(0.15));
    };
    if (std::all_of(check.claims.begin(), check.claims.end(), about_nothing))
      throw theorems::InputError(check.where,
                                 "the check's range is empty, whatever the parameters; expected a range that holds "
                                 "something for some of them");
    refuse_empty_quantifiers(check.claims[0].claim, formula_statement(problem, check.claims[0]), check.where, deadline);
  }
}

void refuse_times(const Problem& problem, const Deadline& deadline) {
  for (const GroundCheck& check : problem.checks) {
    for (const theorems::GroundClaim& claim : check.claims) {
      const std::string error = times_in_error(problem, claim, deadline.share(0.3));
      if (!error.empty()) throw theorems::InputError(check.where, error);
    }
  }
}

}  // namespace flowcert::proofs
