#include "proofs_check/closed_form_refutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "proofs_check/decide_formula.hpp"
#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/witness_search.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Term;

namespace {

constexpr int witness_effort = 4'000;  // digits

void stated_form(const Term& claim, const std::vector<std::string>& states, std::map<std::string, Term>& forms) {
  if (claim.op() != Op::equal) return;
  for (const bool swapped : {false, true}) {
    const Term& state = claim.arg(swapped ? 1 : 0);
    const Term& form = claim.arg(swapped ? 0 : 1);
    if (!state.is_variable() || std::find(states.begin(), states.end(), state.name()) == states.end()) continue;
    const auto inside = free_variables(form);
    const bool closed = std::none_of(states.begin(), states.end(), [&](const std::string& name) {
      return std::binary_search(inside.begin(), inside.end(), name);
    });
    if (closed) forms.emplace(state.name(), form);
  }
}

}  // namespace

class ClosedFormRefutation {
 public:
  static ClosedFormRefutationOutcome run(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                         const std::vector<ClosedFormDefect>& defects, const Deadline& deadline) {
    std::map<std::string, Term> forms;
    for (const Term& part : conjunction_parts(claim.claim)) stated_form(part, problem.dynamics->state, forms);
    const bool all_stated = forms.size() == problem.dynamics->state.size();
    const bool from_start = claim.reals.size() == 1 && claim.reals[0].name == "t" && claim.reals[0].low.is_number(0);
    if (!all_stated || !from_start) return {};
    for (const ClosedFormDefect& defect : defects) {
      const auto stated = forms.find(defect.state);
      if (stated == forms.end() || !(stated->second == defect.closed_form)) continue;
      theorems::GroundClaim residual = claim;
      residual.claim = relation(Op::equal, defect.residual, Term(0));
      residual.reals[0].low_open = residual.reals[0].high_open = true;  // the equation holds inside the range
      if (defect.at_start) {
        if (claim.reals[0].low_open) continue;
        residual.reals.clear();
      }
      const FormulaStatement statement = formula_statement(problem, residual);
      const WitnessOutcome found = search_witness(statement, {}, {.digits = witness_effort}, deadline.share(0.5));
      if (!found.witness) continue;
      auto values = found.witness->values();
      if (defect.at_start) values.emplace_back("t", "0");
      return {RigorousKernel::witness(std::move(values), "the closed form violates the dynamics"),
              fmt::format("{} = {} violates the {}: the defect {}", defect.state, to_text(defect.closed_form),
                          defect.at_start ? "initial value" : "differential equation there", found.message)};
    }
    return {};
  }
};

ClosedFormRefutationOutcome refute_closed_form(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                               const std::vector<ClosedFormDefect>& defects, const Deadline& deadline) {
  return ClosedFormRefutation::run(problem, claim, defects, deadline);
}

}  // namespace flowcert::proofs
