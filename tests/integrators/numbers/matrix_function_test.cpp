#include "integrators/numbers/matrix_function.hpp"

#include <catch2/catch.hpp>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/random.hpp"

using namespace flowcert::integrators;
using flowcert::theorems::MatrixFunction;

namespace {

Ball ball_of(MatrixFunction function, const std::vector<int>& entries, std::size_t rows, std::size_t columns,
             std::size_t i = 1, std::size_t j = 1) {
  std::vector<Ball> balls;
  for (const int entry : entries) balls.emplace_back(entry);
  return evaluate_matrix_function<Ball>(function, balls, rows, columns, i, j);
}

bool sharp(const Ball& ball, int digits) {
  return ball.finite() && ball.radius_log10() < -digits;
}

}  // namespace

TEST_CASE("Enclosures of matrix functions contain the exact values and are narrow") {
  const ScopedDigits digits(50);
  // [[3, 0], [4, 5]] has singular values 3 sqrt 5 and sqrt 5.
  const Ball root5 = sqrt(Ball(5));
  const Ball largest = ball_of(MatrixFunction::operator_norm, {3, 0, 4, 5}, 2, 2);
  CHECK((largest - Ball(3) * root5).contains_zero());
  CHECK(sharp(largest, 45));
  const Ball second = ball_of(MatrixFunction::singular_value, {3, 0, 4, 5}, 2, 2, 2);
  CHECK((second - root5).contains_zero());
  CHECK(sharp(second, 45));
  const Ball nuclear = ball_of(MatrixFunction::nuclear_norm, {3, 0, 4, 5}, 2, 2);
  CHECK((nuclear - Ball(4) * root5).contains_zero());
  CHECK(sharp(nuclear, 45));
  // [[2, 1], [1, 2]] has the root ((sqrt 3 + 1)/2, (sqrt 3 - 1)/2; ...).
  const Ball entry = ball_of(MatrixFunction::sqrtm_entry, {2, 1, 1, 2}, 2, 2, 1, 2);
  CHECK((entry - (sqrt(Ball(3)) - Ball(1)) / Ball(2)).contains_zero());
  CHECK(sharp(entry, 45));
  // orth([[1, -1], [1, 1]]) is that divided by sqrt 2; a column is divided by its length.
  const Ball rotation = ball_of(MatrixFunction::orth_entry, {1, -1, 1, 1}, 2, 2, 1, 2);
  CHECK((rotation + Ball(1) / sqrt(Ball(2))).contains_zero());
  CHECK(sharp(rotation, 45));
  const Ball column = ball_of(MatrixFunction::orth_entry, {3, 4}, 2, 1, 2, 1);
  CHECK((column - Ball(4) / Ball(5)).contains_zero());
  CHECK(sharp(column, 45));
  const Ball row = ball_of(MatrixFunction::orth_entry, {3, 4}, 1, 2, 1, 1);
  CHECK((row - Ball(3) / Ball(5)).contains_zero());
}

TEST_CASE("Nothing finite is said where the value is not defined or not decided") {
  const ScopedDigits digits(30);
  CHECK_FALSE(ball_of(MatrixFunction::orth_entry, {1, 1, 1, 1}, 2, 2).finite());
  CHECK_FALSE(ball_of(MatrixFunction::sqrtm_entry, {1, 2, 0, 1}, 2, 2).finite());
  CHECK_FALSE(ball_of(MatrixFunction::sqrtm_entry, {-1, 0, 0, 1}, 2, 2).finite());
  CHECK_FALSE(ball_of(MatrixFunction::singular_value, {1, 2}, 1, 2, 2).finite());
  // rank([[1, 1], [1, 1]], 0): the second singular value is exactly 0, which balls cannot tell.
  CHECK_FALSE(ball_of(MatrixFunction::rank, {1, 1, 1, 1, 0}, 2, 2).finite());
  CHECK(ball_of(MatrixFunction::rank, {1, 1, 1, 1, 1}, 2, 2).contains(Rational(1)));
}

TEST_CASE("Enclosures over wide entries contain the values at points inside") {
  const ScopedDigits digits(30);
  const Matrix a = gaussian_matrix(3, 3, 6, 0);
  std::vector<Ball> wide;
  std::vector<Real> inside;
  for (std::size_t k = 0; k < 9; ++k) {
    Rational value;
    mpfr_get_q(value.backend().data(), a(k / 3, k % 3).backend().data());
    const Rational offset = Rational(int(k) - 4, 4'000'000);
    wide.push_back(Ball::interval(value - Rational(1, 1'000'000), value + Rational(1, 1'000'000)));
    inside.push_back(to_real(value + offset));
  }
  for (const MatrixFunction function : {MatrixFunction::operator_norm, MatrixFunction::nuclear_norm,
                                        MatrixFunction::singular_value, MatrixFunction::orth_entry}) {
    const Ball enclosure = evaluate_matrix_function<Ball>(function, wide, 3, 3, 3, 2);
    const Real value = evaluate_matrix_function<Real>(function, inside, 3, 3, 3, 2);
    CHECK(enclosure.finite());
    CHECK((enclosure - Ball::exactly(value)).contains_zero());
  }
}

TEST_CASE("Matrix functions of doubles and reals agree") {
  const ScopedDigits digits(40);
  const std::vector<double> entries{1, 2, 3, 4, 5, 7};
  const std::vector<Real> reals(entries.begin(), entries.end());
  for (const MatrixFunction function :
       {MatrixFunction::operator_norm, MatrixFunction::nuclear_norm, MatrixFunction::orth_entry}) {
    const double d = evaluate_matrix_function<double>(function, entries, 2, 3, 1, 2);
    const Real r = evaluate_matrix_function<Real>(function, reals, 2, 3, 1, 2);
    CHECK(d == Approx(r.convert_to<double>()).epsilon(1e-13));
  }
}
