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

constexpr const char* time_name = "t";

theorems::GroundClaim solves(const Forms& forms) {
  theorems::GroundClaim claim;
  std::vector<Term> parts;
  for (const auto& [state, form] : forms) parts.push_back(relation(Op::equal, theorems::variable(state), form));
  claim.claim = parts.size() == 1 ? parts[0] : theorems::conjunction(parts);
  theorems::Binding time{time_name, Term(0), theorems::constant(Op::infinity)};
  time.high_open = true;
  claim.reals = {time};
  claim.time_was_bound = true;
  return claim;
}

Term with_forms(const Term& term, const Forms& forms) {
  if (term.op() == Op::at) {
    const Term inner = with_forms(term.arg(0), forms);
    return substitute(inner, {{time_name, with_forms(term.arg(1), forms)}});
  }
  if (term.is_variable()) {
    const auto found = forms.find(term.name());
    return found == forms.end() ? term : found->second;
  }
  return theorems::map_args(term, [&](const Term& arg) { return with_forms(arg, forms); });
}

/// Times at which the claim takes values, in the parameters and the variable that goes to its limit.
void collect_times(const Term& term, const Forms& forms, std::vector<Term>& times) {
  if (term.op() == Op::at) times.push_back(with_forms(term.arg(1), forms));
  for (const Term& arg : term.args()) collect_times(arg, forms, times);
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
  if (problem.dynamics->kind != theorems::Dynamics::Kind::system || contains(claim.claim, derivatives))
    return std::nullopt;
  theorems::Problem moving = problem;
  moving.checks.clear();
  if (!check.limit->time) add_limit_parameter(moving, *check.limit);
  theorems::GroundClaim about = solves({});
  about.claim = claim.claim;
  for (const Forms& forms : guess_solutions(moving, about, deadline.share(0.3))) {
    if (forms.empty()) continue;
    const theorems::GroundClaim solution = solves(forms);
    ExactOutcome proof = prove_along_system(moving, solution, deadline.share(0.5), false);
    if (!proof.evidence) continue;
    InClosedForm result{problem, check, claim, std::move(proof), text_of(forms)};
    result.problem.dynamics.reset();
    std::vector<Term> times;
    collect_times(claim.claim, forms, times);
    if (!after_start(times, result.problem, check, claim, deadline.share(0.5))) return std::nullopt;
    result.claim.claim = with_forms(claim.claim, forms);
    std::erase_if(result.claim.reals,
                  [&](const theorems::Binding& bound) { return !theorems::mentions(result.claim.claim, bound.name); });
    result.check.claims = {result.claim};
    return result;
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs
