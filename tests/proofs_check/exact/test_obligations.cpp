#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/dynamics_case.hpp"

namespace {

using flowcert::proofs::ExactOutcome;
using flowcert::proofs::test::DynamicsCase;
using flowcert::proofs::test::prove_iteration;
using flowcert::proofs::test::prove_system;

void holds(const DynamicsCase& c) {
  INFO(c.equations << " | " << c.claim << " | " << c.end << " " << c.high);
  const ExactOutcome outcome = prove_system(c, 30);
  INFO(outcome.reason);
  CHECK(outcome.evidence.has_value());
}

void not_accepted(const DynamicsCase& c) {
  INFO(c.equations << " | " << c.claim << " | " << c.end << " " << c.high);
  const ExactOutcome outcome = prove_system(c, 10);
  if (outcome.evidence)
    for (const std::string& line : outcome.evidence->trail()) UNSCOPED_INFO(line);
  CHECK_FALSE(outcome.evidence.has_value());
}

}  // namespace

TEST_CASE("nothing is proved of a solution that does not start") {
  not_accepted({"", "", "x = -1", "x = log(x)", "x > 0", ""});
  not_accepted({"", "", "x = 0; y = 0", "x = 0; y = 1/x", "x == 0", ""});
  not_accepted({"", "", "x = 0; y = 0", "x = 0; y = 1/x", "x != 0", ""});
  not_accepted({"", "", "x = -1; y = 0", "x = 1; y = sqrt(x)", "x >= 0", ""});
  not_accepted({"", "", "x = 0", "x = tanh(x)/x", "x >= 0", ""});
  not_accepted({"", "", "x = 0", "x = x/abs(x)", "x >= 0", ""});
  not_accepted({"", "", "x = 0", "x = 1/sqrt(t)", "x >= 0", "2"});
  not_accepted({"", "", "x = 0", "x = 1/x^2", "x^3 == 3*t", "", "1", "2"});
  not_accepted({"", "", "x = 1", "x = -x*sqrt(-t)", "x > 0", ""});
  not_accepted({"", "", "x = 0; y = 1", "x = 0; y = 0*log(x)", "y == 1", ""});
  holds({"", "", "x = 1", "x = log(x)", "x == 1", ""});
  holds({"", "", "x = 1", "x = -sqrt(t)*x", "x > 0", "2"});
  holds({"", "", "x = 0", "x = sign(1/2 - x)", "x == min(t, 1/2)", "", "0", "2"});
}

TEST_CASE("a solution has to start for all admitted parameters") {
  not_accepted({"m", "", "x = 0; y = 0", "x = 1; y = log(m)", "x == t and m > 0", ""});
  not_accepted({"m", "", "x = 1; y = 0", "x = -x; y = sqrt(m)", "x == exp(-t)", ""});
  not_accepted({"p", "p >= 0; p <= 1", "x = 0; y = 0", "x = 1; y = 1/(3*p - 1)", "x == t", "2"});
  holds({"m", "m >= 0", "x = 1; y = 0", "x = -x; y = sqrt(m)", "x == exp(-t)", ""});
  holds({"p", "p >= 1/2; p <= 1", "x = 0; y = 0", "x = 1; y = 1/(3*p - 1)", "x == t", "2"});
}

TEST_CASE("a solution may come to where a quotient is undefined and stays bounded") {
  not_accepted({"", "", "x = 1", "x = -x/abs(x)", "x > 0", ""});
  not_accepted({"", "", "x = 3; y = 4", "x = -x/sqrt(x^2 + y^2); y = -y/sqrt(x^2 + y^2)", "x > 0", ""});
  holds({"", "", "x = 1", "x = 1/sqrt(x)", "x > 0", ""});
}

TEST_CASE("existence by growth needs a field that is locally bounded at all times") {
  not_accepted({"", "", "x = 1; y = 0", "x = x/(abs(t - 1) + 1 - abs(sign(t - 1))); y = 1", "y == t", "2"});
  not_accepted({"", "", "x = 1; y = 0", "x = x/(abs(t - 1) + floor(1/(1 + abs(t - 1)))); y = 1", "y == t", "2"});
  not_accepted({"", "", "x = 1; y = 0", "x = x/(1 - floor(t)); y = 1", "y == t", "3"});
  not_accepted({"", "", "x = 1; y = 0", "x = x*log(2 - t); y = 1", "y == t", "3"});
  holds({"", "", "x = 1; y = 0", "x = x*sign(t - 1); y = 1", "y == t", "2"});
  holds({"", "", "x = 1; y = 0", "x = x*floor(t); y = 1", "y == t", "3"});
  holds({"", "", "x = 1; y = 0", "x = x/(2 + sign(t - 1)); y = 1", "y == t", "2"});
  holds({"", "", "x = 1; y = 0", "x = x*log(2 - t); y = 1", "y == t", "3", "0", "1"});
}

TEST_CASE("existence by growth goes from state to state") {
  holds({"", "", "x = 1; m = 0; z = 0", "x = -sign(m); m = x^5 - m; z = 1", "z == t", "2"});
  not_accepted({"", "", "x = 1; m = 0; z = 0", "x = -sign(m) + m; m = x^5 - m; z = 1", "z == t", "2"});
  not_accepted({"", "", "x = 1; y = 1; z = 0", "x = x*y; y = y*x; z = 1", "z == t", "2"});
}

TEST_CASE("gradient flow on a product lives where its factor is positive") {
  const std::string deep = "x = (1 - c*x*y*u)*y*u; y = (1 - c*x*y*u)*x*u; u = (1 - c*x*y*u)*x*y; z = 1";
  holds({"c", "c > 0", "x = 2; y = 2; u = 1; z = 0", deep, "z == t", "20"});
  not_accepted({"c", "c >= 0", "x = 2; y = 2; u = 1; z = 0", deep, "z == t", "20"});
}

TEST_CASE("a power with an exponent that varies is continuous only where its base is positive") {
  not_accepted({"", "", "x = 1; p = 0", "x = -1 + 2*p^(x^2); p = 0", "x > 0", ""});
  not_accepted({"p", "p >= 0; p <= 1", "x = 1", "x = -1 + 2*p^(x^2)", "x > 0", ""});
  not_accepted({"", "", "x = 0", "x = 1", "0^(x^2) > 1/2", ""});
  holds({"p", "p > 0", "x = 1", "x = p^(x^2)", "x >= 1", ""});
}

TEST_CASE("a solution lives through the claim's own range and need not live longer") {
  const std::string square = "x = x^2";
  holds({"", "", "x = 1", square, "x == 1/(1 - t)", "2", "0", "1/2"});
  not_accepted({"", "", "x = 1", square, "x >= 1", "2"});
  holds({"", "", "x = 1", square, "at(x, 1/2) == 2", ""});
  not_accepted({"", "", "x = 1", square, "at(x, 1/2) == 2", "2"});
  not_accepted({"", "", "x = 1", square, "at(x, 3) == -1/2", ""});
  not_accepted({"", "", "x = 1; y = 0", "x = x^2; y = 1", "at(y, 3/2) == 3/2", "", "0", "1/2"});
}

TEST_CASE("nothing is proved over ranges and hypotheses that hold nothing") {
  not_accepted({"a", "a >= -2; a <= -1", "x = 1", "x = -x", "x == 5", "a"});
  not_accepted({"a", "a >= -2; a <= -1", "x = 1", "x = -x", "x == 5", "", "0", "a"});
  const ExactOutcome some = prove_system({"a", "a >= -1; a <= 2", "x = 1", "x = -x", "x == exp(-t)", "", "0", "a"});
  REQUIRE(some.evidence.has_value());
  const auto& trail = some.evidence->trail();
  CHECK(std::any_of(trail.begin(), trail.end(),
                    [](const std::string& line) { return line.find("nothing is claimed") != std::string::npos; }));
  CHECK_FALSE(prove_iteration({"p", "p <= -1", "x = 1", "x = x/2", "x == 5", "", "0", "p"}).evidence.has_value());
}
