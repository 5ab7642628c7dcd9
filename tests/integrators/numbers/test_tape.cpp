#include <catch2/catch.hpp>
#include <cmath>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/tape.hpp"
#include "tests/integrators/function_inside.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using theorems::apply;
using theorems::Op;
using theorems::Term;

namespace {
const Term x = theorems::variable("x"), y = theorems::variable("y");

Tape tape_of(const Term& term) {
  const std::vector<std::string> names{"x", "y"};
  const std::vector<Term> outputs{term};
  return Tape::compile(outputs, names);
}

template <class T>
T value(const Term& term, const T& at_x, const T& at_y) {
  return evaluate<T>(tape_of(term), std::vector<T>{at_x, at_y}).front();
}
}  // namespace

TEST_CASE("A tape computes a shared subterm once") {
  const Term shared = x * y + Term(1);
  const Tape tape = tape_of(shared * shared + theorems::pow(x * y + Term(1), Term(3)));
  std::size_t products_of_inputs = 0;
  for (const Instruction& i : tape.instructions()) {
    products_of_inputs += i.operation == Op::multiply && i.left < 2 && i.right < 2 ? 1U : 0U;
  }
  CHECK(products_of_inputs == 1);
  CHECK(evaluate<Rational>(tape, std::vector<Rational>{2, 3}).front() == 49 + 343);
}

TEST_CASE("A tape refuses names and operations without a value") {
  CHECK_THROWS_AS(tape_of(theorems::variable("z")), std::invalid_argument);
  CHECK_THROWS_AS(tape_of(apply(Op::ddt, {x})), std::invalid_argument);
  CHECK_THROWS_AS(tape_of(theorems::relation(Op::less, x, y)), std::invalid_argument);
  CHECK_THROWS_AS(evaluate<double>(tape_of(x), std::vector<double>{1.0}), std::invalid_argument);
}

TEST_CASE("Every operation agrees between doubles, reals and balls") {
  const ScopedDigits digits(40);
  std::vector<Term> terms;
  for (const Op op : theorems::functions::ops) terms.push_back(test::function_inside(op, x));
  for (const Op op : {Op::min, Op::max, Op::subtract, Op::divide, Op::power}) terms.push_back(apply(op, {x, y}));
  for (const Rational& p : {Rational(1, 3), Rational(-5, 2), Rational(7), Rational(-3)}) {
    terms.push_back(theorems::pow(x, Term(p)));
  }
  const Rational a(3, 7), b(-5, 4);
  for (const Term& term : terms) {
    INFO(theorems::to_text(term));
    const double d = value<double>(term, 3.0 / 7, -1.25);
    const Real r = value<Real>(term, to_real(a), to_real(b));
    const Ball ball = value<Ball>(term, Ball(a), Ball(b));
    CHECK(std::abs(d - r.convert_to<double>()) <= 1e-14 * (1 + std::abs(d)));
    CHECK(ball.finite());
    CHECK(ball.radius_log10() < -36);
    const Real difference = abs(Real(ball.midpoint() - r));
    CHECK(difference.convert_to<double>() <= 1e-38 * (1 + std::abs(d)));
  }
}

TEST_CASE("Undefined values are marked as undefined") {
  const std::vector<std::pair<Term, Rational>> cases{{Term(1) / x, 0},
                                                     {apply(Op::log, {x}), 0},
                                                     {apply(Op::log, {x}), -1},
                                                     {apply(Op::sqrt, {x}), -1},
                                                     {theorems::pow(x, Term(-2)), 0},
                                                     {theorems::pow(x, Term(Rational(1, 3))), -8},
                                                     {apply(Op::asin, {x}), 2},
                                                     {apply(Op::acosh, {x}), 0},
                                                     {apply(Op::atanh, {x}), 1},
                                                     {apply(Op::atanh, {x}), -1},
                                                     {apply(Op::power, {x, Term(1) / Term(2)}), -1}};
  for (const auto& [term, at] : cases) {
    INFO(theorems::to_text(term));
    CHECK(std::isnan(value<double>(term, at.convert_to<double>(), 0.0)));
    CHECK(mpfr_nan_p(value<Real>(term, to_real(at), Real(0)).backend().data()) != 0);
    CHECK_FALSE(value<Ball>(term, Ball(at), Ball(0)).finite());
    CHECK_THROWS_AS(value<Rational>(term, at, 0), Undefined);
  }
  CHECK(value<Rational>(apply(Op::power, {x, y}), 0, 0) == 1);
  CHECK(value<double>(apply(Op::power, {x, y}), 0.0, 0.0) == 1.0);
}

TEST_CASE("Rationals stay exact or say that they cannot") {
  CHECK(value<Rational>(apply(Op::sqrt, {x}), Rational(9, 16), 0) == Rational(3, 4));
  CHECK(value<Rational>(theorems::pow(x, Term(Rational(2, 3))), Rational(8, 27), 0) == Rational(4, 9));
  CHECK(value<Rational>(apply(Op::floor, {x}), Rational(-1, 2), 0) == -1);
  CHECK(value<Rational>(apply(Op::ceil, {x}), Rational(-1, 2), 0) == 0);
  CHECK(value<Rational>(apply(Op::exp, {x}), 0, 0) == 1);
  CHECK_THROWS_AS(value<Rational>(apply(Op::sqrt, {x}), 2, 0), NotRational);
  CHECK_THROWS_AS(value<Rational>(apply(Op::exp, {x}), 1, 0), NotRational);
  CHECK_THROWS_AS(value<Rational>(apply(Op::power, {x, y}), 3, 1'000'000'000), NotRational);
  CHECK_THROWS_AS(value<Rational>(apply(Op::power, {x, y}), 2, Rational(1, 1'000'000'007)), NotRational);
}

TEST_CASE("A huge argument of sin costs neither memory nor time") {
  const Real huge = value<Real>(theorems::pow(x, Term(1'000'000)), Real(10), Real(0));
  CHECK(mpfr_nan_p(value<Real>(apply(Op::sin, {x}), huge, Real(0)).backend().data()) != 0);
}
