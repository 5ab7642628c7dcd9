#pragma once

#include <vector>

#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// The equalities among the parts of a conjunction, each once, after those found already.
void collect_equalities(const Term& claim, std::vector<Term>& found);

/// The equalities that the problem's checks state at the current time (conjunctions taken apart), without moments.
[[nodiscard]] std::vector<Term> stated_equalities(const theorems::Problem& problem, const View& view,
                                                  const Term& own_claim);

/// Whether all relations in a claim are about derivatives.
[[nodiscard]] bool about_derivatives(const Term& claim);

/// The times at which a claim looks are those of its own range and the moments that it names: the horizon is moved to
/// the latest. A claim that names moments and nothing else of the dynamics, and no range, is about the solution up to
/// the last of them.
void look_as_far_as_moments(Proof& proof, View& view, const Term& claim);

}  // namespace flowcert::proofs::exact
