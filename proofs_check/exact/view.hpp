#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/scope.hpp"
#include "theorems/language/problem.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

/// A ground claim along a system or an iteration, taken apart.
struct View {
  std::vector<FreeParameter> parameters;  // and the claim's bound reals other than time
  std::vector<Term> hypotheses;           // on these
  std::vector<std::string> state;
  std::vector<Term> initial, field;  // field: right-hand sides, or the step's new values
  std::string time;                  // "t" or "n"
  bool iteration = false;
  std::vector<Term> claim_times;       // what the claim's `for` says of the time
  FreeParameter time_variable;         // the time with its range's ends, where they are finite
  std::optional<Term> horizon;         // the latest time that the claim is about; none: no bound
  bool horizon_open = false;           // itself left out
  bool stated = false;                 // that the solution exists up to the horizon is part of the claim
  bool exists_by_step = false;         // a used step says that it does
  std::vector<Term> known;             // relations that hold along the solution: used steps, invariants shown before
  std::vector<Term> alive;             // and those without which it has ended (alive.hpp)
  bool rests_where_undefined = false;  // as in theorems::Dynamics
};

[[nodiscard]] View make_view(const theorems::Problem& problem, const theorems::GroundClaim& claim);

/// e at time 0.
[[nodiscard]] Term at_start(const View& view, const Term& e);

/// The derivative of e along the field. Throws GiveUp where the formula need not be the derivative: e or the field
/// jumps, or e has a kink.
[[nodiscard]] Term slope_of(const View& view, const Term& e);

/// ddt(e) replaced by the Lie derivative (and e being defined added to the relation), at(e, 0) by e at the start. at(e,
/// time) for other times stays. Throws GiveUp where that is not possible.
[[nodiscard]] Term rewrite(const View& view, const Term& claim);

/// Every at(e, time) replaced by `value(e, time)`; at and ddt are gone afterwards if `value` brings none.
[[nodiscard]] Term replace_moments(const Term& term, const std::function<Term(const Term&, const Term&)>& value);

/// The term with f applied to its arguments; shares what does not change.
[[nodiscard]] Term map_args(const Term& term, const std::function<Term(const Term&)>& f);

[[nodiscard]] bool has_moments(const Term& term);
[[nodiscard]] bool has_jumps(const Term& term);  // sign, floor, ceil
[[nodiscard]] bool has_kinks(const Term& term);  // jumps, abs, min, max
[[nodiscard]] bool mentions_state(const View& view, const Term& term);
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
[[nodiscard]] Term defined(const Term& e);
/// What is known along a solution for as long as it lives: view.known and view.alive.
[[nodiscard]] std::vector<Term> facts_along(const View& view);

/// Groups of states that do not occur in each other's equations.
[[nodiscard]] std::vector<std::vector<std::string>> components(const View& view);
/// The system of some groups alone, and what is known of it alone: less than is known of all together.
[[nodiscard]] View part_of(const View& view, const std::vector<std::string>& states);

}  // namespace flowcert::proofs::exact
