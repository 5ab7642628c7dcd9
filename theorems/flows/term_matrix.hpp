#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// Sums and products without a needless node around one term; the empty ones are 0 and 1.
[[nodiscard]] Term sum_of(const std::vector<Term>& terms);
[[nodiscard]] Term product_of(const std::vector<Term>& factors);

/// A matrix written out. Zero entries are the number 0 and are skipped in products.
class TermMatrix {
 public:
  TermMatrix(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), entries_(rows * columns, Term(0)) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  Term& at(std::size_t i, std::size_t j) { return entries_[i * columns_ + j]; }
  [[nodiscard]] const Term& at(std::size_t i, std::size_t j) const { return entries_[i * columns_ + j]; }
  /// Row by row.
  void set_entries(const std::vector<Term>& entries);
  [[nodiscard]] const std::vector<Term>& entries() const { return entries_; }

 private:
  std::size_t rows_, columns_;
  std::vector<Term> entries_;
};

[[nodiscard]] TermMatrix transposed(const TermMatrix& a);
[[nodiscard]] TermMatrix operator*(const TermMatrix& a, const TermMatrix& b);
[[nodiscard]] TermMatrix operator*(const Term& factor, const TermMatrix& a);
[[nodiscard]] TermMatrix operator-(const TermMatrix& a, const TermMatrix& b);
/// tr(A^T B); nothing for matrices of different shapes.
[[nodiscard]] std::optional<Term> inner(const TermMatrix& a, const TermMatrix& b);
[[nodiscard]] Term squared_norm(const TermMatrix& a);

}  // namespace flowcert::theorems
