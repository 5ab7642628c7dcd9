#include "integrators/enclosure/tube.hpp"

#include <catch2/catch.hpp>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "tests/integrators/support.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using namespace flowcert::integrators::testing;

namespace {

Term sign(const Term& a) {
  return apply(Op::sign, {a});
}

/// The tube's ball for state i at t.
Ball at(const Tube& tube, std::size_t i, const Rational& t) {
  for (const TubePiece& piece : tube.pieces)
    if (t >= piece.start && t <= piece.start + piece.length)
      return polynomial_value(piece.polynomials[i], Ball(Rational(t - piece.start)));
  return Ball::indeterminate();
}

Tube tube_of(const SystemProblem& problem, const Trajectory& trajectory, const Rational& end) {
  return enclose_trajectory(problem, trajectory, end, {});
}

}  // namespace

TEST_CASE("a tube contains the solution, and is thin") {
  const int digits = GENERATE(20, 50);
  const ScopedDigits precision(digits + 40);
  const Term x = name("x"), y = name("y");
  const SystemProblem turn = system({"x", "y"}, {number(1), number(0)}, {-y, x});
  const Tube tube = tube_of(turn, solve(turn, 3, digits), 3);
  REQUIRE(tube.complete);
  for (const Rational& t : {Rational(1, 7), Rational(2), Rational(3)}) {
    const Ball distance = at(tube, 0, t) - cos(Ball(t));
    CHECK(distance.contains_zero());
    CHECK(log10_of(distance) < 4 - digits);
  }
}

TEST_CASE("a tube goes through crossings, into sliding and out of it") {
  const int digits = 40;
  const ScopedDigits precision(digits + 40);
  const Term x = name("x"), y = name("y"), t = name("t");
  // Falls to 0 at 3/10 and slides; y' = 1 before and 2 after the clock's switch at 1/3.
  const SystemProblem relay =
      system({"x", "y"}, {number(3, 10), number(0)}, {-sign(x), number(3, 2) + number(1, 2) * sign(t - number(1, 3))});
  const Tube tube = tube_of(relay, solve(relay, 1, digits), 1);
  REQUIRE(tube.complete);
  CHECK(at(tube, 0, Rational(1, 10)).contains(Rational(1, 5)));
  CHECK(at(tube, 0, Rational(3, 4)).contains(Rational(0)));
  CHECK(at(tube, 1, Rational(1)).contains(Rational(1, 3) + Rational(4, 3)));
  CHECK(log10_of(at(tube, 1, Rational(1)) - Ball(Rational(5, 3))) < -20);
  // Slides along x = 0 until the push from above turns round at t = 1, then x = (t - 1)^2/2.
  const SystemProblem leaves = system({"x"}, {number(0)}, {t - number(1, 4) - number(3, 4) * sign(x)});
  const Tube left = tube_of(leaves, solve(leaves, 2, digits), 2);
  REQUIRE(left.complete);
  CHECK(at(left, 0, Rational(1, 2)).contains(Rational(0)));
  CHECK(at(left, 0, Rational(2)).contains(Rational(1, 2)));
}

TEST_CASE("what is not a solution gets no thin tube, and an undecided event none") {
  const int digits = 30;
  const ScopedDigits precision(digits + 40);
  const Term x = name("x");
  const SystemProblem grows = system({"x"}, {number(1)}, {x});
  Trajectory wrong = solve(grows, 1, digits);
  for (Piece& piece : wrong.pieces) piece.coefficients[0][1] += Real(1) / 1000;
  const Tube tube = tube_of(grows, wrong, 1);
  // If there is a tube at all it still contains the solution, at the price of its width.
  if (tube.complete) CHECK(at(tube, 0, Rational(1)).contains(exp(Ball(1))));
  const SystemProblem other = system({"x"}, {number(1)}, {number(2) * x});
  const Tube foreign = tube_of(other, solve(grows, 1, digits), 1);
  if (foreign.complete) CHECK(at(foreign, 0, Rational(1)).contains(exp(Ball(2))));
  // Both sides lead away from the surface: no unique solution, no tube.
  const SystemProblem apart = system({"x"}, {number(0)}, {sign(x)});
  CHECK_FALSE(tube_of(apart, solve(apart, 1, digits), 1).complete);
}
