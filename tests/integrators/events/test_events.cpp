#include <catch2/catch.hpp>

#include "integrators/events/first_root.hpp"
#include "tests/integrators/support.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using namespace flowcert::integrators::testing;

namespace {
Term sign(const Term& a) {
  return apply(Op::sign, {a});
}
std::size_t count(const Trajectory& trajectory, EventKind kind) {
  return static_cast<std::size_t>(std::count_if(trajectory.events.begin(), trajectory.events.end(),
                                                [&](const Event& event) { return event.kind == kind; }));
}
}  // namespace

TEST_CASE("Down to zero at unit speed, and staying there") {
  const int digits = GENERATE(16, 50, 200);
  const ScopedDigits precision(digits + 30);
  const Term x = name("x");
  for (const int side : {1, -1}) {
    const auto fall = solve(system({"x"}, {number(3 * side, 10)}, {-sign(x)}), 1, digits);
    REQUIRE(fall.complete());
    REQUIRE(fall.events.size() == 1);
    CHECK(fall.events[0].kind == EventKind::slides);
    CHECK(log10_distance(fall.events[0].time, Real(3) / 10) < -digits - 5);
    CHECK(log10_distance(fall.value(Rational(1, 10))[0], Real(side) / 5) < -digits - 5);
    for (const Rational& at : {Rational(3, 10), Rational(1, 2), Rational(1)}) {
      CHECK(abs(fall.value(at)[0]) < pow(Real(10), Real(-digits - 5)));
    }
  }
  const auto rest = solve(system({"x"}, {number(0)}, {-sign(x)}), 1, digits);
  REQUIRE(rest.complete());
  CHECK(rest.value(Rational(1))[0] == 0);
  CHECK(count(rest, EventKind::begins_on_surface) == 1);
  CHECK(count(rest, EventKind::slides) == 1);
}

TEST_CASE("A saturating mode: s' = sign(c - d s)") {
  const ScopedDigits precision(80);
  const Term s = name("s");
  const auto mode = solve(system({"s"}, {number(0)}, {sign(number(2) - number(3) * s)}), 2, 50);
  REQUIRE(mode.complete());
  REQUIRE(mode.events.size() == 1);
  CHECK(log10_distance(mode.events[0].time, Real(2) / 3) < -55);
  CHECK(log10_distance(mode.value(Rational(2))[0], Real(2) / 3) < -55);
}

TEST_CASE("Spectral flow of two modes: min((a0 + t)(b0 + t), s)") {
  const ScopedDigits precision(80);
  const Term a = name("a"), b = name("b"), c = name("c"), d = name("d");
  const Term r = number(1) - a * b, q = number(1, 2) - c * d;
  for (const bool equal_targets : {false, true}) {
    const Term other = equal_targets ? number(1) - c * d : q;
    const auto flow = solve(system({"a", "b", "c", "d"}, {number(1, 10), number(1, 5), number(1, 10), number(1, 5)},
                                   {sign(b * r), sign(a * r), sign(d * other), sign(c * other)}),
                            2, 50);
    INFO(flow.reason);
    REQUIRE(flow.complete());
    const Rational s2 = equal_targets ? Rational(1) : Rational(1, 2);
    for (const Rational& t : {Rational(1, 3), Rational(3, 4), Rational(2)}) {
      const auto x = flow.value(t);
      const Rational free = (Rational(1, 10) + t) * (Rational(1, 5) + t);
      CHECK(log10_distance(x[0] * x[1], to_real(std::min(free, Rational(1)))) < -50);
      CHECK(log10_distance(x[2] * x[3], to_real(std::min(free, s2))) < -50);
      CHECK(log10_distance(x[1] - x[0], Real(1) / 10) < -50);
    }
    // (sqrt((a0 - b0)^2 + 4 s) - (a0 + b0))/2
    const Real saturation = (sqrt(Real(Real(1) / 100 + 4)) - Real(3) / 10) / 2;
    bool found = false;
    for (const Event& event : flow.events) {
      found = found || (event.kind == EventKind::slides && log10_distance(event.time, saturation) < -50);
    }
    CHECK(found);
  }
}

TEST_CASE("Sliding in the plane, and leaving when the surface stops attracting") {
  // y' = x - 1 - sign(y)... the surface y = 0 attracts while |x - 1| < 1, x' = 1: the motion slides from the hit to x
  // = 2.
  const ScopedDigits precision(80);
  const Term x = name("x"), y = name("y");
  const auto plane = solve(system({"x", "y"}, {number(0), number(1, 2)}, {number(1), x - number(1) - sign(y)}), 3, 50);
  REQUIRE(plane.complete());
  // y = 1/2 - 2t + t^2/2 = 0 at t = 2 - sqrt(3).
  REQUIRE(plane.events.size() == 2);
  CHECK(plane.events[0].kind == EventKind::slides);
  CHECK(log10_distance(plane.events[0].time, 2 - sqrt(Real(3))) < -50);
  CHECK(plane.events[1].kind == EventKind::leaves);
  CHECK(log10_distance(plane.events[1].time, Real(2)) < -45);
  CHECK(abs(plane.value(Rational(3, 2))[1]) < Real("1e-50"));
  CHECK(log10_distance(plane.value(Rational(3))[1], Real(1) / 2) < -45);  // (t - 2)^2/2
}

