#pragma once

#include <optional>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// What has to be shown for "x == F and y == G" to be the only solution for these states, whose right-hand sides
/// mention no others: the premises of the rule `solution`, in their order. `meets` says of each surface (the k-th
/// argument of a sign along which the field jumps, products taken apart) how the solution meets it. Nothing where the
/// rule does not apply.
enum class Meets : std::size_t {
  at_isolated_times,
  sliding,  // it may stay on it, with the mean of the two one-sided fields as its velocity
  never_it_is_positive,
  never_it_is_negative,
};
[[nodiscard]] std::optional<std::vector<Sequent>> premises_of_solution(const Context& own, const Term& forms,
                                                                       const std::vector<std::size_t>& meets);

/// The surfaces of the right-hand sides of these states, in the order that `meets` means.
[[nodiscard]] std::vector<Term> surfaces_of(const Context& own, const Term& forms);

}  // namespace flowcert::proofs::kernel
