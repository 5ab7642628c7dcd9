#include "proofs_check/limits/slow_limit.hpp"

#include <catch2/catch.hpp>
#include <functional>

#include "integrators/numbers/ball_measure.hpp"

using flowcert::integrators::Ball;
using flowcert::integrators::log10_of;
using flowcert::proofs::Ladder;
using flowcert::proofs::limit_in_logarithms;
using flowcert::proofs::Rung;
using flowcert::theorems::Rational;

namespace {

constexpr int digits = 60;

using Quantity = std::function<Ball(const Ball& x, const Ball& log)>;

/// The quantity at 12 scales from 1/100 down by 1e-5 each, and at places between the last ones.
Ladder ladder_of(const Quantity& quantity) {
  const flowcert::integrators::ScopedDigits precision(digits);
  Ladder ladder;
  const auto rung = [&](const Rational& at) {
    return Rung{at, -flowcert::proofs::log_of_middle(Ball(at)), quantity(Ball(at), -log(Ball(at)))};
  };
  Rational scale(73, 10'000);
  for (int k = 0; k < 12; ++k, scale /= 100'000) {
    ladder.main.push_back(rung(scale));
    if (k > 4 && k < 11) ladder.between.push_back(rung(scale * Rational(50 - 3 * k, 1000)));
  }
  return ladder;
}

}  // namespace

TEST_CASE("a limit that is approached in powers of the inverse logarithm") {
  const auto limit = limit_in_logarithms(
      ladder_of([](const Ball& x, const Ball& log) { return Ball(2) + Ball(3) / (log + Ball(1)) + x; }));
  REQUIRE(limit);
  CHECK((*limit - Ball(2)).contains_zero());
  CHECK(log10_of(*limit - Ball(2)) < -4);
}

TEST_CASE("a small limit behind an inverse logarithm is not taken for 0") {
  const auto limit = limit_in_logarithms(
      ladder_of([](const Ball&, const Ball& log) { return Ball(Rational(1, 10'000)) + Ball(1) / log; }));
  REQUIRE(limit);
  CHECK_FALSE(limit->contains_zero());
}

TEST_CASE("what is approached in another way is not enclosed away from its limit") {
  const std::vector<Quantity> vanishing{
      [](const Ball& x, const Ball&) { return pow(x, Ball(Rational(1, 100))); },
      [](const Ball&, const Ball& log) { return Ball(1) / flowcert::integrators::log(log); },
      [](const Ball&, const Ball& log) { return Ball(1) / sqrt(log); },
      [](const Ball&, const Ball& log) { return flowcert::integrators::log(log) / log; },
  };
  for (const Quantity& quantity : vanishing) {
    const auto limit = limit_in_logarithms(ladder_of(quantity));
    CHECK((!limit || limit->contains_zero() || log10_of(*limit) - limit->radius_log10() < 1.5));
  }
}

TEST_CASE("an oscillation with the logarithm has no limit") {
  CHECK_FALSE(limit_in_logarithms(ladder_of([](const Ball&, const Ball& log) { return sin(log); })));
}
