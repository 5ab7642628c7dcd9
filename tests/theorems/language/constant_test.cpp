#include "theorems/language/elaborate/constant.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace flowcert::theorems;

Term of(Op op, const Term& u) {
  return apply(op, {u});
}

const Term pi = constant(Op::pi), e = constant(Op::euler);

Rational power_of_ten(unsigned n) {
  return Rational(pow(Integer(10), n));
}

}  // namespace

TEST_CASE("Constants are compared, however near they are, and not told equal unless they are numbers") {
  CHECK(compare_constants(pi, Term(Rational(22, 7))) == -1);
  CHECK(compare_constants(of(Op::exp, pi), pow(pi, Term(3))) == -1);
  CHECK(compare_constants(of(Op::exp, of(Op::sqrt, Term(163)) * pi), Term(Rational(Integer("262537412640768744")))) ==
        -1);
  CHECK(compare_constants(of(Op::atan, Term(1)) * Term(4), pi + Term(1 / power_of_ten(800))) == -1);
  CHECK(compare_constants(of(Op::erf, Term(1)), of(Op::tanh, Term(1))) == 1);
  CHECK(compare_constants(of(Op::cos, Term(1)), of(Op::acos, Term(1))) == 1);
  CHECK(compare_constants(of(Op::floor, e), Term(2) + Term(1 / power_of_ten(50))) == -1);
  CHECK(compare_constants(Term(Rational(1, 3)), Term(Rational(2, 6))) == 0);
  CHECK_FALSE(compare_constants(of(Op::sqrt, Term(2)) * of(Op::sqrt, Term(2)), Term(2)));
  CHECK_FALSE(compare_constants(of(Op::sin, pi), Term(0)));
  CHECK_FALSE(compare_constants(of(Op::log, Term(-1)), Term(0)));
  CHECK_FALSE(compare_constants(of(Op::exp, pow(Term(10), Term(30))), Term(0)));
  CHECK_FALSE(compare_constants(variable("x"), Term(0)));
}

TEST_CASE("Terms are enclosed over ranges of their variables, whole lines among them") {
  const VariableRanges ranges{{"x", {-2, 3}}, {"y", {1, 0, false, true}}, {"z", {0, 0, true, true}}};
  const Term x = variable("x"), y = variable("y"), z = variable("z");
  const auto inside = [&](const Term& term, const Rational& low, const Rational& high) {
    const auto found = enclose(term, ranges);
    REQUIRE(found);
    CHECK(found->is_finite());
    CHECK(found->low <= low);
    CHECK(found->high >= high);
    CHECK(found->high - found->low < 2 * (high - low) + 1);
  };
  inside(of(Op::abs, x), 0, 3);
  inside(pow(x, Term(2)), 0, 9);
  inside(of(Op::tanh, z), -1, 1);
  inside(of(Op::erf, z), -1, 1);
  inside(of(Op::erf, y), Rational(8428, 10000), 1);
  inside(of(Op::sin, z), -1, 1);
  inside(Term(1) / y, 0, 1);
  inside(of(Op::exp, -y), 0, Rational(367, 1000));
  CHECK(enclose(of(Op::exp, z), ranges)->low == 0);
  CHECK(enclose(of(Op::exp, z), ranges)->high_infinite);
  CHECK(enclose(of(Op::log, y), ranges)->low <= 0);
  CHECK_FALSE(enclose(of(Op::log, x), ranges));
  CHECK_FALSE(enclose(of(Op::sqrt, z), ranges));
  CHECK_FALSE(enclose(of(Op::acosh, x), ranges));
  CHECK_FALSE(enclose(Term(1) / x, ranges));
}
