#pragma once

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/reading.hpp"
#include "proofs_check/kernel/step.hpp"

/// One function per rule: whether the step's conclusion follows from its premises' conclusions. holds.cpp has their
/// table; nobody else calls them.
namespace flowcert::proofs::kernel {

/// All premises are about the step's own context.
[[nodiscard]] bool premises_share_context(const Step& step);
/// The premises' conclusions are exactly these.
[[nodiscard]] bool premises_are(const Step& step, const std::vector<Sequent>& expected);
/// What is known at all points of the context: its hypotheses, and the premises' claims.
[[nodiscard]] Facts facts_of(const Step& step);
/// Reads as the step says: data.places[k] is 0 for a premise that is only a fact, 1 for an equality by which its left
/// side is read as its right side, 2 for atom^order == value, by which powers of the atom are rewritten. (Premises
/// beyond the list are only facts.) Throws Reader::Unreadable.
[[nodiscard]] Reader reader_of(const Step& step);

[[nodiscard]] bool is_truth(const Step& step);
[[nodiscard]] bool is_hypothesis(const Step& step);
[[nodiscard]] bool is_conjunction(const Step& step);
[[nodiscard]] bool is_part_of_conjunction(const Step& step);
[[nodiscard]] bool is_disjunction(const Step& step);
[[nodiscard]] bool is_last_of_disjunction(const Step& step);
[[nodiscard]] bool is_implication(const Step& step);
[[nodiscard]] bool has_same_meaning(const Step& step);
[[nodiscard]] bool are_cases(const Step& step);
[[nodiscard]] bool are_order_cases(const Step& step);
[[nodiscard]] bool is_cut(const Step& step);
[[nodiscard]] bool is_weakening(const Step& step);
[[nodiscard]] bool is_substitution(const Step& step);
[[nodiscard]] bool is_replacement(const Step& step);
[[nodiscard]] bool is_generalization(const Step& step);
[[nodiscard]] bool is_absurd(const Step& step);

[[nodiscard]] bool is_defined(const Step& step);
[[nodiscard]] bool is_identity(const Step& step);
[[nodiscard]] bool is_certificate(const Step& step);
[[nodiscard]] bool is_opposite(const Step& step);
[[nodiscard]] bool is_integer_gap(const Step& step);

[[nodiscard]] bool is_exponential_of_sum(const Step& step);
[[nodiscard]] bool is_logarithm(const Step& step);
[[nodiscard]] bool is_domain(const Step& step);
[[nodiscard]] bool is_function_fact(const Step& step);

[[nodiscard]] bool is_enclosure(const Step& step);

[[nodiscard]] bool is_expansion(const Step& step);
[[nodiscard]] bool is_uniform_limit(const Step& step);
[[nodiscard]] bool is_oscillation(const Step& step);

[[nodiscard]] bool is_fact_of_motion(const Step& step);
[[nodiscard]] bool is_linear_comparison(const Step& step);
[[nodiscard]] bool is_barrier(const Step& step);
[[nodiscard]] bool is_induction(const Step& step);
[[nodiscard]] bool is_run(const Step& step);
[[nodiscard]] bool is_solution(const Step& step);
[[nodiscard]] bool is_value_of_solution(const Step& step);
[[nodiscard]] bool is_moment(const Step& step);
[[nodiscard]] bool is_start(const Step& step);
[[nodiscard]] bool is_life_by_growth(const Step& step);
[[nodiscard]] bool is_life_by_bound(const Step& step);
[[nodiscard]] bool is_life_by_solution(const Step& step);
[[nodiscard]] bool is_life_of_iteration(const Step& step);
[[nodiscard]] bool is_known_life(const Step& step);
[[nodiscard]] bool is_defined_in_life(const Step& step);
[[nodiscard]] bool is_in_parts(const Step& step);
[[nodiscard]] bool is_along(const Step& step);

[[nodiscard]] bool is_matrix_words(const Step& step);

}  // namespace flowcert::proofs::kernel
