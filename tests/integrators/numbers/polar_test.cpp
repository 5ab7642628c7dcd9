#include "integrators/numbers/polar.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/random.hpp"
#include "integrators/numbers/singular_values.hpp"

using namespace flowcert::integrators;

namespace {

Real ten_to(int exponent) {
  return pow(Real(10), exponent);
}

Real orthogonality(const Matrix& z) {
  return frobenius_norm(transpose(z) * z - Matrix::identity(z.columns()));
}

}  // namespace

TEST_CASE("The polar factor of a 64 x 64 Gaussian matrix at 100 digits is exact and quick") {
  const ScopedDigits digits(100);
  const Matrix g = gaussian_matrix(64, 64, 5, 0);
  const auto start = std::chrono::steady_clock::now();
  const PolarFactor z = polar_factor(g);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  CAPTURE(seconds);
  const ScopedDigits more(120);
  CHECK(z.rank == 64);
  CHECK(orthogonality(z.factor) < ten_to(-97));
  CHECK(frobenius_norm(skew_part(transpose(z.factor) * g)) < ten_to(-95));
  CHECK(z.error_estimate < ten_to(-90));
  CHECK(seconds < 2);
}

TEST_CASE("The polar factor of a rank-3 matrix is the compact one") {
  const ScopedDigits digits(100);
  const Matrix g = gaussian_matrix(20, 3, 1, 0) * gaussian_matrix(3, 30, 1, 1);
  const PolarFactor z = polar_factor(g);
  CHECK(z.rank == 3);
  const ScopedDigits more(120);
  CHECK(abs(frobenius_norm(z.factor) - sqrt(Real(3))) < ten_to(-97));
  CHECK(frobenius_norm(z.factor * (transpose(z.factor) * z.factor) - z.factor) < ten_to(-97));
  CHECK(frobenius_norm(skew_part(transpose(z.factor) * g)) < ten_to(-95));
  CHECK(frobenius_norm(skew_part(g * transpose(z.factor))) < ten_to(-95));
  CHECK(frobenius_norm(z.factor - polar_factor_by_singular_values(g, ten_to(-60))) < ten_to(-94));
}

TEST_CASE("An orthogonal matrix near the polar factor is not accepted as the polar factor") {
  const ScopedDigits digits(50);
  const Matrix g = gaussian_matrix(6, 6, 3, 0);
  const Matrix exact = polar_factor(g).factor;
  Matrix rounded = exact;
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j) rounded.set(i, j, Real(exact(i, j).convert_to<double>()));
  // The polar factor of the rounded factor: orthogonal to 50 digits, yet not G's.
  const Matrix impostor = polar_factor(rounded).factor;
  CHECK(orthogonality(impostor) < ten_to(-47));
  CHECK(frobenius_norm(skew_part(transpose(impostor) * g)) > ten_to(-18));
  CHECK(frobenius_norm(skew_part(transpose(exact) * g)) < ten_to(-46));
}

TEST_CASE("Newton and Jacobi agree for every shape and for ill-conditioned matrices") {
  const ScopedDigits digits(50);
  for (const auto& [rows, columns] : {std::pair{1, 1}, {3, 3}, {5, 2}, {2, 7}, {8, 6}}) {
    const Matrix g = gaussian_matrix(std::size_t(rows), std::size_t(columns), 9, std::uint64_t(rows * 10 + columns));
    CHECK(frobenius_norm(polar_factor(g).factor - polar_factor_by_singular_values(g, ten_to(-40))) < ten_to(-45));
  }
  Matrix graded = gaussian_matrix(4, 4, 2, 0);
  for (std::size_t j = 0; j < 4; ++j) graded.set(3, j, graded(3, j) * ten_to(-30));
  const PolarFactor z = polar_factor(graded);
  CHECK(z.rank == 4);
  CHECK(orthogonality(z.factor) < ten_to(-47));
  CHECK(frobenius_norm(skew_part(transpose(z.factor) * graded)) < ten_to(-47));
  CHECK(polar_factor(graded, ten_to(-20)).rank == 3);
}

TEST_CASE("The zero matrix, and matrices of one row, have their compact polar factors") {
  const ScopedDigits digits(30);
  CHECK(max_norm(polar_factor(Matrix(3, 2)).factor) == 0);
  Matrix row(1, 2);
  row.set(0, 0, Real(3));
  row.set(0, 1, Real(-4));
  const Matrix z = polar_factor(row).factor;
  CHECK(abs(z(0, 0) - Real(3) / 5) < ten_to(-29));
  CHECK(abs(z(0, 1) + Real(4) / 5) < ten_to(-29));
}

TEST_CASE("The square root squares back, and refuses what has none") {
  const ScopedDigits digits(60);
  const Matrix a = gaussian_matrix(5, 5, 4, 0);
  const Matrix gram = transpose(a) * a;
  const Matrix root = square_root(gram);
  CHECK(max_norm(root * root - gram) < ten_to(-56));
  CHECK_THROWS_AS(square_root(a), std::domain_error);
  CHECK_THROWS_AS(square_root(-gram), std::domain_error);
}

TEST_CASE("Newton-Schulz moves every singular value by the quintic, and is not orth") {
  const ScopedDigits digits(40);
  const Matrix m = gaussian_matrix(4, 6, 8, 0);
  const Matrix z = newton_schulz(m, 5);
  const SingularValues before = singular_values(m), after = singular_values(z);
  const Real norm = frobenius_norm(m);
  std::vector<Real> expected;
  for (const Real& value : before.values) {
    Real x = value / norm;
    for (int step = 0; step < 5; ++step)
      x = x * (to_real(Rational(6889, 2000)) +
               x * x * (to_real(Rational(-191, 40)) + x * x * to_real(Rational(4063, 2000))));
    expected.push_back(x);
  }
  std::sort(expected.rbegin(), expected.rend());
  for (std::size_t k = 0; k < 4; ++k) CHECK(abs(after.values[k] - expected[k]) < ten_to(-36));
  CHECK(max_norm(z - polar_factor(m).factor) > ten_to(-3));
}
