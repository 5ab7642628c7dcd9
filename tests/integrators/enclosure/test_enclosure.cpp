#include <catch2/catch.hpp>
#include <random>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/enclosure/enclosure.hpp"
#include "tests/integrators/support.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using namespace flowcert::integrators::testing;

namespace {

const Term x = name("x"), y = name("y"), t = name("t");

Enclosure enclose(const SystemProblem& problem, const Rational& end, int digits,
                  const std::vector<Interval>& parameters = {}) {
  EnclosureOptions options;
  options.digits = digits;
  return integrate_enclosure(problem, parameters, end, options);
}

/// Contains the exact value (a much sharper ball), and is narrow.
void check(const Ball& found, const Ball& exact, double log10_width) {
  CHECK(found.contains(exact));
  CHECK(found.radius_log10() < log10_width);
}

}  // namespace

TEST_CASE("Enclosures contain the closed forms and are narrow") {
  const int digits = GENERATE(16, 50, 100);
  INFO(digits << " digits");
  const auto logistic = enclose(system({"x"}, {number(1, 100)}, {number(2) * x * (number(1) - x)}), 5, digits);
  const auto circle = enclose(system({"x", "y"}, {number(1), number(0)}, {y, -x}), 20, digits);
  const auto forced = enclose(system({"x"}, {number(1)}, {-x * apply(Op::sin, {t})}), 3, digits);
  REQUIRE(logistic.complete());
  REQUIRE(circle.complete());
  REQUIRE(forced.complete());
  const ScopedDigits sharper(digits + 60);
  for (const Rational& part : {Rational(0), Rational(1, 7), Rational(99, 100), Rational(1)}) {
    const Rational a = part * 5, b = part * 20, c = part * 3;
    check(logistic.at(a)[0], Ball(1) / (Ball(1) + Ball(99) * exp(Ball(Rational(-2 * a)))), -digits + 1);
    check(circle.at(b)[0], cos(Ball(b)), -digits + 1);
    check(circle.at(b)[1], -sin(Ball(b)), -digits + 1);
    check(forced.at(c)[0], exp(cos(Ball(c)) - Ball(1)), -digits + 1);
  }
}

