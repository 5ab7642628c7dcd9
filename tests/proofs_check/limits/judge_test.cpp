#include "proofs_check/limits/judge.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "proofs_check/limits/local_law.hpp"

using flowcert::integrators::Ball;
using flowcert::proofs::has_decay;
using flowcert::proofs::is_below_in_limit;
using flowcert::proofs::Judgement;
using flowcert::proofs::Ladder;
using flowcert::proofs::limit_other_than_zero;
using flowcert::proofs::local_law;
using flowcert::proofs::Rung;
using flowcert::proofs::stays_bounded;
using flowcert::proofs::tends_to_zero;
using flowcert::theorems::Rational;
using Answer = Judgement::Answer;

namespace {

constexpr int digits = 60;

using Quantity = std::function<Ball(const Ball&)>;

Ball number(long numerator, long denominator) {
  return Ball(Rational(numerator, denominator));
}

/// The quantity at 14 scales from 1/10 down by a quarter each, and at places between the last ones.
Ladder ladder_of(const Quantity& quantity) {
  const flowcert::integrators::ScopedDigits precision(digits);
  Ladder ladder;
  const auto rung = [&](const Rational& at) {
    return Rung{at, -flowcert::proofs::log_of_middle(Ball(at)), quantity(Ball(at))};
  };
  Rational scale(7, 100);
  for (int k = 0; k < 14; ++k, scale /= 4) {
    ladder.main.push_back(rung(scale));
    if (k > 6 && k < 13) ladder.between.push_back(rung(scale * Rational(50 - k, 100)));
  }
  return ladder;
}

Ball power(const Ball& x, long numerator, long denominator) {
  return pow(x, number(numerator, denominator));
}

}  // namespace

TEST_CASE("an exponent is found with an error that holds and is small") {
  const Ladder ladder = ladder_of([](const Ball& x) { return power(x, 3, 5) * (Ball(3) + sqrt(x)); });
  const auto found = local_law(ladder);
  REQUIRE(found.law);
  CHECK(std::abs(found.law->decay - 0.6) <= found.law->error);
  CHECK(found.law->error < 1e-4);
  CHECK(has_decay(ladder, 0.6).answer == Answer::yes);
  CHECK(has_decay(ladder, 0.62).answer == Answer::no);
  CHECK(has_decay(ladder, 0.6002).answer == Answer::open);
}

TEST_CASE("a logarithm is told from a power") {
  const Ladder with = ladder_of([](const Ball& x) { return x * log(Ball(1) / x); });
  CHECK(has_decay(with, 1).answer == Answer::no);
  CHECK(tends_to_zero(with, -6).answer == Answer::yes);
  const Ladder against_rate = ladder_of([](const Ball& x) { return log(Ball(1) / x); });
  CHECK(stays_bounded(against_rate).answer == Answer::no);
  const Ladder slight = ladder_of([](const Ball& x) { return x * power(log(Ball(1) / x), 1, 1000); });
  CHECK(has_decay(slight, 1).answer == Answer::open);
}

TEST_CASE("what is approached like an inverse logarithm is extrapolated") {
  const Ladder slow = ladder_of([&](const Ball& x) { return power(log(Ball(1) / x), -1, 1); });
  CHECK(tends_to_zero(slow, -3).answer == Answer::yes);
  CHECK(stays_bounded(ladder_of([](const Ball& x) { return Ball(3) + power(log(Ball(1) / x), -1, 1); })).answer ==
        Answer::yes);
}

TEST_CASE("what is approached more slowly is neither confirmed nor refuted") {
  for (const long denominator : {2L, 10L, 1000L}) {
    const Ladder slow = ladder_of([&](const Ball& x) { return power(log(Ball(1) / x), -1, denominator); });
    CHECK(tends_to_zero(slow, -3).answer == Answer::open);
    CHECK_FALSE(limit_other_than_zero(slow));
  }
  const Ladder slower = ladder_of([](const Ball& x) { return Ball(1) / log(log(Ball(1) / x) + Ball(2)); });
  CHECK(tends_to_zero(slower, -3).answer == Answer::open);
  CHECK_FALSE(limit_other_than_zero(slower));
}

TEST_CASE("oscillation in the logarithm is not taken for a law") {
  // Of a period that the main scales do not see.
  const Ladder hidden = ladder_of([&](const Ball& x) {
    const Ball turns = log(x) * Ball(2) * Ball::pi() / log(Ball(4));
    return x * (Ball(1) + number(1, 100) * sin(turns));
  });
  CHECK_FALSE(local_law(hidden).law);
  CHECK(has_decay(hidden, 1).answer == Answer::open);
  const Ladder bare = ladder_of([](const Ball& x) { return sin(log(x)); });
  CHECK(tends_to_zero(bare, -3).answer == Answer::open);
}

TEST_CASE("a limit other than 0 is found, with a bound that holds") {
  const Ladder ladder = ladder_of([](const Ball& x) { return number(1, 10) + sqrt(x) - x; });
  const auto other = limit_other_than_zero(ladder);
  REQUIRE(other);
  CHECK(other->value.contains(Rational(1, 10)));
  CHECK(other->value.radius_log10() < -3.3);
  CHECK(tends_to_zero(ladder, -6).answer == Answer::no);
}

TEST_CASE("a limit that the scales do not reach is not taken for 0") {
  const Ladder ladder = ladder_of([](const Ball& x) { return x + number(1, 1'000'000'000) * number(1, 1'000'000); });
  CHECK(tends_to_zero(ladder, -18).answer == Answer::open);
}

TEST_CASE("what begins to grow beyond the scales is not taken for a constant") {
  const Ladder ladder = ladder_of([](const Ball& x) { return Ball(1) - number(1, 1'000'000'000'000) / x; });
  CHECK_FALSE(limit_other_than_zero(ladder));
}

TEST_CASE("inequalities in a limit: both readings must agree") {
  const Ladder above = ladder_of([](const Ball& x) { return x; });
  CHECK(is_below_in_limit(above, false, -4).answer == Answer::open);
  CHECK(is_below_in_limit(above, true, -4).answer == Answer::no);
  const Ladder below = ladder_of([](const Ball& x) { return -x; });
  CHECK(is_below_in_limit(below, false, -4).answer == Answer::yes);
  CHECK(is_below_in_limit(below, true, -4).answer == Answer::open);
  const Ladder apart = ladder_of([](const Ball& x) { return x - Ball(1); });
  CHECK(is_below_in_limit(apart, true, -4).answer == Answer::yes);
}
