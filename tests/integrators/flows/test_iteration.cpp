#include <catch2/catch.hpp>

#include "integrators/flows/iteration.hpp"
#include "tests/integrators/support.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using namespace flowcert::integrators::testing;

namespace {
const Term x = name("x");

SystemProblem iteration(const Term& initial, const Term& step) {
  SystemProblem result = system({"x"}, {initial}, {step});
  result.time = "n";
  return result;
}
}  // namespace

TEST_CASE("A sign iteration is exact in rationals, oscillation and exact hits included") {
  const SystemProblem descent = iteration(number(0), x - number(1, 10) * apply(Op::sign, {x - number(1, 4)}));
  const auto exact = iterate_exactly(descent, {}, 50, {});
  REQUIRE(exact.complete());
  REQUIRE(exact.values.size() == 51);
  CHECK(exact.values[2][0] == Rational(1, 5));
  CHECK(exact.values[3][0] == Rational(3, 10));
  CHECK(exact.values[50][0] == Rational(1, 5));
  const auto hit =
      iterate_exactly(iteration(number(0), x - number(1, 8) * apply(Op::sign, {x - number(1, 4)})), {}, 9, {});
  CHECK(hit.values[9][0] == Rational(1, 4));
}

TEST_CASE("The step number and the old state are what a step sees") {
  SystemProblem both = system({"x", "y"}, {number(0), number(1)}, {x + name("n"), x});
  both.time = "n";
  const auto exact = iterate_exactly(both, {}, 5, {});
  CHECK(exact.values[5][0] == 10);
  CHECK(exact.values[5][1] == 6);
}

TEST_CASE("Exact iteration says when it cannot go on") {
  CHECK(iterate_exactly(iteration(number(2), apply(Op::sqrt, {x})), {}, 3, {}).outcome == Outcome::unsupported);
  CHECK(iterate_exactly(iteration(number(1, 3), x * x), {}, 100, {}).outcome == Outcome::unsupported);
  const auto division = iterate_exactly(iteration(number(2), number(1) / (x - number(1, 2))), {}, 5, {});
  CHECK(division.complete());
  const auto undefined = iterate_exactly(iteration(number(0), number(1) / x), {}, 5, {});
  CHECK(undefined.outcome == Outcome::undefined);
  CHECK(undefined.values.size() == 1);
}

TEST_CASE("Balls contain the exact iterates, and grow in precision until they are narrow") {
  // The logistic map at 4: errors double each step, so 300 steps cost 90 digits.
  SystemProblem chaos = iteration(name("x0"), name("r") * x * (number(1) - x));
  chaos.parameters = {"x0", "r"};
  IterationOptions options;
  options.digits = 30;
  const std::vector<Interval> point{{Rational(1, 3), Rational(1, 3)}, {Rational(4), Rational(4)}};
  const auto balls = iterate_balls(chaos, point, 300, options);
  REQUIRE(balls.complete());
  CHECK(balls.digits > 100);
  CHECK(balls.values[300][0].radius_log10() < -30);
  options.digits = 200;
  const auto reals = iterate_reals(chaos, std::vector<Rational>{Rational(1, 3), Rational(4)}, 300, options);
  REQUIRE(reals.complete());
  {
    const ScopedDigits precision(balls.digits);
    CHECK((balls.values[300][0] - Ball::exactly(reals.values[300][0])).radius_log10() < -30);
    CHECK(log10_distance(balls.values[300][0].midpoint(), reals.values[300][0]) < -30);
  }
  const auto exact = iterate_exactly(chaos, std::vector<Rational>{Rational(1, 3), Rational(4)}, 12, options);
  for (std::size_t n = 0; n <= 12; ++n) CHECK(balls.values[n][0].contains(exact.values[n][0]));
  const std::vector<Interval> box{{Rational(1, 3), Rational(1, 2)}, {Rational(2), Rational(2)}};
  const auto family = iterate_balls(chaos, box, 3, options);
  CHECK(family.values[1][0].contains(Rational(4, 9)));
  CHECK(family.values[1][0].contains(Rational(1, 2)));
}

TEST_CASE("A long iteration can be stopped") {
  IterationOptions options;
  int calls = 0;
  options.stop = [&] { return ++calls > 10; };
  const auto stopped = iterate_reals(iteration(number(1), x + number(1)), {}, 1'000'000, options);
  CHECK(stopped.outcome == Outcome::stopped);
  CHECK(stopped.values.size() == 11);
}
