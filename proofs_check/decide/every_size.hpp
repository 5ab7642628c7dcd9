#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides a check over matrices of every size: proved or undecided. (Problems with small sizes look for witnesses.)
[[nodiscard]] Outcome decide_every_size(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                        const Deadline& deadline);

}  // namespace flowcert::proofs
