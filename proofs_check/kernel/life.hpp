#pragma once

#include <optional>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// Around any point that satisfies these conditions the terms are defined and, but for signs in them that are added and
/// multiplied, continuous in the state and the time; with signs they are measurable and locally bounded.
struct InteriorCondition {
  Term claim;
  bool everywhere = false;  // to be shown of all states and times: then without room to spare, as in sqrt(u), u >= 0
};

/// `everywhere` says of each condition that may be had either way (of roots, inverse sines and fractional powers) which
/// it is. Nothing where no such conditions are known.
[[nodiscard]] std::optional<std::vector<InteriorCondition>> interior_of(const Motion& motion,
                                                                        const std::vector<Term>& terms,
                                                                        const std::vector<std::size_t>& everywhere);
/// How many conditions may be had either way, and what they are without room.
[[nodiscard]] std::vector<Term> closed_conditions_of(const Motion& motion, const std::vector<Term>& terms);

/// The right-hand sides grow at most linearly in the states of a group, for bounded values of those of groups before
/// it: on bounded times none runs off to infinity.
[[nodiscard]] bool grows_linearly_in_turn(const Motion& motion);

/// The premises of the rules `start`, `life by growth` and `life by a function`, in their order; nothing where the rule
/// does not apply. `bounds` of the last: V, K, w and k with |x_i| <= w V + k for each state, w > 0, and V' <= K (1 +
/// V).
[[nodiscard]] std::optional<std::vector<Sequent>> premises_of_start(const Context& own,
                                                                    const std::vector<std::size_t>& everywhere);
[[nodiscard]] std::optional<std::vector<Sequent>> premises_of_growth(const Context& own,
                                                                     const std::vector<std::size_t>& everywhere);
[[nodiscard]] std::optional<std::vector<Sequent>> premises_of_bound(const Context& own,
                                                                    const std::vector<std::size_t>& everywhere,
                                                                    const std::vector<Term>& bounds);

/// Whether for some parameters there may be no time up to the horizon: that a solution lives so long says nothing then.
[[nodiscard]] bool may_have_no_times(const Motion& motion);
/// For all parameters, the horizon is not before the start.
[[nodiscard]] Sequent has_times(const Context& own);

}  // namespace flowcert::proofs::kernel
