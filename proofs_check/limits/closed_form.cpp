#include "proofs_check/limits/closed_form.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/limits/limit_parameter.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Term;

namespace {

using Forms = std::map<std::string, Term>;

bool iterates(const theorems::Problem& problem) {
  return problem.dynamics->kind == theorems::Dynamics::Kind::iteration;
}

std::string time_of(const theorems::Problem& problem) {
  return iterates(problem) ? "n" : "t";
}

theorems::GroundClaim solves(const theorems::Problem& problem, const Forms& forms) {
  theorems::GroundClaim claim;
  std::vector<Term> parts;
  for (const auto& [state, form] : forms) parts.push_back(relation(Op::equal, theorems::variable(state), form));
  claim.claim = parts.size() == 1 ? parts[0] : theorems::conjunction(parts);
  theorems::Binding time{time_of(problem), Term(0), theorems::constant(Op::infinity)};
  time.integer = iterates(problem);
  time.high_open = true;
  claim.reals = {time};
  claim.time_was_bound = true;
  return claim;
}

Term with_forms(const Term& term, const Forms& forms, const std::string& time) {
  if (term.op() == Op::at) {
    const Term inner = with_forms(term.arg(0), forms, time);
    return substitute(inner, {{time, with_forms(term.arg(1), forms, time)}});
  }
  if (term.is_variable()) {
    const auto found = forms.find(term.name());
    return found == forms.end() ? term : found->second;
  }
  return theorems::map_args(term, [&](const Term& arg) { return with_forms(arg, forms, time); });
}

/// Times at which the claim takes values, in the parameters and the variable that goes to its limit.
void collect_times(const Term& term, const Forms& forms, const std::string& time, std::vector<Term>& times) {
  if (term.op() == Op::at) times.push_back(with_forms(term.arg(1), forms, time));
  for (const Term& arg : term.args()) collect_times(arg, forms, time, times);
}

/// None of these times is before the start, near the limit and for all values in the claim's ranges: a closed form goes
/// on there, the solution does not.
bool after_start(const std::vector<Term>& times, const theorems::Problem& problem, const theorems::GroundCheck& check,
                 theorems::GroundClaim claim, const Deadline& deadline) {
  theorems::GroundCheck plain = check;
  plain.rate.reset();
  return std::all_of(times.begin(), times.end(), [&](const Term& time) {
    if (time.is_number()) return time.number() >= 0;
    claim.claim = relation(Op::greater_equal, time, Term(0));
    const auto sequent = kernel::sequent_of_limit(problem, plain, claim);
    if (!sequent) return false;
    const FormulaStatement statement{problem.parameters, sequent->context->hypotheses, sequent->claim};
    return prove_formula(statement, deadline.share(0.5)).evidence.has_value();
  });
}

std::string text_of(const Forms& forms) {
  std::string result;
  for (const auto& [state, form] : forms)
    result += (result.empty() ? "" : ", ") + state + " == " + theorems::to_text(form);
  return result;
}

}  // namespace

std::optional<InClosedForm> in_closed_form(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                           const theorems::GroundClaim& claim, const Deadline& deadline) {
  static constexpr std::array derivatives{Op::ddt, Op::for_all, Op::exists};
  static constexpr std::array moments{Op::at};
  if (contains(claim.claim, derivatives)) return std::nullopt;
  const bool steps = iterates(problem);
  if (steps && contains(claim.claim, moments)) return std::nullopt;  // at a step that may be no whole number
  theorems::Problem moving = problem;
  moving.checks.clear();
  if (!check.limit->time) add_limit_parameter(moving, *check.limit);
  theorems::GroundClaim about = solves(problem, {});
  about.claim = claim.claim;
  for (const Forms& forms : guess_solutions(moving, about, deadline.share(0.5))) {
    if (forms.empty()) continue;
    const theorems::GroundClaim solution = solves(problem, forms);
    ExactOutcome proof = steps ? prove_along_iteration(moving, solution, deadline.share(0.5))
                               : prove_along_system(moving, solution, deadline.share(0.5), false);
    if (!proof.evidence) continue;
    InClosedForm result{problem, check, claim, std::move(proof), text_of(forms)};
    result.problem.dynamics.reset();
    std::vector<Term> times;
    collect_times(claim.claim, forms, time_of(problem), times);
    if (!after_start(times, result.problem, check, claim, deadline.share(0.5))) return std::nullopt;
    result.claim.claim = with_forms(claim.claim, forms, time_of(problem));
    std::erase_if(result.claim.reals,
                  [&](const theorems::Binding& bound) { return !theorems::mentions(result.claim.claim, bound.name); });
    result.check.claims = {result.claim};
    return result;
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs
