#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/dynamics_case.hpp"

namespace {

using flowcert::proofs::ExactOutcome;
using flowcert::proofs::test::DynamicsCase;
using flowcert::proofs::test::prove_system;

void holds(const DynamicsCase& c) {
  INFO(c.equations << " | " << c.claim);
  const ExactOutcome outcome = prove_system(c, 30);
  INFO(outcome.reason << (outcome.existence_missing ? " (existence missing)" : ""));
  CHECK(outcome.evidence.has_value());
}

void not_accepted(const DynamicsCase& c) {
  INFO(c.equations << " | " << c.claim);
  const ExactOutcome outcome = prove_system(c, 10);
  if (outcome.evidence)
    for (const std::string& line : outcome.evidence->trail()) UNSCOPED_INFO(line);
  CHECK_FALSE(outcome.evidence.has_value());
}

const std::string two_layer = "a = b*(s - a*b); b = a*(s - a*b)";
const std::string spectral = "a = sign(b*(s - a*b)); b = sign(a*(s - a*b))";
const std::string lotka = "x = x*(2 - 3*y); y = y*(5*x - 7)";
const std::string kepler = "x = vx; y = vy; vx = -x/(x^2 + y^2)^(3/2); vy = -y/(x^2 + y^2)^(3/2)";
const std::string rigid = "p = 2*q*r; q = -3*p*r; r = p*q";

}  // namespace

TEST_CASE("first integrals are proved") {
  holds({"s a0 b0", "", "a = a0; b = b0", two_layer, "ddt(a^2 - b^2) == 0", ""});
  holds({"s a0 b0", "", "a = a0; b = b0", two_layer, "a^2 - b^2 == a0^2 - b0^2", ""});
  holds({"s a0 b0", "", "a = a0; b = b0", two_layer, "a^2 - b^2 == a0^2 - b0^2", "10"});
  holds({"s a0", "", "a = a0; b = a0", two_layer, "a == b", ""});
  holds({"s a0", "", "a = a0; b = a0", two_layer, "ddt(a*b) == 2*(a*b)*(s - a*b)", "", "", "", "a == b"});
  holds({"s a0 b0", "", "a = a0; b = b0", two_layer, "ddt(a*b) == sqrt((a^2 - b^2)^2 + 4*(a*b)^2)*(s - a*b)", ""});
  holds({"", "", "x = 1; y = 2", lotka, "5*x - 7*log(x) + 3*y - 2*log(y) == 5 + 6 - 2*log(2)", ""});
  holds({"", "", "x = 1; y = 2", lotka, "5*x - 7*log(x) + 3*y - 2*log(y) == 5 + 6 - 2*log(2)", "10"});
  holds({"", "", "u = 1; v = 0", "u = v; v = -sin(u)", "v^2/2 - cos(u) == -cos(1)", "20"});
  holds({"", "", "x = 1; y = 0; vx = 0; vy = 6/5", kepler, "x*vy - y*vx == 6/5", ""});
  holds({"", "", "x = 1; y = 0; vx = 0; vy = 6/5", kepler, "(vx^2 + vy^2)/2 - 1/sqrt(x^2 + y^2) == 18/25 - 1", ""});
  holds({"", "", "x = 1; y = 0; vx = 0; vy = 6/5", kepler, "vy*(x*vy - y*vx) - x/sqrt(x^2 + y^2) == 36/25 - 1", ""});
  holds({"", "", "p = 1; q = 2; r = 3", rigid, "p^2 + q^2 + r^2 == 14", "10"});
  holds({"a b c", "", "p = a; q = b; r = c", rigid, "3*p^2 + 2*q^2 == 3*a^2 + 2*b^2", ""});
  holds({"s1 s2 x1 x2", "s1 > 0; s2 > 0; x1 > 0; x2 > 0", "p1 = x1; p2 = x2",
         "p1 = s1*p1/sqrt((s1*p1)^2 + (s2*p2)^2); p2 = s2*p2/sqrt((s1*p1)^2 + (s2*p2)^2)",
         "p1 > 0 and p2 > 0 implies ddt(s2*log(p1) - s1*log(p2)) == 0", ""});
  holds({"x1 x2 y1 y2", "x1 > 0; x2 > 0; y1 > 0; y2 > 0", "p1 = x1; p2 = x2; q1 = y1; q2 = y2",
         "p1 = q1/sqrt(q1^2 + q2^2); p2 = q2/sqrt(q1^2 + q2^2); q1 = p1/sqrt(p1^2 + p2^2); q2 = p2/sqrt(p1^2 + p2^2)",
         "p1^2 + p2^2 > 0 and q1^2 + q2^2 > 0 implies ddt(p1*q2 - p2*q1) == 0 and ddt(sqrt(p1^2 + p2^2) - sqrt(q1^2 + "
         "q2^2)) == 0",
         ""});
}

