#include <catch2/catch.hpp>
#include <random>

#include "proofs_check/certificates/algebra.hpp"
#include "proofs_check/certificates/find_refutation.hpp"

using namespace flowcert::proofs::certificates;
using flowcert::proofs::Deadline;

namespace {

using Kind = KnownFact::Kind;

Polynomial operator*(int a, const Polynomial& p) {
  return scaled(p, a);
}
Polynomial number(int value) {
  return Polynomial(Rational(value));
}
Polynomial square(const Polynomial& p) {
  return p * p;
}

struct Atoms {
  Polynomial x = Polynomial::atom(0), y = Polynomial::atom(1), z = Polynomial::atom(2), s = Polynomial::atom(3),
             c = Polynomial::atom(4), d = Polynomial::atom(5);
};

bool refuted(const std::vector<KnownFact>& facts, const std::vector<KnownImplication>& implications = {}) {
  const auto found = find_refutation(facts, implications, Deadline::in(20));
  if (found) CHECK(checks(facts, implications, *found));
  return found.has_value();
}

int draw(std::mt19937& random, int low, int high) {
  return std::uniform_int_distribution<int>(low, high)(random);
}

Polynomial drawn(std::mt19937& random, int atoms) {
  Polynomial p(Rational(draw(random, -2, 2)));
  for (int term = draw(random, 1, 3); term > 0; --term) {
    Polynomial product(Rational(draw(random, -3, 3)));
    for (int degree = draw(random, 1, 3); degree > 0; --degree)
      product = product * Polynomial::atom(static_cast<Atom>(draw(random, 0, atoms - 1)));
    p = p + product;
  }
  return p;
}

Rational value_of(const Polynomial& p, const std::vector<Rational>& point) {
  Rational result = 0;
  for (const auto& [monomial, coefficient] : p.terms()) {
    Rational product = coefficient;
    for (const auto& [atom, exponent] : monomial)
      for (std::uint32_t k = 0; k < exponent; ++k) product *= point[atom];
    result += product;
  }
  return result;
}

/// Facts that hold at a point which is drawn with them.
std::vector<KnownFact> satisfiable(std::mt19937& random, int atoms) {
  std::vector<Rational> point;
  std::vector<KnownFact> facts;
  for (int k = 0; k < atoms; ++k) {
    point.emplace_back(draw(random, -3, 6), draw(random, 1, 3));
    if (point.back() > 0 && draw(random, 0, 1) == 1)
      facts.push_back({Polynomial::atom(static_cast<Atom>(k)), Kind::positive});
  }
  for (int count = draw(random, 2, 5); count > 0; --count) {
    Polynomial p = drawn(random, atoms);
    if (draw(random, 0, 2) == 0) p = p - Polynomial(value_of(p, point));  // an equation, or a touching inequality
    const Rational value = value_of(p, point);
    if (value == 0) {
      facts.push_back({p, draw(random, 0, 1) == 0 ? Kind::zero : Kind::nonnegative});
    } else {
      const Polynomial side = value > 0 ? p : scaled(p, -1);
      facts.push_back({side, draw(random, 0, 1) == 0 ? Kind::positive : Kind::nonzero});
    }
  }
  return facts;
}

/// All places in a refutation that hold a number that matters.
void mutate(Refutation& r, std::mt19937& random) {
  if (!r.cases.empty()) {
    auto& [fact, then] = r.cases[static_cast<std::size_t>(draw(random, 0, static_cast<int>(r.cases.size()) - 1))];
    if (draw(random, 0, 4) == 0) {
      fact.poly = fact.poly + number(1);
    } else {
      mutate(then, random);
    }
  } else if (r.kind == Refutation::Kind::roots) {
    r.facts.clear();
  } else {
    PolySummand& one = r.summands[static_cast<std::size_t>(draw(random, 0, static_cast<int>(r.summands.size()) - 1))];
    switch (draw(random, 0, 2)) {
      case 0:
        one.coefficient += 1;
        break;
      case 1:
        one.coefficient = -one.coefficient;
        break;
      default:
        one.factor = one.factor + Polynomial::atom(9);
    }
  }
}

}  // namespace

