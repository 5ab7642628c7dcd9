#include "integrators/flows/polar_series.hpp"

#include <catch2/catch.hpp>

#include "integrators/numbers/polar.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/random.hpp"

using namespace flowcert::integrators;

namespace {

Real ten_to(int exponent) {
  return pow(Real(10), exponent);
}

/// The coefficients of orth of the polynomial with the given coefficients, up to `order`.
std::vector<Matrix> coefficients_of_orth(const std::vector<Matrix>& polynomial, std::size_t order, std::size_t rank) {
  const std::size_t rows = polynomial[0].rows(), columns = polynomial[0].columns();
  MatrixSeries g(rows, columns);
  const PolarFrame frame = polar_frame(polynomial[0], ten_to(-30));
  REQUIRE(frame.rank() == rank);
  PolarSeries z(g, frame, ten_to(-60), Real(1));
  std::vector<Matrix> result;
  for (std::size_t n = 0; n <= order; ++n) {
    g.push(n < polynomial.size() ? polynomial[n] : Matrix(rows, columns));
    z.push();
    result.push_back(z.factor()[n]);
  }
  return result;
}

/// log2 of how much the truncation error shrinks when the time is halved.
double measured_order(const std::vector<Matrix>& polynomial, const std::vector<Matrix>& series, const Real& time) {
  const auto error = [&](const Real& t) {
    const Matrix exact = polar_factor(evaluate_polynomial(polynomial, t), ten_to(-30)).factor;
    return frobenius_norm(evaluate_polynomial(series, t) - exact);
  };
  return (log(error(time) / error(time / 2)) / log(Real(2))).convert_to<double>();
}

}  // namespace

TEST_CASE("The jets of orth have the full order, for every shape and for constant rank") {
  const ScopedDigits digits(60);
  constexpr std::size_t order = 8;
  SECTION("square, tall and wide of full rank") {
    for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{4, 4}, {6, 3}, {2, 5}, {1, 1}, {3, 1}}) {
      std::vector<Matrix> polynomial;
      for (std::size_t k = 0; k < 3; ++k) polynomial.push_back(gaussian_matrix(rows, columns, 21, k));
      const auto series = coefficients_of_orth(polynomial, order, std::min(rows, columns));
      if (rows * columns == 1) {
        CHECK(max_norm(series[1]) == 0);
        continue;
      }
      CAPTURE(rows, columns);
      CHECK(measured_order(polynomial, series, ten_to(-5)) == Approx(order + 1).margin(0.05));
    }
  }
  SECTION("rank 2 of 4 x 5, turning in both spaces") {
    const Matrix a0 = gaussian_matrix(4, 2, 1, 0), a1 = gaussian_matrix(4, 2, 1, 1);
    const Matrix b0 = gaussian_matrix(2, 5, 1, 2), b1 = gaussian_matrix(2, 5, 1, 3);
    const std::vector<Matrix> polynomial{a0 * b0, a0 * b1 + a1 * b0, a1 * b1};
    const auto series = coefficients_of_orth(polynomial, order, 2);
    CHECK(measured_order(polynomial, series, ten_to(-5)) == Approx(order + 1).margin(0.05));
  }
}

TEST_CASE("A square matrix is continued through the zero of its smallest singular value") {
  const ScopedDigits digits(60);
  const Matrix q = orthonormal_matrix(3, 3, 4, 0), r = orthonormal_matrix(3, 3, 4, 1);
  // Q diag(3, 2, 1e-3 - t) R^T: orth is constant as long as the sign is kept.
  std::vector<Matrix> polynomial;
  for (int k = 0; k < 2; ++k) {
    Matrix middle(3, 3);
    if (k == 0) {
      middle.set(0, 0, Real(3));
      middle.set(1, 1, Real(2));
      middle.set(2, 2, ten_to(-3));
    } else {
      middle.set(2, 2, Real(-1));
    }
    polynomial.push_back(q * middle * transpose(r));
  }
  const auto series = coefficients_of_orth(polynomial, 10, 3);
  CHECK(max_norm(series[0] - q * transpose(r)) < ten_to(-55));
  for (std::size_t n = 1; n <= 10; ++n) CHECK(max_norm(series[n]) < ten_to(-55));
}

TEST_CASE("The product of two series is the product of the polynomials") {
  const ScopedDigits digits(40);
  MatrixSeries a(2, 3), b(2, 4);
  for (std::size_t k = 0; k < 3; ++k) {
    a.push(gaussian_matrix(2, 3, 7, k));
    b.push(gaussian_matrix(2, 4, 8, k));
  }
  const Matrix expected = transpose(a[0]) * b[2] + transpose(a[1]) * b[1] + transpose(a[2]) * b[0];
  CHECK(max_norm(convolution(transposed(a), b, 2) - expected) < ten_to(-38));
  CHECK(max_norm(convolution(transposed(a), b, 2, 1, 1) - transpose(a[1]) * b[1]) < ten_to(-38));
  CHECK_THROWS_AS(convolution(a, b, 0), std::invalid_argument);
}