TEST_CASE("closed forms are proved") {
  holds({"s x0", "s > 0; x0 > 0", "x = x0", "x = 2*x*(s - x)", "x == s/(1 + (s/x0 - 1)*exp(-2*s*t))", "", "0", "inf"});
  holds({"", "", "x = 1/100", "x = 2*x*(1 - x)", "x == 1/(1 + 99*exp(-2*t))", "5"});
  holds({"k x0", "", "x = x0", "x = -k*x", "x == x0*exp(-k*t)", "3"});
  holds({"x0", "", "x = x0; y = 0", "x = -y; y = x", "x == x0*cos(t) and y == x0*sin(t)", "", "0", "inf"});
  holds({"", "", "x = 1", "x = x^2", "x == 1/(1 - t)", "1/2"});
  holds({"x0", "", "x = x0", "x = x^2", "x == x0/(1 - x0*t)", ""});
  holds({"s x0 d", "s > 0; x0 > 0; d > 0; d < 1; x0 <= (1 - d)*s", "x = x0", "x = 2*x*(s - x)",
         "at(x, log((s/x0 - 1)*(1 - d)/d)/(2*s)) == (1 - d)*s", ""});
  holds({"", "", "x = 1/100", "x = 2*x*(1 - x)", "x > 0 and x < 1", "5"});
  holds({"q M S b", "q > 0; M > 0; S > 0; b > 0", "B1 = b; B2 = q*b", "B1 = q^2/M^2*B2*B1*S; B2 = q^4/M^2*B1^2*S",
         "B1 == b/(1 - q^3*S*b*t/M^2) and B2 == q*b/(1 - q^3*S*b*t/M^2)", "", "0", "M^2/(2*q^3*S*b)"});
}

TEST_CASE("closed forms of systems that jump are proved") {
  holds({"x0", "x0 > 0", "x = x0", "x = -sign(x)", "x == max(x0 - t, 0)", "", "0", "inf"});
  holds({"x0", "", "x = x0", "x = -sign(x)", "abs(x) == max(abs(x0) - t, 0)", "5"});
  holds({"a", "a > 0", "s = 0", "s = sign(a - s)", "s == min(t, a)", "", "0", "inf"});
  holds({"p mu sigma", "p > 0; mu > 0; sigma > 0", "s = 0", "s = sign(mu*p - (mu^2*p + sigma^2)*s)",
         "s == min(t, mu*p/(mu^2*p + sigma^2))", "", "0", "inf"});
  holds({"s eps", "s > 0; eps > 0; eps^2 <= s", "a = eps; b = eps", spectral, "a*b == min((eps + t)^2, s)", "", "0",
         "inf"});
  holds({"S d", "S > 0; d > 0", "B1 = 0; B2 = 0", "B1 = sign(S - B2*B1^2*d); B2 = sign(S - B2*B1^2*d)",
         "B2*B1^2 == min(t^3, S/d)", "", "0", "inf"});
  holds({"", "", "w = 1/50", "w = sign(w^2*(1/3 - w^3))", "w == min(1/50 + t, (1/3)^(1/3))", "1"});
}

TEST_CASE("inequalities along a system are proved") {
  holds({"mu p sigma", "mu > 0; p > 0; sigma > 0", "s = 0", "s = mu*p - (mu^2*p + sigma^2)*s", "s >= 0", "5"});
  holds({"mu p sigma", "mu > 0; p > 0; sigma > 0", "s = 0", "s = mu*p - (mu^2*p + sigma^2)*s",
         "0 <= 1 - mu*s and 1 - mu*s <= 1", "5"});
  holds({"", "", "x = 1; y = 1", "x = -x^3 - y; y = x - y^3", "x^2 + y^2 <= 2", "10"});
  holds({"", "", "x = 0", "x = 1 + x^2", "x >= t", ""});
}

