#pragma once

#include <vector>

#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// The equalities among the parts of a conjunction, each once, after those found already.
void collect_equalities(const Term& claim, std::vector<Term>& found);

/// The equalities that the problem's checks state at the current time (conjunctions taken apart), without moments.
[[nodiscard]] std::vector<Term> stated_equalities(const theorems::Problem& problem, const View& view,
                                                  const Term& own_claim);

}  // namespace flowcert::proofs::exact
