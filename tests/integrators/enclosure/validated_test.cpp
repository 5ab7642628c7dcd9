#include "integrators/enclosure/validated.hpp"

#include <catch2/catch.hpp>

using flowcert::integrators::Ball;
using flowcert::integrators::integrate_validated;
using flowcert::integrators::Rational;
using flowcert::integrators::ScopedDigits;
using flowcert::integrators::ValidatedSolution;
using flowcert::theorems::apply;
using flowcert::theorems::Op;
using flowcert::theorems::Term;
using flowcert::theorems::variable;

namespace {

bool never() {
  return false;
}

ValidatedSolution solve(const std::vector<Term>& field, const std::vector<std::string>& state,
                        const std::vector<Term>& initial, const Rational& end, int digits) {
  return integrate_validated(field, state, "t", initial, end, digits, 2000, never);
}

Ball at_time(const ValidatedSolution& solution, std::size_t state, const Rational& t) {
  const auto& step = solution.steps[flowcert::integrators::step_at(solution, t)];
  return evaluate_polynomial(state_polynomials(step)[state], Ball(t - step.start));
}

}  // namespace

TEST_CASE("the logistic equation is enclosed tightly and contains its closed form") {
  const int digits = GENERATE(16, 50, 100);
  const Term x = variable("x");
  const ValidatedSolution solution = solve({Term(2) * x * (Term(1) - x)}, {"x"}, {Term(Rational(1) / 100)}, 5, digits);
  REQUIRE(solution.complete);
  const ScopedDigits precision(solution.digits + 20);
  for (const Rational& t : {Rational(1) / 3, Rational(2), Rational(17) / 5, Rational(5)}) {
    const Ball found = at_time(solution, 0, t);
    const Ball exact = Ball(1) / (Ball(1) + Ball(99) * exp(Ball(-2 * t)));
    CHECK(arb_overlaps(found.raw(), exact.raw()) != 0);
    CHECK(found.radius_log10() < -digits);
    CHECK(!(found - exact - Ball(1) / pow(Ball(10), flowcert::integrators::Integer(digits - 1))).contains_zero());
  }
}

TEST_CASE("the oscillator's enclosure keeps the circle over many turns") {
  const Term a = variable("a");
  const Term b = variable("b");
  const ValidatedSolution solution = solve({b, -a}, {"a", "b"}, {Term(1), Term(0)}, 40, 30);
  REQUIRE(solution.complete);
  const ScopedDigits precision(solution.digits + 20);
  const Ball found = at_time(solution, 0, 40);
  CHECK(arb_overlaps(found.raw(), cos(Ball(40)).raw()) != 0);
  CHECK(found.radius_log10() < -30);
}

TEST_CASE("a solution that blows up is not enclosed beyond its pole") {
  const Term x = variable("x");
  const ValidatedSolution solution = solve({x * x}, {"x"}, {Term(1)}, 2, 20);
  CHECK_FALSE(solution.complete);
  CHECK(solution.end < 1);
  CHECK(solution.end > Rational(9) / 10);
}

TEST_CASE("a field that jumps is not enclosed across the jump") {
  const Term x = variable("x");
  const ValidatedSolution solution = solve({-apply(Op::sign, {x})}, {"x"}, {Term(1)}, 2, 20);
  CHECK_FALSE(solution.complete);
  CHECK(solution.end < 1);
}

TEST_CASE("a pulse whose area is a tiny part of the first step makes no huge powers of two") {
  const Term x = variable("x");
  const Term z = Term(Rational(100'000'000)) * (x - Term(Rational(1, 3)));
  const Term pulse = apply(Op::exp, {-(z * z)});
  const ValidatedSolution solution = solve({Term(1), pulse}, {"x", "y"}, {Term(0), Term(0)}, 1, 20);
  if (!solution.complete) return;  // it need not get through, but what it says must be true
  const ScopedDigits precision(solution.digits + 20);
  const Ball area = sqrt(Ball::pi()) / Ball(100'000'000);
  CHECK((at_time(solution, 1, 1) - area).contains_zero());
}
