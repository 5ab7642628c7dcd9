#include "proofs_check/rigorous/claim_program.hpp"

#include <catch2/catch.hpp>

#include "tests/proofs_check/small_files.hpp"

using flowcert::integrators::Ball;
using flowcert::proofs::VerdictKind;
using flowcert::tests::verdict_of;
using flowcert::theorems::Rational;

TEST_CASE("a ball's centre is one of its points at every working precision") {
  const flowcert::integrators::ScopedDigits fine(60);
  const Ball narrow = Ball::interval(Rational(1) / 3, Rational(1) / 3 + Rational(1) / 1'000'000'000'000);
  const flowcert::integrators::ScopedDigits coarse(5);
  CHECK(narrow.contains(narrow.centre()));
  CHECK_FALSE(narrow.contains(Ball::exactly(narrow.midpoint())));
  CHECK(narrow.around_lower().contains(narrow.lower()));
  CHECK_FALSE((narrow - narrow.around_lower()).certainly_negative());
  CHECK_FALSE((narrow.around_upper() - narrow).certainly_negative());
}

TEST_CASE("boxes around a double root are never certified away") {
  const auto claim = GENERATE(as<std::string>{}, "(x^2 - 2)^2 > -(x^2 - 2)^4", "(x - sqrt(2))^2 > 0", "(x^2 - 2)^2 > 0",
                              "(x - 4/3)^2 != 0", "abs(x^2 - 2) + (x^2 - 2)^2 > 0", "cosh(x - sqrt(2)) > 1",
                              "(exp(x) - exp(sqrt(2)))^2 > 0");
  const auto kind = verdict_of("[parameters]\nx = { in = \"[1, 2]\" }\n[[check]]\nclaim = \"" + claim + "\"\n", 3);
  CHECK_FALSE(flowcert::proofs::is_positive(kind));
}

TEST_CASE("a value that is taken only at an irrational point does exist") {
  CHECK(verdict_of("[[check]]\nclaim = \"exists(x in [0, 2], (x^2 - 2)^2 <= 0)\"\n", 3) != VerdictKind::refuted);
  CHECK_FALSE(
      flowcert::proofs::is_positive(verdict_of("[[check]]\nclaim = \"forall(x in [0, 2], (x^2 - 2)^2 > 0)\"\n", 3)));
}
