#include <catch2/catch.hpp>

#include "tests/integrators/support.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using namespace flowcert::integrators::testing;

TEST_CASE("Taylor steps follow closed forms at every precision") {
  const Term x = name("x"), y = name("y"), t = name("t");
  const int digits = GENERATE(16, 50, 200, 1000);
  const ScopedDigits precision(digits + 30);
  INFO(digits << " digits");
  const Rational end = digits > 500 ? Rational(1, 4) : Rational(2);

  const auto logistic = solve(system({"x"}, {number(1, 100)}, {number(2) * x * (number(1) - x)}), end, digits);
  REQUIRE(logistic.complete());
  for (const Rational& at : {Rational(0), Rational(end / 7), Rational(end / 2), end}) {
    const Real exact = 1 / (1 + 99 * exp(Real(-2 * to_real(at))));
    CHECK(log10_distance(logistic.value(at)[0], exact) < -digits - 3);
    CHECK(log2_magnitude(logistic.error(to_real(at))[0]) < -digits * 3.32);
  }

  if (digits > 500) return;  // the same code, at the cost of seconds

  const auto circle = solve(system({"x", "y"}, {number(1), number(0)}, {y, -x}), end, digits);
  REQUIRE(circle.complete());
  CHECK(log10_distance(circle.value(end)[0], cos(Real(2))) < -digits - 3);
  CHECK(log10_distance(circle.value(end)[1], -sin(Real(2))) < -digits - 3);

  const auto forced = solve(system({"x"}, {number(1)}, {-x * apply(Op::sin, {t})}), end, digits);
  REQUIRE(forced.complete());
  CHECK(log10_distance(forced.value(end)[0], exp(Real(cos(Real(2)) - 1))) < -digits - 3);
}

TEST_CASE("The stated error covers the true one and does not exaggerate wildly") {
  const Term x = name("x");
  const ScopedDigits precision(90);
  const auto growth = solve(system({"x"}, {number(1)}, {x}), 20, 30);
  const Real exact = exp(Real(20));
  const Real error = growth.error(Real(20))[0];
  CHECK(abs(Real(growth.value(Rational(20))[0] - exact)) <= error);
  CHECK(error < exact * Real("1e-28"));
}

TEST_CASE("Halving the step divides the local error by two to the order plus one") {
  const ScopedDigits precision(60);
  const TaylorField field(std::vector<Term>{name("x")}, std::vector<std::string>{"x"}, "t");
  for (const std::size_t order : {5U, 12U, 20U}) {
    const Expansion e = expand(field, {Real(1)}, Real(0), order, 20);
    const Real h = Real(1) / 4;
    const Real coarse = advance(e, h)[0] - exp(h), fine = advance(e, h / 2)[0] - exp(Real(h / 2));
    const double measured = log2_magnitude(coarse) - log2_magnitude(fine);
    CHECK(measured > static_cast<double>(order) + 0.9);
    CHECK(measured < static_cast<double>(order) + 1.1);
  }
}

TEST_CASE("A solution that blows up ends where it does") {
  const Term x = name("x");
  const ScopedDigits precision(60);
  const auto blow_up = solve(system({"x"}, {number(1)}, {x * x}), 2, 30);
  CHECK(blow_up.outcome == Outcome::ended);
  CHECK(log10_distance(blow_up.end_time(), Real(1)) < -20);
  CHECK(blow_up.end_time() < 1);
  const Real near = Real(9) / 10;
  CHECK(log10_distance(blow_up.value(near)[0], Real(10)) < -30);
  CHECK_THROWS_AS(blow_up.value(Rational(3, 2)), std::out_of_range);

  const auto square_root = solve(system({"x"}, {number(1)}, {-number(1) / x}), 2, 30);
  CHECK_FALSE(square_root.complete());
  CHECK(log10_distance(square_root.end_time(), Real(1) / 2) < -10);
}

TEST_CASE("What is undefined at the start is reported as undefined") {
  const Term x = name("x");
  CHECK(solve(system({"x"}, {number(0)}, {number(1) / x}), 1, 20).outcome == Outcome::undefined);
  CHECK(solve(system({"x"}, {apply(Op::log, {number(0)})}, {x}), 1, 20).outcome == Outcome::undefined);
  CHECK(solve(system({"x"}, {number(0)}, {apply(Op::sqrt, {x})}), 1, 20).outcome == Outcome::undefined);
}

TEST_CASE("A sparse series does not hide that the solution is no polynomial") {
  // x' = t^40 x from t = 0: at order 25 every coefficient after the first is 0.
  const ScopedDigits precision(50);
  const auto again = solve(system({"x"}, {number(1)}, {theorems::pow(name("t"), number(40)) * name("x")}), 1, 16);
  REQUIRE(again.complete());
  CHECK(log10_distance(again.value(Rational(1))[0], exp(Real(Real(1) / 41))) < -18);
}

TEST_CASE("The caller's stop ends an integration at once") {
  IntegrationOptions options;
  int calls = 0;
  options.stop = [&] { return ++calls > 5; };
  const auto stopped = integrate_taylor(system({"x"}, {number(1)}, {name("x")}), {}, Rational(1'000'000), options);
  CHECK(stopped.outcome == Outcome::stopped);
  CHECK(stopped.pieces.size() <= 5);
}

TEST_CASE("Parameters and observables") {
  SystemProblem problem;
  problem.state = {"x"};
  problem.parameters = {"s", "x0"};
  problem.initial = {name("x0")};
  problem.right_hand_side = {name("s") * name("x")};
  const std::vector<Rational> values{Rational(-1, 3), Rational(5, 2)};
  IntegrationOptions options;
  options.digits = 40;
  const auto decay = integrate_taylor(problem, values, 3, options);
  const std::vector<Term> claim{name("x"), name("x0") * apply(Op::exp, {name("s") * name("t")})};
  const Tape tape = Tape::compile(claim, problem.inputs());
  const ScopedDigits precision(60);
  const auto sides = decay.observe(tape, Rational(5, 3));
  CHECK(log10_distance(sides[0], sides[1]) < -42);
  // The polynomials of both sides agree as well.
  const auto polynomials = decay.observe_polynomials(tape, 0);
  const Real s = decay.pieces[0].length / 3;
  CHECK(log10_distance(polynomial_value(polynomials[0], s), polynomial_value(polynomials[1], s)) < -42);
  CHECK(log10_distance(polynomial_value(polynomials[0], s), decay.observe(tape, s)[0]) < -45);
}