TEST_CASE("what holds at a point is never refuted") {
  std::mt19937 random(7);
  for (int round = 0; round < 150; ++round) {
    const std::vector<KnownFact> facts = satisfiable(random, 1 + round % 4);
    CHECK_FALSE(find_refutation(facts, Deadline::in(0.2)).has_value());
  }
}

TEST_CASE("what touches is not refuted as if it were strict") {
  const Atoms a;
  CHECK_FALSE(refuted({{scaled(square(a.x - a.y), -1), Kind::nonnegative}}));
  CHECK_FALSE(refuted({{square(a.x) - number(2), Kind::zero}, {a.x, Kind::positive}}));
  CHECK_FALSE(refuted({{a.x * a.y - number(1), Kind::positive}, {a.x, Kind::positive}}));
  // c^2 + s^2 = 1, r^2 = 2, r > 0, c + s >= r: at c = s = r/2
  CHECK_FALSE(refuted({{a.c + a.s - a.x, Kind::nonnegative},
                       {square(a.c) + square(a.s) - number(1), Kind::zero},
                       {square(a.x) - number(2), Kind::zero},
                       {a.x, Kind::positive}}));
}

TEST_CASE("linear arithmetic over monomials refutes") {
  const Atoms a;
  CHECK(refuted({{2 * a.x * a.y - square(a.x) - square(a.y), Kind::positive}}));
  CHECK(refuted(
      {{square(a.x) * square(a.y) - square(square(a.x)), Kind::nonzero}, {square(a.x) - square(a.y), Kind::zero}}));
  // S < d t^3 and d t <= s c^2, where d = c^3 and s^3 = S
  CHECK(refuted({{a.d * power(a.x, 3) - power(a.s, 3), Kind::positive},
                 {a.s * square(a.c) - a.d * a.x, Kind::nonnegative},
                 {a.x, Kind::nonnegative},
                 {a.s, Kind::positive},
                 {a.c, Kind::positive},
                 {a.d - power(a.c, 3), Kind::zero}}));
}

TEST_CASE("roots in one number refute") {
  const Atoms a;
  const Polynomial quintic = power(a.x, 5) - 4 * a.x + number(3);  // 0 at x = 1, where its slope is 1
  CHECK(refuted({{scaled(quintic, -1), Kind::positive}, {a.x - number(1), Kind::nonnegative}}));
  CHECK_FALSE(refuted({{scaled(quintic, -1), Kind::nonnegative}, {a.x - number(1), Kind::nonnegative}}));
  CHECK(refuted({{square(a.x) - number(2), Kind::zero}, {a.x - number(2), Kind::positive}}));
  // after y = x^2 has been put in
  CHECK(refuted({{a.y - square(a.x), Kind::zero}, {square(a.y) - 4 * a.x * a.y + number(28), Kind::zero}}));
}

TEST_CASE("signs of factors, squares, quotients and roots refute") {
  const Atoms a;
  CHECK(refuted({{scaled(square(a.x - a.y) + square(a.x * a.z - number(2)), -1), Kind::positive}}));
  CHECK(refuted({{square(a.x) - square(a.y), Kind::positive},
                 {a.y - a.x, Kind::positive},
                 {a.x, Kind::positive},
                 {a.y, Kind::positive}}));
  // r = x^2 + y^2, as r >= 0 and r^2 is its square
  const Polynomial sum = square(a.x) + square(a.y);
  CHECK(refuted({{a.z - sum, Kind::nonzero}, {a.z, Kind::nonnegative}, {square(a.z) - square(sum), Kind::zero}}));
  CHECK_FALSE(refuted({{a.z - sum, Kind::nonzero}, {square(a.z) - square(sum), Kind::zero}}));
  CHECK(refuted({{a.x * (number(1) - a.y) - a.z, Kind::nonnegative},
                 {a.x, Kind::positive},
                 {a.y - number(1), Kind::positive},
                 {a.z, Kind::nonnegative}}));
}

