#include "proofs_check/decide.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/proofs_check/small_files.hpp"

using flowcert::proofs::is_positive;
using flowcert::proofs::VerdictKind;
using flowcert::tests::decided;
using flowcert::tests::verdict_of;
using flowcert::theorems::InputError;

TEST_CASE("a step that is false refutes nothing but itself") {
  const auto result = decided(
      "[parameters]\nx = { any = \"real\", min = 1 }\n"
      "[[step]]\nname = \"s\"\nclaim = \"exp(x) == 1 + x + x^2/2\"\n"
      "[[check]]\nclaim = \"exp(x) > 1 + x + x^2/2\"\nusing = [\"s\"]\n"
      "[[check]]\nclaim = \"x > 0\"\nusing = [\"s\"]\n"
      "[[check]]\nclaim = \"x < 0\"\nusing = [\"s\"]\n");
  REQUIRE(result.checks.size() == 4);
  CHECK(result.checks[0].verdict.kind() == VerdictKind::refuted);
  CHECK(result.checks[1].verdict.kind() == VerdictKind::undecided);
  CHECK(result.checks[2].verdict.kind() == VerdictKind::undecided);
  CHECK(result.checks[3].verdict.kind() == VerdictKind::refuted);
}

TEST_CASE("every check is decided, whatever the checks are called") {
  const auto result = decided(
      "[parameters]\nx = { any = \"real\" }\n[[check]]\nname = \"check 2\"\nclaim = \"x^2 >= 0\"\n"
      "[[check]]\nclaim = \"x >= 0\"\n[[check]]\nname = \"check 4\"\nclaim = \"x^4 >= 0\"\n"
      "[[check]]\nclaim = \"x >= 1\"\n");
  REQUIRE(result.checks.size() == 4);
  CHECK(result.checks[1].verdict.kind() == VerdictKind::refuted);
  CHECK(result.checks[3].verdict.kind() == VerdictKind::refuted);
  CHECK_THROWS_AS(decided("[[check]]\nname = \"a\"\nclaim = \"1 == 1\"\n[[check]]\nname = \"a\"\nclaim = \"1 == 2\"\n"),
                  InputError);
}

TEST_CASE("ranges in which there is nothing are errors of the input") {
  const auto range = GENERATE(as<std::string>{}, "x in (a, a)", "x in [a, a)", "x in [a, a - 1]", "x in (2, 1)",
                              "x in [0, -a^2 - 1]", "x in (sqrt(2)*a, 2*a/sqrt(2))");
  CHECK_THROWS_AS(
      decided("[parameters]\na = { any = \"real\" }\n[[check]]\nclaim = \"x == 1\"\nfor = \"" + range + "\"\n"),
      InputError);
}

TEST_CASE("a range of steps or times without a member is an error of the input") {
  const auto range = GENERATE(as<std::string>{}, "n in (0, 1)", "n in [1/3, 2/3]", "n in (3, 3)");
  CHECK_THROWS_AS(decided("[iteration]\nstate = { x = \"1\" }\nstep = { x = \"x/2\" }\nsteps = 5\n"
                          "[[check]]\nclaim = \"x == 7\"\nfor = \"" +
                          range + "\"\n"),
                  InputError);
}

TEST_CASE("a range may be empty for some values, and a quantifier over an empty range follows logic") {
  CHECK(verdict_of("[parameters]\na = { each = [1, 2, 3] }\n[[check]]\nclaim = \"x >= 1\"\nfor = \"x in (1, a)\"\n") ==
        VerdictKind::proved);
  const std::string box = "[parameters]\na = { in = \"[-1, 1]\" }\n[[check]]\nclaim = ";
  CHECK(verdict_of(box + "\"a < 0 implies forall(x in [0, a], x == 7)\"\n") == VerdictKind::proved);
  CHECK(verdict_of(box + "\"exists(x in [0, a], x >= 0)\"\n") == VerdictKind::refuted);
}

TEST_CASE("evidence that satisfies the file ends the search for a proof, but not the first attempt at one") {
  const std::string head =
      "expect = \"holds\"\nevidence = \"certified\"\n[parameters]\nx = { in = \"[0, 1]\" }\n[[check]]\n";
  CHECK(verdict_of(head + "claim = \"x^2 - x + 1 > 0\"\n") == VerdictKind::proved);
  const std::string hard = "claim = \"sin(exp(x)) + cos(x^3) <= 1999/1000\"\n";
  const auto result = decided(head + hard);
  CHECK(result.verdict.kind() == VerdictKind::certified);
  const auto& tried = result.checks.at(0).tried;
  CHECK(std::count_if(tried.begin(), tried.end(),
                      [](const auto& attempt) { return attempt.method == "exact proof"; }) == 1);
  CHECK(verdict_of(head + "method = \"prove\"\n" + hard) == VerdictKind::undecided);
  CHECK(verdict_of(head + "method = \"prove\"\nclaim = \"x^2 - x + 1 > 0\"\n") == VerdictKind::proved);
}