TEST_CASE("values at times that move, and derivatives that are denied, where all is defined") {
  holds({"", "", "x = 4/3", "x = x^2", "at(x, t^2) == 1/(3/4 - t^2)", "", "0", "1/2", "x == 1/(3/4 - t)"});
  holds({"", "", "x = 1", "x = -x", "at(x, 2*t + 1) == exp(-2*t - 1)", "", "0", "3", "x == exp(-t)"});
  holds({"", "", "x = 1; y = 2", "x = y; y = 2", "not (ddt(sqrt(x)) == 2)", "1", "", "",
         "x == (t + 1)^2 and y == 2*t + 2"});
}

TEST_CASE("false claims along systems are not accepted") {
  const std::vector<DynamicsCase> cases{
      {"", "", "x = 1", "x = x^2", "ddt(x) == x^2", "2"},  // blows up at 1
      {"", "", "x = 1", "x = x^2", "x == 1/(1 - t)", "2"},
      {"", "", "x = 1", "x = x^2", "x > 0", "2"},
      {"x0", "x0 > 0", "x = x0", "x = x^2", "x == x0/(1 - x0*t)", "", "0", "inf"},
      {"", "", "x = 1", "x = -1/x", "x^2 == 1 - 2*t", "1"},  // ends at 1/2
      {"", "", "x = 1", "x = -1/x", "ddt(x)*x == -1", "1"},
      {"", "", "x = 1/100", "x = 2*x*(1 - x)", "x == 1/(1 + 99*exp(-2.000000001*t))", "5"},
      {"", "", "x = 1/100", "x = 2*x*(1 - x)", "x == 1/(1 + 99.0000000000000000000000000000000000000001*exp(-2*t))",
       "5"},
      {"s x0", "s > 0; x0 > 0", "x = x0", "x = 2*x*(s - x)", "x == s/(1 + (s/x0 - 1)*exp(-s*t))", "", "0", "inf"},
      {"s x0", "", "x = x0", "x = 2*x*(s - x)", "x == s/(1 + (s/x0 - 1)*exp(-2*s*t))", "", "0", "inf"},
      {"s a0 b0", "", "a = a0; b = b0", two_layer, "ddt(a^2 + b^2) == 0", ""},
      {"s a0 b0", "", "a = a0; b = b0", two_layer, "a^2 - b^2 == a0^2 - b0^2 + 1e-40", ""},
      {"s a0 b0", "", "a = a0; b = b0", two_layer, "a == b", ""},
      {"s a0 b0", "", "a = a0; b = b0", two_layer, "a - b == a0 - b0", ""},
      {"", "", "x = 1; y = 2", lotka, "5*x - 7*log(x) + 3*y - 2.000000001*log(y) == 11 - 2.000000001*log(2)", ""},
      {"", "", "x = 1; y = 2", lotka, "x + y == 3", ""},
      {"", "", "x = 0; y = 2", lotka, "5*x - 7*log(x) + 3*y - 2*log(y) == 5 + 6 - 2*log(2)", ""},
      {"", "", "u = 1; v = 0", "u = v; v = -sin(u)", "v^2/2 + cos(u) == cos(1)", "20"},
      {"", "", "u = 1; v = 0", "u = v; v = -sin(u)", "v^2/2 + u^2/2 == 1/2", "20"},
      {"", "", "x = 1; y = 0; vx = 0; vy = 6/5", kepler, "x*vx + y*vy == 0", ""},
      {"", "", "x = 1; y = 0; vx = 0; vy = 6/5", kepler, "(vx^2 + vy^2)/2 + 1/sqrt(x^2 + y^2) == 18/25 + 1", ""},
      {"", "", "x = 1; y = 0; vx = 0; vy = 0", kepler, "x*vy - y*vx == 0", "5"},  // collides
      {"", "", "p = 1; q = 2; r = 3", rigid, "p^2 + q^2 == 5", "10"},
      {"", "", "p = 1; q = 2; r = 3", rigid, "p^2 + q^2 + 1.0000000001*r^2 == 14.0000000009", "10"},
      {"x0", "", "x = x0", "x = -sign(x)", "x == max(x0 - t, 0)", "5"},
      {"x0", "x0 > 0", "x = x0", "x = -sign(x)", "x == x0 - t", "", "0", "inf"},
      {"", "", "x = 0", "x = sign(x)", "x == t", "1"},  // not unique
      {"", "", "x = 0", "x = sign(x)", "x == 0", "1"},
      {"", "", "x = 0", "x = sqrt(abs(x))", "x == 0", "1"},
      {"", "", "x = 0", "x = 3*x^(2/3)", "x == 0", "1"},
      {"", "", "x = 0", "x = sign(x^2)", "x == 0", "1"},
      {"a", "a > 0", "s = 0", "s = sign(a - s)", "s == min(t, a + 1e-30)", "", "0", "inf"},
      {"a", "", "s = 0", "s = sign(a - s)", "s == min(t, a)", "", "0", "inf"},
      {"s eps", "s > 0; eps > 0; eps^2 <= s", "a = eps; b = eps", spectral, "a*b == min(t^2, s)", "", "0", "inf"},
      {"s eps", "s > 0; eps > 0", "a = eps; b = eps", spectral, "a*b == min((eps + t)^2, s)", "", "0", "inf"},
      {"", "", "x = 1", "x = -x", "ddt(abs(x - 1/2)) == -x", "5"},
      {"", "", "x = 1", "x = -sign(x)", "ddt(x) == -sign(x)", "5"},
      {"", "", "x = 1", "x = -x", "x >= 1/2", "1"},
      {"", "", "x = 1", "x = -x", "x < 1", "1"},
      {"", "", "x = 1; y = 1", "x = -x^3 - y; y = x - y^3", "x^2 + y^2 <= 1.9999", "10"},
      {"x0", "x0 > 1; x0 < 0", "x = x0", "x = -x", "x == 5", "1"},
      {"k x0", "", "x = x0", "x = -k*x", "at(x, -1) == x0*exp(k)", "3"},
      {"k x0", "", "x = x0", "x = -k*x", "at(x, 2) == x0*exp(-k)", "3"},
      {"", "", "x = 1", "x = x*log(x)/log(x)", "x == exp(t)", "1"},  // undefined at the start
      // ends at 3/4; the times run from 5 down to 1
      {"", "", "x = 4/3", "x = x^2", "at(x, 8*t^2 - 12*t + 5) < 0", "", "0", "1/2", "x == 1/(3/4 - t)"},
      // sqrt(x) = t has slope 1 at t = 0, where the formula is 0/0
      {"", "", "x = 0; y = 0", "x = y; y = 2", "ddt(sqrt(x)) == 1 implies x > 0", "1", "", "", "x == t^2 and y == 2*t"},
      {"", "", "x = 0; y = 0", "x = y; y = 2", "not (ddt(sqrt(x)) == 1 and x == 0)", "1", "", "",
       "x == t^2 and y == 2*t"},
      // sign(x)^2 is 1 on every side of 0, and nothing can leave
      {"", "", "x = 0; y = 0", "x = sign(x)^2 + 0*sqrt(-x); y = 1", "y == t", ""},
  };
  for (const DynamicsCase& c : cases) not_accepted(c);
}

