#include "integrators/numbers/ball_measure.hpp"

#include <catch2/catch.hpp>

#include "integrators/numbers/precision.hpp"

using namespace flowcert::integrators;

TEST_CASE("A ball's middle is a rational number unless it would fill the memory") {
  const ScopedDigits digits(30);
  CHECK(dyadic_midpoint(Ball(Rational(3, 8))) == Rational(3, 8));
  CHECK(dyadic_midpoint(Ball(0)) == 0);
  CHECK(dyadic_midpoint(exp(Ball(-100))) > 0);
  CHECK_THROWS_AS(dyadic_midpoint(exp(Ball(-1'000'000'000))), std::invalid_argument);
  CHECK_THROWS_AS(dyadic_midpoint(exp(Ball(1'000'000'000))), std::invalid_argument);
  CHECK_THROWS_AS(dyadic_midpoint(Ball::indeterminate()), std::invalid_argument);
}

TEST_CASE("An estimate is a rational number unless it would fill the memory") {
  const ScopedDigits digits(30);
  CHECK(dyadic_value(Real(5) / 4) == Rational(5, 4));
  CHECK_THROWS_AS(dyadic_value(exp(Real(-100'000'000))), std::invalid_argument);
}
