#pragma once

#include <optional>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/matrix_words.hpp"

namespace flowcert::proofs::exact::words {

/// The matrix, or the number if it is none, as a sum of multiples of the known equations: those in which a word of the
/// equation occurs in a word that is left are tried, and their coefficients solved for. None if that does not do.
[[nodiscard]] std::optional<std::vector<kernel::WordSummand>> combination_of(kernel::MatrixReading& reading,
                                                                             const kernel::Equation& difference,
                                                                             const Deadline& deadline);

}  // namespace flowcert::proofs::exact::words
