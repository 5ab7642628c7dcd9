#include "proofs_check/refusals.hpp"

#include <algorithm>

#include "proofs_check/exact/prove.hpp"
#include "proofs_check/times_of_claim.hpp"
#include "proofs_check/used_steps.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::GroundCheck;
using theorems::Problem;

namespace {

/// Whether no admitted parameters leave anything in the ranges of the claim's variables. Only ranges whose ends contain
/// parameters are looked at: the others are, when the file is read.
bool nothing_in_range(const Problem& problem, const theorems::GroundClaim& claim, const Deadline& deadline) {
  std::vector<theorems::FreeParameter> variables = problem.parameters;
  std::vector<theorems::Term> hypotheses = problem.hypotheses;
  bool open = false;
  for (const theorems::Binding& range : claim.reals) {
    open = open || !free_variables(range.low).empty() || !free_variables(range.high).empty();
    theorems::FreeParameter variable;
    variable.name = range.name;
    variable.integer = range.integer;
    variables.push_back(variable);
    for (const theorems::Term& end : range_of(range)) hypotheses.push_back(end);
  }
  return open && hypotheses_contradict(variables, hypotheses, deadline);
}

/// Quantifiers inside a claim whose range is empty for all parameters (and for all values of what is bound outside).
void refuse_empty_quantifiers(const theorems::Term& term, const std::vector<theorems::FreeParameter>& variables,
                              const std::vector<theorems::Term>& hypotheses, const theorems::Position& where,
                              const Deadline& deadline) {
  const bool quantifier = term.op() == theorems::Op::for_all || term.op() == theorems::Op::exists;
  if (!quantifier) {
    if (is_relation(term.op())) return;
    for (const theorems::Term& arg : term.args()) refuse_empty_quantifiers(arg, variables, hypotheses, where, deadline);
    return;
  }
  // The time may be bound again inside its own range: two values of one name, which are not told apart here.
  if (std::any_of(variables.begin(), variables.end(), [&](const auto& other) { return other.name == term.name(); }))
    return;
  std::vector<theorems::FreeParameter> inside = variables;
  std::vector<theorems::Term> known = hypotheses;
  theorems::FreeParameter bound;
  bound.name = term.name();
  bound.integer = term.node().integer_range;
  inside.push_back(bound);
  for (const theorems::Term& end : theorems::between(theorems::variable(term.name()), term.arg(0), term.node().low_open,
                                                     term.arg(1), term.node().high_open))
    known.push_back(end);
  const bool numbers = term.arg(0).is_number() && term.arg(1).is_number();
  if (!numbers && hypotheses_contradict(inside, known, deadline.share(0.15).within(1)))
    throw theorems::InputError(where, "the range of '" + term.name() + "' in " + to_text(term) +
                                          " is empty for all parameters that are admitted");
  refuse_empty_quantifiers(term.arg(2), inside, known, where, deadline);
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
    std::vector<theorems::FreeParameter> variables = problem.parameters;
    std::vector<theorems::Term> hypotheses = problem.hypotheses;
    for (const theorems::Binding& bound : check.claims[0].reals) {
      theorems::FreeParameter variable;
      variable.name = bound.name;
      variable.integer = bound.integer;
      variables.push_back(variable);
      for (const theorems::Term& end : range_of(bound)) hypotheses.push_back(end);
    }
    refuse_empty_quantifiers(check.claims[0].claim, variables, hypotheses, check.where, deadline);
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
