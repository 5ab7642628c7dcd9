#include "proofs_check/decide/closed_form_refutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "proofs_check/along/switches.hpp"
#include "proofs_check/decide/formula.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/witness_search.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Rational;
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

/// The residual is defined and not 0 at every time of a short stretch around the witness's, and no right-hand side
/// switches there. At a single time it proves nothing: a solution satisfies its equation at almost every time only
/// where the right-hand side jumps, and slides along surfaces on which its formula means nothing.
bool violated_around(const FormulaStatement& statement, const std::vector<Rational>& point, const Term& residual,
                     const std::vector<Term>& field, const std::map<std::string, Term>& forms) {
  std::vector<std::string> names;
  for (const auto& variable : statement.variables) names.push_back(variable.name);
  const auto time = std::find(names.begin(), names.end(), "t");
  if (time == names.end()) return false;
  const auto at = static_cast<std::size_t>(time - names.begin());
  const theorems::Substitution along(forms.begin(), forms.end());
  BallProgram program(names);
  const std::size_t defect = program.compile(residual);
  std::vector<std::size_t> switching;
  const std::span<const Op> jumping = theorems::operations_with_jumps();
  for (const Term& f : field)
    for (const SwitchPoint& place : switch_points(f))
      if (std::find(jumping.begin(), jumping.end(), place.node.op()) != jumping.end())
        switching.push_back(program.compile(
            place.node.op() == Op::sign ? substitute(place.argument, along)
                                        : apply(Op::sin, {constant(Op::pi) * substitute(place.argument, along)})));
  for (const int halvings : {10, 40, 200, 1000}) {
    const integrators::ScopedDigits precision(40 + halvings / 2);
    const Rational room =
        Rational(1) / boost::multiprecision::pow(theorems::Integer(2), static_cast<unsigned>(halvings));
    std::vector<Ball> box;
    for (std::size_t k = 0; k < point.size(); ++k)
      box.push_back(k == at ? Ball::interval(point[k] - room, point[k] + room) : Ball(point[k]));
    std::vector<Enclosed> slots;
    program.run(box, slots);
    const bool violated = slots[defect].defined == Truth::yes && slots[defect].value.certainly_nonzero();
    if (violated && std::all_of(switching.begin(), switching.end(), [&](std::size_t slot) {
          return slots[slot].defined == Truth::yes && slots[slot].value.certainly_nonzero();
        }))
      return true;
  }
  return false;
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
      const bool holds = defect.at_start || violated_around(statement, found.point, defect.residual,
                                                            problem.dynamics->right_hand_side, forms);
      if (!holds) continue;
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
