#pragma once

#include <optional>
#include <vector>

#include "proofs_check/certificates/row.hpp"
#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::certificates {

/// Multipliers of rows, and of the number 1, that make them add up to 0 with a positive one among them: as summands.
/// Rows of inequalities get multipliers >= 0. The multipliers solve the linear program that is dual to "the rows hold,
/// with monomials as unknowns" (Farkas' lemma); Z3's exact simplex finds them, within a number of its steps and the
/// deadline. Factors are in the unknowns before `shifts`, the last of which was made last.
[[nodiscard]] std::optional<std::vector<PolySummand>> combination(const std::vector<Row>& rows,
                                                                  const std::vector<Shift>& shifts,
                                                                  const Deadline& deadline);

}  // namespace flowcert::proofs::certificates