TEST_CASE("Over a range of times every point is contained, and narrow ranges are narrow") {
  const auto circle = enclose(system({"x", "y"}, {number(1), number(0)}, {y, -x}), 20, 30);
  const ScopedDigits sharper(60);
  const auto wide = circle.over(Rational(1), Rational(19));
  CHECK(wide[0].contains(Rational(1)));
  CHECK(wide[0].contains(Rational(-1)));
  CHECK(wide[0].radius_log10() < 0.5);
  std::mt19937_64 random(3);
  for (int k = 0; k < 30; ++k) {
    const Rational low(static_cast<long>(random() % 19'000), 1000), high = low + Rational(1, 1000);
    const Rational inner = low + Rational(static_cast<long>(random() % 1000), 1'000'000);
    const auto narrow = circle.over(low, high);
    CHECK(narrow[0].contains(cos(Ball(inner))));
    CHECK(narrow[0].radius_log10() < -2.5);
  }
}

TEST_CASE("Observables along a step keep what they have in common") {
  // x^2 + y^2 - 1 is 0 along the circle: as a polynomial in time with a remainder, to all digits.
  const auto problem = system({"x", "y"}, {number(1), number(0)}, {y, -x});
  const auto circle = enclose(problem, 6, 30);
  REQUIRE(circle.complete());
  const std::vector<Term> outputs{x * x + y * y - number(1), x - apply(Op::cos, {t})};
  const Tape tape = Tape::compile(outputs, problem.inputs());
  for (const Ball& drift : circle.observe_over(tape, 0, 6)) {
    CHECK(drift.contains_zero());
    CHECK(drift.radius_log10() < -24);  // the whole way at once: some digits go to the terms' sizes
  }
  const auto step = circle.observe_step(tape, 0);
  CHECK(step[1].remainder.finite());
  CHECK(range(step[1], 0, step[1].length).contains_zero());
}

TEST_CASE("Boxes of parameters and starts contain every member's solution") {
  SystemProblem problem = system({"x"}, {name("x0")}, {name("a") * x * (number(1) - x)});
  problem.parameters = {"a", "x0"};
  const std::vector<Interval> box{{Rational(1), Rational(11, 10)}, {Rational(1, 10), Rational(11, 100)}};
  const auto family = enclose(problem, 2, 20, box);
  REQUIRE(family.complete());
  std::mt19937_64 random(9);
  const ScopedDigits precision(50);
  for (int k = 0; k < 50; ++k) {
    const Rational a = 1 + Rational(static_cast<long>(random() % 101), 1000);
    const Rational x0 = Rational(1, 10) + Rational(static_cast<long>(random() % 101), 10'000);
    const Rational time(static_cast<long>(random() % 2001), 1000);
    const Ball exact = Ball(1) / (Ball(1) + (Ball(1) / Ball(x0) - Ball(1)) * exp(Ball(Rational(-a * time))));
    CHECK(family.at(time)[0].contains(exact));
  }
  // The family's own range at t = 2 is about 0.03 wide on either side of its middle; the enclosure is not much wider.
  const Ball least = Ball(1) / (Ball(1) + Ball(9) * exp(Ball(-2)));
  const Ball most = Ball(1) / (Ball(1) + (Ball(1) / Ball(Rational(11, 100)) - Ball(1)) * exp(Ball(Rational(-11, 5))));
  const Ball range = Ball::hull(least, most);
  CHECK(family.at(Rational(2))[0].contains(range));
  CHECK(family.at(Rational(2))[0].radius_log10() < range.radius_log10() + 0.15);
}

TEST_CASE("A turning box does not wrap: its width stays near that of the start") {
  SystemProblem turning = system({"x", "y"}, {name("a"), name("b")}, {y, -x});
  turning.parameters = {"a", "b"};
  const Rational r(1, 100);
  const auto box = enclose(turning, 20, 20, {{1 - r, 1 + r}, {-r, r}});
  REQUIRE(box.complete());
  const ScopedDigits precision(40);
  const auto end = box.at(Rational(20));
  CHECK(end[0].contains(cos(Ball(20)) * Ball(1 + r) + sin(Ball(20)) * Ball(r)));
  // r (|cos 20| + |sin 20|) = 0.0132, and room for what the step's polynomial loses; plain boxes grow like exp(20).
  CHECK(end[0].radius_log10() < -1.2);
  CHECK(end[1].radius_log10() < -1.2);
}

TEST_CASE("A false value is excluded") {
  // The exponent's 2 replaced by 2.000000001, and at 100 digits by 2 + 1e-90.
  const auto logistic = enclose(system({"x"}, {number(1, 100)}, {number(2) * x * (number(1) - x)}), 5, 100);
  const ScopedDigits precision(150);
  const Rational tiny(Integer(1), boost::multiprecision::pow(Integer(10), 90));
  for (const Rational& rate : {Rational(2) + Rational(1, 1'000'000'000), Rational(2) + tiny}) {
    const Ball claimed = Ball(1) / (Ball(1) + Ball(99) * exp(Ball(Rational(-rate * 3))));
    CHECK((logistic.at(Rational(3))[0] - claimed).certainly_nonzero());
  }
}

TEST_CASE("No enclosure reaches across a singularity or a switch") {
  const auto blow_up = enclose(system({"x"}, {number(1)}, {x * x}), 2, 20);
  CHECK_FALSE(blow_up.complete());
  CHECK(blow_up.end < 1);
  CHECK(blow_up.end > Rational(9, 10));
  CHECK_THROWS_AS(blow_up.at(Rational(3, 2)), std::out_of_range);
  const auto jump = enclose(system({"x"}, {number(1)}, {-apply(Op::sign, {x})}), 2, 20);
  CHECK_FALSE(jump.complete());
  CHECK(jump.end <= 1);
  const auto root = enclose(system({"x"}, {number(0)}, {apply(Op::sqrt, {x})}), 2, 20);
  CHECK_FALSE(root.complete());
  CHECK(root.end == 0);
  const auto pole = enclose(system({"x"}, {number(0)}, {number(1) / (number(1) - t)}), 2, 20);
  CHECK_FALSE(pole.complete());
  CHECK(pole.end < 1);
}

TEST_CASE("A rest point stays at rest") {
  const auto rest = enclose(system({"x", "y"}, {number(0), number(1)}, {x * y, number(0)}), 3, 30);
  REQUIRE(rest.complete());
  CHECK(rest.at(Rational(3))[0].exactly_zero());
}

TEST_CASE("Ranges of polynomials contain their values and are close to them") {
  const ScopedDigits precision(40);
  const std::vector<Ball> p{Ball(1), Ball(-3), Ball(0), Ball(2)};
  const Ball found = polynomial_range(p, Rational(0), Rational(1, 8));
  for (int k = 0; k <= 16; ++k) CHECK(found.contains(polynomial_value(p, Ball(Rational(k, 128)))));
  CHECK(found.radius_log10() < -0.65);
}