TEST_CASE("sums of squares refute") {
  const Atoms a;
  // -((x^2 + 2 x y - 3 z)^2 + (x z - y + 1)^2) > 0
  const Polynomial p = square(square(a.x) + 2 * a.x * a.y - 3 * a.z) + square(a.x * a.z - a.y + number(1));
  CHECK(refuted({{scaled(p, -1), Kind::positive}}));
  CHECK_FALSE(refuted({{number(1) - p, Kind::positive}}));
}

TEST_CASE("implications are used, and cases are distinguished") {
  const Atoms a;
  const KnownFact above{a.x - number(1), Kind::nonnegative}, below{number(1) - a.x, Kind::nonnegative};
  const KnownFact large{a.y - square(a.x) - number(1), Kind::positive}, other{a.y - number(4), Kind::positive};
  CHECK(refuted({{scaled(a.y, -1), Kind::nonnegative}}, {{above, large}, {below, other}}));
  CHECK_FALSE(refuted({{scaled(a.y, -1), Kind::nonnegative}}, {{above, large}}));
  CHECK(refuted({{scaled(a.y, -1), Kind::nonnegative}, {a.x - number(2), Kind::positive}}, {{above, large}}));
  CHECK(refuted({{a.x, Kind::nonzero}, {a.x - a.y, Kind::zero}, {a.y, Kind::zero}}));
}

TEST_CASE("changed refutations are not accepted") {
  const Atoms a;
  const std::vector<std::vector<KnownFact>> questions{
      {{2 * a.x * a.y - square(a.x) - square(a.y), Kind::positive}},
      {{square(a.x) - number(2), Kind::zero}, {a.x - number(2), Kind::positive}},
      {{square(a.x) - square(a.y), Kind::positive},
       {a.y - a.x, Kind::positive},
       {a.x, Kind::positive},
       {a.y, Kind::positive}},
      {{scaled(square(a.x - a.y) + square(a.x * a.z - number(2)), -1), Kind::positive}},
      {{a.d * power(a.x, 3) - power(a.s, 3), Kind::positive},
       {a.s * square(a.c) - a.d * a.x, Kind::nonnegative},
       {a.x, Kind::nonnegative},
       {a.s, Kind::positive},
       {a.c, Kind::positive},
       {a.d - power(a.c, 3), Kind::zero}}};
  std::mt19937 random(11);
  for (const std::vector<KnownFact>& facts : questions) {
    const auto found = find_refutation(facts, Deadline::in(20));
    REQUIRE(found.has_value());
    for (int round = 0; round < 60; ++round) {
      Refutation changed = *found;
      mutate(changed, random);
      CHECK_FALSE(checks(facts, changed));
    }
  }
}

TEST_CASE("a refutation that shows too little is refused") {
  const Atoms a;
  const std::vector<KnownFact> facts{{a.x, Kind::nonnegative}, {scaled(a.x, -1), Kind::nonnegative}};
  Refutation none;
  CHECK_FALSE(checks(facts, none));
  none.summands = {{1, number(1), {0}}, {1, number(1), {1}}};  // adds up to 0, but nothing is positive
  CHECK_FALSE(checks(facts, none));
  none.summands = {{1, number(1), {7}}};
  CHECK_FALSE(checks(facts, none));
  Refutation cases;  // x == 0 is missing
  cases.kind = Refutation::Kind::cases;
  Refutation left, right;
  left.summands = {{1, number(1), {1}}, {1, number(1), {2}}};
  right.summands = {{1, number(1), {0}}, {1, number(1), {2}}};
  cases.cases = {{{a.x, Kind::positive}, left}, {{scaled(a.x, -1), Kind::positive}, right}};
  CHECK_FALSE(checks(facts, cases));
  Refutation roots;
  roots.kind = Refutation::Kind::roots;
  roots.facts = {0, 1};  // both hold at 0
  CHECK_FALSE(checks(facts, roots));
}
