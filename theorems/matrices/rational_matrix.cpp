#include "theorems/matrices/rational_matrix.hpp"

#include <flint/fmpq_mat.h>

#include <numeric>

namespace flowcert::theorems {

namespace {

/// FLINT's matrix of rationals, which does the work.
class FlintMatrix {
 public:
  FlintMatrix(std::size_t rows, std::size_t columns) { fmpq_mat_init(value_, long(rows), long(columns)); }
  explicit FlintMatrix(const RationalMatrix& a) : FlintMatrix(a.rows, a.columns) {
    for (std::size_t i = 0; i < a.rows; ++i)
      for (std::size_t j = 0; j < a.columns; ++j)
        fmpq_set_mpq(fmpq_mat_entry(value_, long(i), long(j)), a.at(i, j).backend().data());
  }
  FlintMatrix(const FlintMatrix&) = delete;
  FlintMatrix& operator=(const FlintMatrix&) = delete;
  ~FlintMatrix() { fmpq_mat_clear(value_); }

  [[nodiscard]] fmpq_mat_struct* raw() { return value_; }
  [[nodiscard]] RationalMatrix take() const {
    RationalMatrix result{std::size_t(fmpq_mat_nrows(value_)), std::size_t(fmpq_mat_ncols(value_)), {}};
    for (std::size_t i = 0; i < result.rows; ++i)
      for (std::size_t j = 0; j < result.columns; ++j) {
        Rational entry;
        fmpq_get_mpq(entry.backend().data(), fmpq_mat_entry(value_, long(i), long(j)));
        result.entries.push_back(std::move(entry));
      }
    return result;
  }

 private:
  fmpq_mat_t value_;
};

std::vector<std::size_t> all_of(std::size_t count) {
  std::vector<std::size_t> result(count);
  std::iota(result.begin(), result.end(), std::size_t{0});
  return result;
}

}  // namespace

RationalMatrix transpose(const RationalMatrix& a) {
  RationalMatrix result{a.columns, a.rows, {}};
  for (std::size_t j = 0; j < a.columns; ++j)
    for (std::size_t i = 0; i < a.rows; ++i) result.entries.push_back(a.at(i, j));
  return result;
}

RationalMatrix operator*(const RationalMatrix& a, const RationalMatrix& b) {
  FlintMatrix left(a), right(b), product(a.rows, b.columns);
  fmpq_mat_mul(product.raw(), left.raw(), right.raw());
  return product.take();
}

std::optional<RationalMatrix> inverse(const RationalMatrix& a) {
  FlintMatrix value(a), result(a.rows, a.rows);
  if (fmpq_mat_inv(result.raw(), value.raw()) == 0) return std::nullopt;
  return result.take();
}

Rational determinant(const RationalMatrix& a) {
  FlintMatrix value(a);
  fmpq_t d;
  fmpq_init(d);
  fmpq_mat_det(d, value.raw());
  Rational result;
  fmpq_get_mpq(result.backend().data(), d);
  fmpq_clear(d);
  return result;
}

RationalMatrix submatrix(const RationalMatrix& a, const std::vector<std::size_t>& rows,
                         const std::vector<std::size_t>& columns) {
  RationalMatrix result{rows.size(), columns.size(), {}};
  for (const std::size_t i : rows)
    for (const std::size_t j : columns) result.entries.push_back(a.at(i, j));
  return result;
}

RankFactorization rank_factorization(const RationalMatrix& a) {
  FlintMatrix value(a), reduced(a.rows, a.columns);
  const auto rank = std::size_t(fmpq_mat_rref(reduced.raw(), value.raw()));
  const RationalMatrix echelon = reduced.take();
  RankFactorization result;
  for (std::size_t i = 0, j = 0; i < rank; ++i, ++j) {
    while (echelon.at(i, j) == 0) ++j;
    result.pivots.push_back(j);
  }
  result.left = submatrix(a, all_of(a.rows), result.pivots);
  result.right = submatrix(echelon, all_of(rank), all_of(a.columns));
  return result;
}

}  // namespace flowcert::theorems
