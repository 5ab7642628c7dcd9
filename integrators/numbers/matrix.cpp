#include "integrators/numbers/matrix.hpp"

#include <stdexcept>
#include <utility>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

void require(bool fits) {
  if (!fits) throw std::invalid_argument("matrix shapes do not fit");
}

Real to_real(arb_srcptr value) {
  Real result;
  arf_get_mpfr(result.backend().data(), arb_midref(value), MPFR_RNDN);
  return result;
}

/// Applies f(destination, source) to the midpoints of all pairs of entries.
template <class F>
void for_each_entry(Matrix& a, const Matrix& b, F f) {
  require(a.rows() == b.rows() && a.columns() == b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) f(arb_midref(a.raw(i, j)), arb_midref(b.raw(i, j)));
}

}  // namespace

Matrix Matrix::identity(std::size_t size) {
  Matrix result(size, size);
  arb_mat_one(result.value_);
  return result;
}

Real Matrix::operator()(std::size_t i, std::size_t j) const {
  return to_real(raw(i, j));
}

void Matrix::set(std::size_t i, std::size_t j, const Real& value) {
  arf_set_mpfr(arb_midref(raw(i, j)), value.backend().data());
}

Matrix& Matrix::operator+=(const Matrix& other) {
  const long bits = working_bits();
  for_each_entry(*this, other, [bits](arf_ptr a, arf_srcptr b) { arf_add(a, a, b, bits, ARF_RND_NEAR); });
  return *this;
}

Matrix& Matrix::operator-=(const Matrix& other) {
  const long bits = working_bits();
  for_each_entry(*this, other, [bits](arf_ptr a, arf_srcptr b) { arf_sub(a, a, b, bits, ARF_RND_NEAR); });
  return *this;
}

Matrix& Matrix::operator*=(const Real& factor) {
  const long bits = working_bits();
  arf_t f;
  arf_init(f);
  arf_set_mpfr(f, factor.backend().data());
  for (std::size_t i = 0; i < rows(); ++i)
    for (std::size_t j = 0; j < columns(); ++j)
      arf_mul(arb_midref(raw(i, j)), arb_midref(raw(i, j)), f, bits, ARF_RND_NEAR);
  arf_clear(f);
  return *this;
}

Matrix operator+(Matrix a, const Matrix& b) {
  return std::move(a += b);
}
Matrix operator-(Matrix a, const Matrix& b) {
  return std::move(a -= b);
}
Matrix operator*(const Real& factor, Matrix a) {
  return std::move(a *= factor);
}

Matrix operator-(Matrix a) {
  arb_mat_neg(a.raw(), a.raw());
  return a;
}

Matrix operator*(const Matrix& a, const Matrix& b) {
  require(a.columns() == b.rows());
  Matrix result(a.rows(), b.columns());
  arb_mat_approx_mul(result.raw(), a.raw(), b.raw(), working_bits());
  return result;
}

Matrix transpose(const Matrix& a) {
  Matrix result(a.columns(), a.rows());
  arb_mat_transpose(result.raw(), a.raw());
  return result;
}

Matrix columns_of(const Matrix& a, std::size_t first, std::size_t count) {
  require(first + count <= a.columns());
  Matrix result(a.rows(), count);
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < count; ++j) arb_set(result.raw(i, j), a.raw(i, first + j));
  return result;
}

Matrix inverse(const Matrix& a) {
  require(a.rows() == a.columns());
  Matrix result(a.rows(), a.rows());
  if (arb_mat_approx_inv(result.raw(), a.raw(), working_bits()) == 0) throw std::domain_error("singular matrix");
  return result;
}

Matrix symmetric_part(const Matrix& a) {
  return Real(0.5) * (a + transpose(a));
}
Matrix skew_part(const Matrix& a) {
  return Real(0.5) * (a - transpose(a));
}

Real trace(const Matrix& a) {
  require(a.rows() == a.columns());
  Real result = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) result += a(i, i);
  return result;
}

Real inner(const Matrix& a, const Matrix& b) {
  require(a.rows() == b.rows() && a.columns() == b.columns());
  arb_t sum;
  arb_init(sum);
  for (std::size_t i = 0; i < a.rows() && !a.empty(); ++i)
    arb_approx_dot(sum, sum, 0, a.raw(i, 0), 1, b.raw(i, 0), 1, long(a.columns()), working_bits());
  Real result = to_real(sum);
  arb_clear(sum);
  return result;
}

Real frobenius_norm(const Matrix& a) {
  return sqrt(inner(a, a));
}

Real max_norm(const Matrix& a) {
  Real largest = 0;
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) {
      const Real entry = abs(a(i, j));
      if (!(entry <= largest)) largest = entry;
    }
  return largest;
}

Real infinity_norm(const Matrix& a) {
  Real largest = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    Real sum = 0;
    for (std::size_t j = 0; j < a.columns(); ++j) sum += abs(a(i, j));
    if (sum > largest) largest = sum;
  }
  return largest;
}

Real one_norm(const Matrix& a) {
  return infinity_norm(transpose(a));
}

bool all_finite(const Matrix& a) {
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j)
      if (!arf_is_finite(arb_midref(a.raw(i, j)))) return false;
  return true;
}

}  // namespace flowcert::integrators