TEST_CASE("what only lacks existence says so") {
  const DynamicsCase kepler_energy{"", "", "x = 1; y = 0; vx = 0; vy = 6/5", kepler, "x*vy - y*vx == 6/5", "10"};
  CHECK(prove_system(kepler_energy).existence_missing);
  CHECK(prove_system(kepler_energy, 20, true).evidence.has_value());
}

TEST_CASE("a wrong closed form leaves its defect") {
  const ExactOutcome outcome =
      prove_system({"", "", "x = 1/100", "x = 2*x*(1 - x)", "x == 1/(1 + 99*exp(-2.000000001*t))", "5"});
  REQUIRE_FALSE(outcome.evidence.has_value());
  REQUIRE_FALSE(outcome.defects.empty());
  CHECK(outcome.defects[0].state == "x");
  CHECK_FALSE(outcome.defects[0].at_start);
}

TEST_CASE("a closed form that the claim does not state is not held against it") {
  DynamicsCase c{"", "", "x = 1", "x = -x*abs(x)", "x > 1/3", "1", "", "", "x == exp(-t)"};
  CHECK(prove_system(c).defects.empty());
}

TEST_CASE("a sign found where a term is assumed to be defined is not used elsewhere") {
  // The closed form's look at sqrt(x) must not leave behind that x >= 0.
  CHECK_FALSE(prove_system({"x0", "", "x = x0", "x = -sqrt(x)", "x >= 0", "1"}).evidence.has_value());
  CHECK_FALSE(prove_system({"a", "", "x = 0; y = 1", "x = sign(sqrt(a) + 1); y = 0", "sqrt(a)^2 == a", "1"})
                  .evidence.has_value());
  CHECK_FALSE(prove_system({"", "", "x = 1", "x = -x/abs(x)", "x != 0", "3"}).evidence.has_value());
}
