#pragma once

#include <cstddef>
#include <span>

#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

/// The scalar of a matrix that an Op::matrix_function node stands for (operator norm, k-th singular value, an entry of
/// the polar factor, ...). `entries` are rows*columns numbers, row by row (for rank one more: the tolerance); i and j
/// count from 1. T is double, Real, Ball or Rational. Throws std::invalid_argument for a function that T has no method
/// for.
template <class T>
[[nodiscard]] T evaluate_matrix_function(theorems::MatrixFunction function, std::span<const T> entries,
                                         std::size_t rows, std::size_t columns, std::size_t i, std::size_t j);

}  // namespace flowcert::integrators
