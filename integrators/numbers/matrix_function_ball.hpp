#pragma once

#include <span>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

/// A ball that contains the matrix function's value for every matrix whose entries lie in the given balls.
/// Guaranteed: containment, and that a finite ball means the function is defined on the whole box of matrices.
/// Indeterminate where this cannot be shown: rank when a singular value's enclosure meets the tolerance, orth_entry
/// unless the rank is certainly full, sqrtm_entry unless the matrix is symmetric (entries equal as exact points or both
/// taken from one ball) and certainly positive definite.
[[nodiscard]] Ball enclose_matrix_function(theorems::MatrixFunction function, std::span<const Ball> entries,
                                           std::size_t rows, std::size_t columns, std::size_t i, std::size_t j);

/// Whether a square matrix is certainly not positive semidefinite, shown by a negative principal minor of size one or
/// two: then it has no root.
[[nodiscard]] bool certainly_not_semidefinite(std::span<const Ball> entries, std::size_t rows);

/// All entries of orth or sqrtm (orth_entry or sqrtm_entry), row by row, at the price of one; each as by
/// enclose_matrix_function.
[[nodiscard]] std::vector<Ball> enclose_matrix_entries(theorems::MatrixFunction function, std::span<const Ball> entries,
                                                       std::size_t rows, std::size_t columns);

}  // namespace flowcert::integrators
