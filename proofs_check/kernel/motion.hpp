#pragma once

#include <optional>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// "e is defined".
[[nodiscard]] Term defined(const Term& e);
[[nodiscard]] bool has_jumps(const Term& term);    // sign, floor, ceil, functions of matrices
[[nodiscard]] bool has_kinks(const Term& term);    // and abs, min, max
[[nodiscard]] bool has_moments(const Term& term);  // at(e, time)
[[nodiscard]] bool mentions_state(const Motion& motion, const Term& term);
[[nodiscard]] bool varies(const Motion& motion, const Term& term);  // mentions the state or the time

/// As a function of the state and the time, the term is continuous on the set on which it is defined: it neither jumps
/// nor has a power whose exponent varies (0^(x^2) jumps at x = 0).
[[nodiscard]] bool continuous_where_defined(const Motion& motion, const Term& term);

/// e at time 0.
[[nodiscard]] Term at_start(const Motion& motion, const Term& e);
/// e at an iteration's next step.
[[nodiscard]] Term at_next(const Motion& motion, const Term& e);
/// The derivative of e along the field. Nothing if e has kinks or moments, or if it has no derivative as an expression.
[[nodiscard]] std::optional<Term> lie_derivative_of(const Motion& motion, const Term& e);
/// Where it is defined along a solution, the solution has it as the derivative of e: the right-hand sides of e's states
/// are continuous where they are defined, too.
[[nodiscard]] std::optional<Term> derivative_along(const Motion& motion, const Term& e);

/// What premises of a step about a motion are about, from the step's own context: its hypotheses on the parameters
/// alone, and further ones.
[[nodiscard]] ContextPtr of_parameters(const Context& own, const std::vector<Term>& further = {});
/// All times from 0 up to the horizon (0 itself left out if `after_start`), whatever moves.
[[nodiscard]] ContextPtr of_times(const Context& own, bool after_start, const std::vector<Term>& further = {});
/// All these times and all states.
[[nodiscard]] ContextPtr of_states(const Context& own, const std::vector<Term>& further = {});
/// What moves, at all its times.
[[nodiscard]] ContextPtr of_motion(const Context& own, const std::vector<Term>& further = {});

/// Of an iteration: another step is taken after n.
[[nodiscard]] std::vector<Term> going_on(const Motion& motion);
/// Time is not before the start, and not beyond the horizon.
[[nodiscard]] std::vector<Term> times_of(const Motion& motion, bool after_start);

}  // namespace flowcert::proofs::kernel
