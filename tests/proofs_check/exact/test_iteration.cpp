#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/dynamics_case.hpp"

namespace {

using flowcert::proofs::ExactOutcome;
using flowcert::proofs::test::DynamicsCase;
using flowcert::proofs::test::prove_iteration;

void holds(const DynamicsCase& c) {
  INFO(c.equations << " | " << c.claim);
  const ExactOutcome outcome = prove_iteration(c, 30);
  INFO(outcome.reason);
  CHECK(outcome.evidence.has_value());
}

void not_accepted(const DynamicsCase& c) {
  INFO(c.equations << " | " << c.claim);
  const ExactOutcome outcome = prove_iteration(c, 10);
  if (outcome.evidence)
    for (const std::string& line : outcome.evidence->trail()) UNSCOPED_INFO(line);
  CHECK_FALSE(outcome.evidence.has_value());
}

}  // namespace

TEST_CASE("iterations are proved by induction, by closed forms and by running them") {
  holds(
      {"a eta", "a > 0; eta > 0", "s = 0", "s = s + eta*sign(a - s)", "abs(s - min(eta*n, a)) < eta", "", "0", "inf"});
  holds({"a eta", "a > 0; eta > 0", "s = 0", "s = s + eta*sign(a - s)",
         "(eta*n <= a implies s == eta*n) and (eta*n > a implies abs(s - a) < eta)", "", "0", "inf"});
  holds({"p mu sigma eta", "p > 0; mu > 0; sigma > 0; eta > 0", "s = 0", "s = s + eta*(mu*p - (mu^2*p + sigma^2)*s)",
         "s == mu*p/(mu^2*p + sigma^2)*(1 - (1 - eta*(mu^2*p + sigma^2))^n)", "", "0", "inf"});
  holds({"R y", "R > 0; y >= 0; y <= R", "x = R", "x = x - R/2^(n + 1)*sign(x - y)", "abs(x - y) <= R/2^n", "", "0",
         "inf"});
  holds({"g h x0 y", "1/2 <= g; g < 1; h > 0; abs(x0 - y) <= h/(1 - g)", "x = x0", "x = x - h*g^n*sign(x - y)",
         "abs(x - y) <= h*g^n/(1 - g)", "", "0", "inf"});
  holds({"", "", "x = 1", "x = x - 1/4^(n + 1)*sign(x - 1/2)", "x == 2/3 + 1/(3*4^n)", "", "0", "inf"});
  holds({"", "", "x = 1", "x = x - 1/4^(n + 1)*sign(x - 1/2)", "abs(x - 1/2) > 1/6", "", "0", "inf",
         "x == 2/3 + 1/(3*4^n)"});
  holds({"x s eta", "x > 0; s > 0; eta > 0; x^2 < s; (x + eta)^2 > s", "a = x", "a = a + eta*sign(a*(s - a^2))",
         "a == x or a == x + eta", "", "0", "inf"});
  holds({"y eta x", "y > 0; eta > 0; abs(abs(x) - y) <= eta", "a = x", "a = a + eta*sign(a*(y^2 - a^2))",
         "abs(abs(a) - y) <= eta", "", "0", "inf"});
  holds({"", "", "a = 1/20; b = 1/20", "a = a + 1/10*sign(b*(1 - a*b)); b = b + 1/10*sign(a*(1 - a*b))",
         "n >= 9 implies (a == 19/20 or a == 21/20)", "300"});
  holds({"", "", "f = 0; g = 1", "f = g; g = f + g", "f^2 + f*g - g^2 == -(-1)^n", "", "0", "inf"});
  holds({"", "", "x = 22/125", "x = x - (3/5)^n*sign(x*(x^2 - 1/25))", "n >= 4 implies x == 0", "50"});
}

TEST_CASE("false claims along iterations are not accepted") {
  const std::vector<DynamicsCase> cases{
      {"a eta", "a > 0; eta > 0", "s = 0", "s = s + eta*sign(a - s)", "s == min(eta*n, a)", "", "0", "inf"},
      {"a eta", "a > 0; eta > 0", "s = 0", "s = s + eta*sign(a - s)", "abs(s - min(eta*n, a)) < eta*9/10", "", "0",
       "inf"},
      {"a eta", "eta > 0", "s = 0", "s = s + eta*sign(a - s)", "abs(s - min(eta*n, a)) < eta", "", "0", "inf"},
      {"", "", "x = 1/2", "x = 2*x", "x == 2^n", "", "0", "inf"},
      {"", "", "x = 1", "x = 2*x", "x == 2^n + 1e-40*n", "", "0", "inf"},
      {"", "", "x = 1", "x = 2*x", "x <= 1000", "", "0", "inf"},  // true for a while
      {"", "", "x = 1", "x = 2*x", "x <= 1000", "10"},
      {"", "", "x = 2", "x = 1/(x - 2)", "x == x", "5"},  // the first step is undefined
      {"", "", "f = 0; g = 1", "f = g; g = f + g", "f^2 + f*g - g^2 == -1", "", "0", "inf"},
      {"R y", "R > 0; y >= 0; y <= R", "x = R", "x = x - R/2^(n + 1)*sign(x - y)", "abs(x - y) <= R/2^(n + 1)", "", "0",
       "inf"},
      {"g h x0 y", "2/5 <= g; g < 1; h > 0; abs(x0 - y) <= h/(1 - g)", "x = x0", "x = x - h*g^n*sign(x - y)",
       "abs(x - y) <= h*g^n/(1 - g)", "", "0", "inf"},
      {"", "", "x = 1", "x = x/2", "x > 1e-40", "", "0", "inf"},
      {"", "", "x = 1", "x = x/2", "at(x, 3) == 1/4", "5"},
      {"", "", "x = 1", "x = x/2", "at(x, 7) == 1/128", "5"},                    // beyond the last step
      {"", "", "x = 0; y = 1", "x = x + 1; y = 1/n", "x == n", "", "2", "inf"},  // the first step is undefined
  };
  for (const DynamicsCase& c : cases) not_accepted(c);
}
