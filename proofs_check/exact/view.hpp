#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "proofs_check/exact/scope.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "theorems/language/problem.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

/// A ground claim along a system or an iteration, taken apart: what moves (of which `known` grows as more is shown to
/// hold along it), and what the claim says of parameters and times.
struct View : kernel::Motion {
  std::vector<FreeParameter> parameters;  // and the claim's bound reals other than time
  std::vector<Term> hypotheses;           // on these
  std::vector<Term> claim_times;          // what the claim's `for` says of the time
  FreeParameter time_variable;            // the time with its range's ends, where they are finite
  std::vector<Term> alive;                // facts without which the solution has ended (alive.hpp)
  kernel::ContextPtr own;                 // the motion at all its times, under the hypotheses
  /// Steps in the context `own` that show what is in `known` and `alive`.
  std::unordered_map<Term, kernel::StepPtr, theorems::TermHash> reasons;
  /// That the solution lives up to the horizon is part of the claim.
  [[nodiscard]] bool stated() const { return !whole_life; }
};

[[nodiscard]] View make_view(const theorems::Problem& problem, const theorems::GroundClaim& claim);
/// What the claim says, without derivatives; the view then looks as far as the moments that it names.
[[nodiscard]] Term read_claim(View& view, const theorems::GroundClaim& claim);
/// The view under one hypothesis on the parameters more.
[[nodiscard]] View with_hypothesis(const View& view, const Term& hypothesis);
/// Remembers what was shown to hold along the solution, and by which step in the context `own`.
void learn_along(View& view, const Term& fact, const kernel::StepPtr& reason);

/// The derivative of e along the field. Throws GiveUp where the formula need not be the derivative: e or the field
/// jumps, or e has a kink.
[[nodiscard]] Term slope_of(const View& view, const Term& e);

/// kernel::without_derivatives. Throws GiveUp.
[[nodiscard]] Term rewrite(const View& view, const Term& claim);

/// Every at(e, time) replaced by `value(e, time)`; at and ddt are gone afterwards if `value` brings none.
[[nodiscard]] Term replace_moments(const Term& term, const std::function<Term(const Term&, const Term&)>& value);

using kernel::at_start;
using kernel::defined;
using kernel::has_jumps;
using kernel::has_kinks;
using kernel::has_moments;
using kernel::mentions_state;
using kernel::varies;
using theorems::map_args;
[[nodiscard]] bool jumps(const View& view);  // the field does

/// "for every state and every time >= 0 with these hypotheses": stronger than along the solution.
[[nodiscard]] FormulaStatement for_all_states(const View& view, const std::vector<Term>& extra, const Term& claim);
/// "for all parameters".
[[nodiscard]] FormulaStatement for_parameters(const View& view, const std::vector<Term>& extra, const Term& claim);
/// "for all parameters and all times from 0 up to the horizon (0 itself excluded if `after_start`)".
[[nodiscard]] FormulaStatement for_all_times(const View& view, bool after_start, const std::vector<Term>& extra,
                                             const Term& claim);
/// The right-hand sides are defined.
[[nodiscard]] std::vector<Term> field_defined(const View& view);
/// What is known along a solution for as long as it lives: view.known and view.alive.
[[nodiscard]] std::vector<Term> facts_along(const View& view);

/// The state's place; the number of states if it is none.
[[nodiscard]] std::size_t index_of(const View& view, const std::string& state);

/// Groups of states that do not occur in each other's equations.
[[nodiscard]] std::vector<std::vector<std::string>> components(const View& view);
/// The system of some groups alone, and what is known of it alone: less than is known of all together.
[[nodiscard]] View part_of(const View& view, const std::vector<std::string>& states);

/// The motion of some groups by itself, of which nothing is known yet (kernel::of_part).
[[nodiscard]] View part_alone(const View& view, const std::vector<std::string>& states);

}  // namespace flowcert::proofs::exact
