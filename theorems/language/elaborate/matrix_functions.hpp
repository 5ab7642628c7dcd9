#pragma once

#include <cstddef>
#include <vector>

#include "theorems/language/elaborate/factory.hpp"

namespace flowcert::theorems {

/// A matrix of terms, row by row.
struct TermMatrix {
  std::size_t rows = 0, columns = 0;
  std::vector<Term> entries;

  [[nodiscard]] const Term& at(std::size_t i, std::size_t j) const { return entries[i * columns + j]; }
};

/// The symmetric positive semidefinite X with X^2 = A, for a symmetric positive semidefinite A; undefined for any
/// other. Symmetry must show: entries that mirror each other are equal but for the order of terms and factors, or they
/// are compared where the term is evaluated. For rational A up to two dimensions, and of rank one, in closed form;
/// singular rational A are reduced to their range, so that what is left as a matrix function is of a regular matrix.
/// `A` must be square.
[[nodiscard]] TermMatrix square_root(TermFactory& factory, const TermMatrix& a);

/// The compact polar factor of A, the sum of u_k v_k^T over the nonzero singular values. For rational A of rank up to
/// two in closed form; rational A without full rank are reduced to their range.
[[nodiscard]] TermMatrix polar_factor(TermFactory& factory, const TermMatrix& a);

}  // namespace flowcert::theorems
