#include "theorems/language/claim_file.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

using namespace flowcert::theorems;

namespace {

Problem only_problem(const std::string& text) {
  const ClaimFile file = ClaimFile::parse(text, "test.toml");
  REQUIRE(file.problem_count() == 1);
  return file.problem(0, 50);
}

const GroundClaim& only_claim(const Problem& problem) {
  REQUIRE(problem.checks.size() == 1);
  REQUIRE(problem.checks[0].unsupported.empty());
  REQUIRE(problem.checks[0].claims.size() == 1);
  return problem.checks[0].claims[0];
}

}  // namespace

TEST_CASE("a conserved quantity of a system is read") {
  const Problem problem = only_problem(R"toml(
id = "example/balance"
[parameters]
s = { any = "real" }
a0 = { any = "real" }
b0 = { any = "real" }
[system]
state = { a = "a0", b = "b0" }
equations = { a = "b*(s - a*b)", b = "a*(s - a*b)" }
[[check]]
claim = "ddt(a^2 - b^2) == 0"
[[check]]
claim = "a^2 - b^2 == initial(a^2 - b^2)"
)toml");
  REQUIRE(problem.parameters.size() == 3);
  CHECK(problem.parameters[0].name == "s");
  CHECK(problem.hypotheses.empty());
  REQUIRE(problem.dynamics);
  CHECK(problem.dynamics->state == std::vector<std::string>{"a", "b"});
  CHECK(to_text(problem.dynamics->right_hand_side[1]) == "a*(s - a*b)");
  CHECK(!problem.dynamics->end);
  REQUIRE(problem.checks.size() == 2);
  CHECK(problem.checks[1].name == "check 2");
  CHECK(to_text(problem.checks[0].claims[0].claim) == "ddt(a^2 - b^2) == 0");
  CHECK(to_text(problem.checks[1].claims[0].claim) == "a^2 - b^2 == a0^2 - b0^2");
  const GroundClaim& claim = problem.checks[0].claims[0];
  CHECK(!claim.time_was_bound);
  REQUIRE(claim.reals.size() == 1);
  CHECK(claim.reals[0].name == "t");
  CHECK(claim.reals[0].high.op() == Op::infinity);
}

TEST_CASE("numbers are exact and parameters with one value are substituted") {
  const Problem problem = only_problem(R"toml(
[parameters]
s = "1e-40"
x = 0.1
y = 1e400
z = 123456789012345678901234567890.5
v = ["3", 2, 0.5]
[[check]]
claim = "s + x + y*z + v[3] == 0"
)toml");
  CHECK(problem.parameters.empty());
  const Rational expected =
      Rational(1, pow(Integer(10), 40)) + Rational(1, 10) +
      Rational(Integer(pow(Integer(10), 400))) * Rational(Integer("246913578024691357802469135781"), 2) +
      Rational(1, 2);
  CHECK(only_claim(problem).claim.arg(0).number() == expected);
}

TEST_CASE("indices are unrolled, intervals stay") {
  const Problem problem = only_problem(R"toml(
[parameters]
s = ["3", "2"]
[let]
"a[c]" = "s[c]/2"
"g(x)" = "x*(1 - x)"
[system]
state = { x = "1" }
equations = { x = "-x" }
t_end = "4"
[[check]]
claim = "x <= a[k] and g(t) >= 0"
for = "k in 1..2, t in [0, 1/2)"
)toml");
  REQUIRE(problem.checks[0].claims.size() == 2);
  const GroundClaim& second = problem.checks[0].claims[1];
  CHECK(second.label == "k = 2");
  CHECK(to_text(second.claim) == "x <= 1 and t*(1 - t) >= 0");
  CHECK(second.time_was_bound);
  REQUIRE(second.reals.size() == 1);
  CHECK(second.reals[0].high_open);
}

TEST_CASE("a hundred doublings stay small or are an error, and never hang") {
  std::string text = "[parameters]\nu0 = { any = \"real\" }\n[let]\n";
  for (int i = 1; i <= 100; ++i) {
    text += fmt::format("u{0} = \"u{1} + u{1}\"\n", i, i - 1);
  }
  text += "[[check]]\nclaim = \"u100 == 0\"\n";
  CHECK_THROWS_AS(ClaimFile::parse(text, "test.toml"), InputError);
}

TEST_CASE("finite choices make one problem each") {
  const ClaimFile file = ClaimFile::parse(R"toml(
assume = ["L >= 2"]
[parameters]
L = { each = [1, 2, 3] }
seed = { each = "1..4" }
eps = { to = "0", from = "1e-2", ratio = "1/10", steps = 3 }
[[check]]
claim = "L + seed > 0"
[[check]]
claim = "order(eps^L) == 2 and eps*seed ~ eps"
limit = "eps -> 0"
)toml",
                                          "test.toml");
  CHECK(file.problem_count() == 16);
  const Problem first = file.problem(0, 30);
  CHECK(first.chosen == std::vector<std::pair<std::string, std::string>>{{"L", "2"}, {"seed", "1"}});
  CHECK(first.checks.size() == 1);
  const Problem last = file.problem(15, 30);
  REQUIRE(last.checks[0].limit);
  CHECK(last.checks[0].limit->values == std::vector<Rational>{Rational(1, 100), Rational(1, 1000), Rational(1, 10000)});
  CHECK(last.checks[0].digits == 30);
  CHECK(to_text(last.checks[0].claims[0].claim) == "order(eps^3) == 2 and eps*4 ~ eps");
}