TEST_CASE("Sliding velocity is Filippov's convex combination") {
  // Above: (1, -1), below: (3, 2): weight 2/3 above, 1/3 below, so x' = 5/3.
  const ScopedDigits precision(80);
  const Term y = name("y");
  const Term x_rate = number(2) - sign(y), y_rate = number(1, 2) - number(3, 2) * sign(y);
  const auto plane = solve(system({"x", "y"}, {number(0), number(0)}, {x_rate, y_rate}), 3, 50);
  REQUIRE(plane.complete());
  CHECK(log10_distance(plane.value(Rational(3))[0], Real(5)) < -50);
}

TEST_CASE("Crossings are crossed") {
  const ScopedDigits precision(80);
  const Term x = name("x"), y = name("y");
  const auto ramp = solve(system({"x"}, {number(-1)}, {number(2) + sign(x)}), 2, 50);
  REQUIRE(ramp.complete());
  CHECK(count(ramp, EventKind::crosses) == 1);
  CHECK(log10_distance(ramp.value(Rational(2))[0], Real(3)) < -55);

  // x'' = -sign(x): parabolas with period 4 sqrt(2) from (1, 0)... x = 1 - t^2/2 until t = sqrt 2.
  const auto bounce = solve(system({"x", "y"}, {number(1), number(0)}, {y, -sign(x)}), 20, 50);
  REQUIRE(bounce.complete());
  CHECK(count(bounce, EventKind::crosses) == 7);
  const Real energy =
      bounce.value(Rational(20))[1] * bounce.value(Rational(20))[1] / 2 + abs(bounce.value(Rational(20))[0]);
  CHECK(log10_distance(energy, Real(1)) < -50);
}

TEST_CASE("Kinks of abs, min and max only change the branch") {
  const ScopedDigits precision(80);
  const Term x = name("x"), t = name("t");
  const auto kink = solve(system({"x"}, {number(0)}, {apply(Op::abs, {t - number(1)})}), 2, 50);
  REQUIRE(kink.complete());
  CHECK(log10_distance(kink.value(Rational(2))[0], Real(1)) < -50);
  const auto capped = solve(system({"x"}, {number(0)}, {apply(Op::min, {number(1), number(2) - x, number(3)})}), 3, 50);
  REQUIRE(capped.complete());  // x = t to t = 1, then 2 - exp(1 - t)
  CHECK(log10_distance(capped.value(Rational(3))[0], 2 - exp(Real(-2))) < -50);
  // Touching without crossing: (t - 1)^2 reaches 0 and rises again.
  const Term square = theorems::pow(t - number(1), number(2));
  const auto touch = solve(system({"x"}, {number(0)}, {sign(square)}), 2, 50);
  REQUIRE(touch.complete());
  CHECK(log10_distance(touch.value(Rational(2))[0], Real(2)) < -45);
}

TEST_CASE("What is not unique or not decidable is reported, never guessed") {
  const Term x = name("x"), y = name("y");
  const auto repelled = solve(system({"x"}, {number(0)}, {sign(x)}), 1, 30);
  CHECK(repelled.outcome == Outcome::unsupported);
  CHECK(repelled.end_time() == 0);
  const auto coupled =
      solve(system({"x", "y"}, {number(1), number(1)}, {-sign(x) - number(2) * sign(y), number(2) * sign(x) - sign(y)}),
            9, 30);
  CHECK(coupled.outcome == Outcome::unsupported);
  CHECK(solve(system({"x"}, {number(0)}, {number(1) + apply(Op::floor, {x})}), 1, 30).outcome == Outcome::unsupported);
}

TEST_CASE("A zero of a quadratic coefficient still lets the motion start on a surface") {
  const ScopedDigits precision(60);
  const Term x = name("x"), t = name("t");
  // x' = t + t sign(x)/2 from 0: the motion leaves upward, x = 3 t^2/4.
  const auto start = solve(system({"x"}, {number(0)}, {t + t * sign(x) / number(2)}), 1, 30);
  INFO(start.reason);
  REQUIRE(start.complete());
  CHECK(log10_distance(start.value(Rational(1))[0], Real(3) / 4) < -30);
}

TEST_CASE("The first root of a polynomial is found, simple, double or at the end") {
  const ScopedDigits precision(60);
  const auto from_roots = [](const std::vector<Rational>& roots) {
    std::vector<Real> p{Real(1)};
    for (const Rational& root : roots) {
      p.insert(p.begin(), Real(0));
      for (std::size_t j = 0; j + 1 < p.size(); ++j) p[j] -= to_real(root) * p[j + 1];
    }
    return p;
  };
  const auto first = first_root(from_roots({Rational(1, 3), Rational(1, 2), Rational(7, 5)}), Real(1), 50);
  REQUIRE(first);
  CHECK(log10_distance(first->at, Real(1) / 3) < -55);
  CHECK_FALSE(first->touches);
  const auto twice = first_root(from_roots({Rational(1, 3), Rational(1, 3)}), Real(1), 50);
  REQUIRE(twice);
  CHECK(log10_distance(twice->at, Real(1) / 3) < -20);
  CHECK(first_root(from_roots({Rational(1)}), Real(1), 50));
  CHECK_FALSE(first_root(from_roots({Rational(3, 2), Rational(-1, 9)}), Real(1), 50));
  const auto close = first_root(from_roots({Rational(1, 3), Rational(1'000'001, 3'000'000)}), Real(1), 50);
  REQUIRE(close);
  CHECK(log10_distance(close->at, Real(1) / 3) < -50);
}
