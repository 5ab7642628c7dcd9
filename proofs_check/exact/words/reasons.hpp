#pragma once

#include <optional>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/matrix_words.hpp"

namespace flowcert::proofs::exact::words {

/// Reasons for the relations of a claim over matrices of every size, as the kernel's rule looks at them: combinations
/// of the hypotheses, roots, bounds. None if they are not found for all of them. What is found holds.
[[nodiscard]] std::optional<std::vector<kernel::WordReason>> reasons_of(const theorems::MatrixClaim& claim,
                                                                        const Deadline& deadline);

}  // namespace flowcert::proofs::exact::words
