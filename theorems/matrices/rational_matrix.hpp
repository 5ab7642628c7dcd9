#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "theorems/terms/rational.hpp"

namespace flowcert::theorems {

/// A matrix of rational numbers, row by row. What is computed with it is exact.
struct RationalMatrix {
  std::size_t rows = 0, columns = 0;
  std::vector<Rational> entries;

  [[nodiscard]] const Rational& at(std::size_t i, std::size_t j) const { return entries[i * columns + j]; }
};

[[nodiscard]] RationalMatrix transpose(const RationalMatrix& a);
[[nodiscard]] RationalMatrix operator*(const RationalMatrix& a, const RationalMatrix& b);

/// The inverse of a square matrix; none if it is singular.
[[nodiscard]] std::optional<RationalMatrix> inverse(const RationalMatrix& a);

[[nodiscard]] Rational determinant(const RationalMatrix& a);

/// The rows and columns with these indices, in this order.
[[nodiscard]] RationalMatrix submatrix(const RationalMatrix& a, const std::vector<std::size_t>& rows,
                                       const std::vector<std::size_t>& columns);

/// a = left * right with left m x r of full column rank, the columns `pivots` of a, and right r x n of full row rank.
struct RankFactorization {
  RationalMatrix left, right;
  std::vector<std::size_t> pivots;
};
[[nodiscard]] RankFactorization rank_factorization(const RationalMatrix& a);

}  // namespace flowcert::theorems
