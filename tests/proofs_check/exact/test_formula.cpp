#include <catch2/catch.hpp>
#include <chrono>

#include "tests/proofs_check/exact/read_term.hpp"

namespace {

using flowcert::proofs::ExactOutcome;
using flowcert::proofs::test::prove;

struct Case {
  const char* variables;
  const char* hypotheses;
  const char* claim;
};

void holds(const Case& c) {
  INFO(c.variables << " | " << c.hypotheses << " | " << c.claim);
  const ExactOutcome outcome = prove(c.variables, c.hypotheses, c.claim);
  INFO(outcome.reason);
  CHECK(outcome.evidence.has_value());
}

void not_accepted(const Case& c) {
  INFO(c.variables << " | " << c.hypotheses << " | " << c.claim);
  const ExactOutcome outcome = prove(c.variables, c.hypotheses, c.claim, 10);
  if (outcome.evidence)
    for (const std::string& line : outcome.evidence->trail()) UNSCOPED_INFO(line);
  CHECK_FALSE(outcome.evidence.has_value());
}

}  // namespace

TEST_CASE("numbers are exact") {
  holds({"", "", "0.1 + 0.2 == 0.3"});
  holds({"", "", "sqrt(2)*sqrt(3) == sqrt(6)"});
  holds({"", "", "(sqrt(5) + 1)^3 == 16 + 8*sqrt(5)"});
  holds({"", "", "sqrt(3 + 2*sqrt(2)) == 1 + sqrt(2)"});
  holds({"", "", "1/(sqrt(2) - 1) == sqrt(2) + 1"});
  holds({"", "", "8^(1/3) == 2"});
  holds({"", "", "sqrt(8) == 2*sqrt(2)"});
  holds({"", "", "log(12) == 2*log(2) + log(3)"});
  holds({"", "", "e^2 == exp(2)"});
  holds({"", "", "sin(pi/6) == 1/2"});
  holds({"", "", "sin(7*pi/3)^2 == 3/4"});
  holds({"", "", "2^(1/2)*2^(1/3) == 2^(5/6)"});
  holds({"", "", "sqrt(2) < 1.4142135623730950488016887242096980786"});
  holds({"", "", "pi > 3.14159"});
}

TEST_CASE("identities in exponentials, logarithms, roots and angles") {
  holds({"x", "", "exp(2*x) == exp(x)^2"});
  holds({"x y", "", "exp(x + y) == exp(x)*exp(y)"});
  holds({"x", "", "exp(-x)*exp(x) == 1"});
  holds({"x", "", "exp(x/2)*exp(x/3) == exp(5*x/6)"});
  holds({"x", "", "cosh(x)^2 - sinh(x)^2 == 1"});
  holds({"x", "", "tanh(x) == 1 - 2/(exp(2*x) + 1)"});
  holds({"x y", "", "sin(x + y) == sin(x)*cos(y) + cos(x)*sin(y)"});
  holds({"x", "", "cos(3*x) == 4*cos(x)^3 - 3*cos(x)"});
  holds({"x", "cos(x) > 0", "tan(x)^2 + 1 == 1/cos(x)^2"});
  holds({"x y", "x > 0; y > 0", "log(x*y) == log(x) + log(y)"});
  holds({"x", "x > 0", "log(x^2) == 2*log(x)"});
  holds({"x", "", "log(exp(x)) == x"});
  holds({"x", "x > 0", "exp(log(x)) == x"});
  holds({"x", "x > 0", "exp(3*log(x)/2) == x*sqrt(x)"});
  holds({"x y z", "x > 0", "x^(y + z) == x^y*x^z"});
  holds({"x", "", "sqrt(x^2) == abs(x)"});
  holds({"x", "x >= 0", "sqrt(x^2) == x"});
  holds({"x y", "x >= 0; y >= 0", "sqrt(x*y) == sqrt(x)*sqrt(y)"});
  holds({"x", "x > 0", "x^(1/2)*x^(1/3) == x^(5/6)"});
  holds({"x", "x > 0", "(x^2)^(1/2) == x"});
  holds({"x", "", "abs(x)^2 == x^2"});
  holds({"x", "", "x*sign(x) == abs(x)"});
  holds({"x y", "", "min(x, y) + max(x, y) == x + y"});
  holds({"x y", "", "max(x, y) == (x + y + abs(x - y))/2"});
  holds({"x integer n", "n >= 0", "(1 - x)^(n + 1) == (1 - x)*(1 - x)^n"});
  holds({"integer n", "", "2^(n + 1) == 2*2^n"});
  holds({"x integer n", "x != 0", "x^(2*n)*x^(-n) == x^n"});
  holds({"integer n", "", "(-1)^(2*n) == 1"});
  holds({"x", "x >= 0; x <= 1", "sin(asin(x)) == x"});
  holds({"x", "", "sinh(asinh(x)) == x"});
  holds({"x", "x > -1; x < 1", "atanh(x) == log((1 + x)/(1 - x))/2"});
  holds({"x", "x >= 1", "acosh(x) == log(x + sqrt(x^2 - 1))"});
  holds({"x y", "", "erf(x - y) == -erf(y - x)"});
  holds({"x", "", "-1 < erf(x) and erf(x) < 1"});
  holds({"x y", "x < y", "erf(x) < erf(y)"});
  holds({"x", "x > 0", "erf(x) > 0"});
  holds({"x y", "x == y", "exp(x) == exp(y)"});
  holds({"x", "x != 0", "x/x == 1"});
  holds({"x", "", "x != 0 implies x/x == 1"});
  holds({"x", "", "x == 0 or x/x == 1"});
  holds({"x y", "x != y", "(x^2 - y^2)/(x - y) == x + y"});
  holds({"x", "", "x^1000000 - x^1000000 == 0"});
  holds({"x", "", "x^0 == 1"});  // 0^0 = 1 in the claim language
  holds({"x", "", "x < 0 and x > 0 implies 1/x == 5"});
}

TEST_CASE("inequalities") {
  holds({"x", "", "x^4 - 2*x^2 + 1 >= 0"});
  holds({"x", "x >= 0", "1 - exp(-x) <= x"});
  holds({"x", "x >= 0", "exp(x) >= 1 + x + x^2/2"});
  holds({"x", "x >= 0", "exp(x) >= 1 + x + x^2/2 + x^3/6"});
  holds({"x", "", "exp(x) >= 1 + x"});
  holds({"x", "x > 0", "log(x) <= x - 1"});
  holds({"x", "x > 1", "log(x) > 0"});
  holds({"x", "x > 0", "x < exp(x)"});
  holds({"x y", "x < y", "exp(x) < exp(y)"});
  holds({"x", "x > 0", "log(1 + x) < x"});
  holds({"x", "x > 0", "log(1 + x) > x/(1 + x)"});
  holds({"x", "x >= 0; x <= 1", "sin(x) >= x - x^3/6"});
  holds({"mu k SNR p_m", "mu >= 1; k >= 3*mu; SNR > 0; p_m > 0; p_m*(5*SNR + 6*k) <= 1",
         "(SNR*p_m + k*p_m)/(1 + SNR*p_m) <= 1/6"});
  holds({"u v", "u >= 0; v >= 0; 5*u + 6*v <= 1", "(u + v)/(1 + u) <= 1/6"});
  holds({"mu p k", "mu >= 1; k >= 3*mu; p > 0; p*6*k <= 1", "mu*(1 - 1/6 - mu*p) >= 7*mu/9"});
  holds({"mu k", "mu >= 1; k >= 3*mu", "mu*(1 - 1/6 - mu/k) >= mu/2"});
  holds({"x y", "x > 0; y > 0", "(x + y)/2 >= sqrt(x*y)"});
  holds({"x y", "", "abs(x + y) <= abs(x) + abs(y)"});
  holds({"x s eta", "eta > 0", "abs(x - s) <= eta implies abs(x + eta*sign(s - x) - s) <= eta"});
  holds({"a b c", "a + b + c == 1; a >= 0; b >= 0; c >= 0", "a^2 + b^2 + c^2 <= max(max(a, b), c)"});
  holds({"integer n", "n > 0", "n >= 1"});
  holds({"integer n", "n != 0", "n^2 >= 1"});
}

TEST_CASE("false formulas are not accepted") {
  const std::vector<Case> cases{
      {"x", "", "x/x == 1"},
      {"", "", "0/0 == 1"},
      {"", "", "0.1 + 0.2 == 0.3 + 1e-40"},
      {"x", "", "sqrt(x^2) == x"},
      {"x y", "", "log(x*y) == log(x) + log(y)"},
      {"x y", "x*y > 0", "log(x*y) == log(x) + log(y)"},
      {"x", "x != 0", "log(x^2) == 2*log(x)"},
      {"x y", "", "exp(x + y) == exp(x) + exp(y)"},
      {"", "", "(-8)^(1/3) == -2"},
      {"", "", "0^0 == 0"},
      {"x", "", "x^(-1)*x == 1"},
      {"x", "", "0*log(x) == 0"},
      {"x", "", "log(x) - log(x) == 0"},
      {"x", "", "sqrt(x)^2 == x"},
      {"x y", "", "sqrt(x*y) == sqrt(x)*sqrt(y)"},
      {"x y", "x*y >= 0", "sqrt(x*y) == sqrt(x)*sqrt(y)"},
      {"x", "", "exp(log(x)) == x"},
      {"x", "", "tan(x) == sin(x)/cos(x)"},
      {"x", "", "x^4 - 2*x^2 + 1 - 1e-9 >= 0"},
      {"x", "x >= 0", "exp(x) >= 1 + x + 0.5000001*x^2"},
      {"x", "", "exp(x) >= 1 + x + x^2/2"},
      {"x", "", "exp(x) > 1 + x"},
      {"x", "x > 0", "log(x) < x - 1"},
      {"x", "", "sin(2*x) == 2*sin(x)"},
      {"x", "", "sin(x)^2 + cos(x)^2 == 1 + 1e-40"},
      {"", "", "sin(2017*2^(1/5)) == -1"},
      {"", "", "sqrt(2) == 1.4142135623730950488016887242096980786"},
      {"", "", "pi == 3.14159265358979323846264338327950288419716939937510"},
      {"", "", "exp(pi*sqrt(163)) == 262537412640768744"},
      {"", "", "sqrt(-1)^2 == -1"},
      {"", "", "asin(2) == asin(2)"},
      {"x", "x >= 1/2", "x >= 1"},
      {"integer n", "n > 0", "n >= 2"},
      {"integer n", "", "(-1)^n == 1"},
      {"x", "", "x >= 1 or x <= 0"},
      {"x", "", "not (1/x == 2)"},
      {"x", "", "x^2 > 0"},
      {"x y", "x == y", "exp(x) == exp(2*y)"},
      {"mu k SNR p_m", "mu >= 1; k >= 3*mu; SNR > 0; p_m > 0; p_m*(5*SNR + 6*k) <= 1",
       "(SNR*p_m + k*p_m)/(1 + SNR*p_m) <= 1/6.01"},
      {"mu k SNR p_m", "mu >= 1; k >= 3*mu; SNR > 0; p_m > 0; p_m*(5*SNR + 6*k) <= 1 + 1e-40",
       "(SNR*p_m + k*p_m)/(1 + SNR*p_m) <= 1/6"},
      {"x y", "", "min(x, y) <= x*y"},
      {"x", "x >= 0", "1 - exp(-x) <= x*0.9999999999"},
      {"x s eta", "eta > 0", "abs(x - s) <= eta implies abs(x + eta*sign(s - x) - s) < eta*0.999999999"},
      {"x", "", "acos(cos(x)) == x"},
      {"x", "", "asin(sin(x)) == x"},
      {"x", "", "erf(x) >= 0"},
      {"x", "", "erf(-x) == erf(x)"},
      {"x", "", "erf(x) <= x"},
      {"x", "", "acosh(x) == acosh(x)"},
      {"x", "", "acosh(cosh(x)) == x"},
      {"x", "", "floor(x) == x"},
      {"x", "x > 0", "x^(1/3) == x^(333333333333333333333/1000000000000000000000)"},
      {"x", "", "x^1000000 == x^1000001"},
      {"x", "", "(1 + x)^1000000 == 1 + x^1000000"},
      {"x", "", "abs(x) == x"},
      {"x", "", "sign(x)^2 == 1"},
      {"x", "", "max(x, 0) > 0"},
  };
  for (const Case& c : cases) not_accepted(c);
}

TEST_CASE("hypotheses that nothing satisfies prove nothing") {
  const ExactOutcome outcome = prove("x", "x > 1; x < 0", "x == 5");
  CHECK_FALSE(outcome.evidence.has_value());
  CHECK(outcome.hypotheses_contradict);
  CHECK(prove("x", "x^2 + 1 == 0", "x == 5").hypotheses_contradict);
  CHECK(prove("x", "x > 1 or x > 2; x < 0", "x == 5").hypotheses_contradict);
  CHECK(prove("x", "exp(x) < 0", "x == 5").hypotheses_contradict);
  CHECK_FALSE(prove("x", "x > 1", "x == 5").hypotheses_contradict);
}

TEST_CASE("a false claim comes with candidates") {
  CHECK_FALSE(prove("x", "", "x^4 - 2*x^2 + 1 - 1e-9 >= 0").candidates.empty());
  CHECK_FALSE(prove("x", "", "x/x == 1").candidates.empty());
  CHECK_FALSE(prove("", "", "1 == 2").candidates.empty());
}

TEST_CASE("a proof keeps its trail and its queries") {
  const ExactOutcome outcome = prove("x", "", "x^4 - 2*x^2 + 2 > x - 1");
  REQUIRE(outcome.evidence.has_value());
  CHECK_FALSE(outcome.evidence->trail().empty());
  CHECK_FALSE(outcome.queries.empty());
  CHECK_FALSE(outcome.evidence->backend().empty());  // by what means the solver's answers were confirmed
}

TEST_CASE("no formula holds the prover much beyond its deadline") {
  const auto start = std::chrono::steady_clock::now();
  (void)prove("x y z", "", "(1 + x + y + z)^40 == (1 + x + y + z)^39*(1 + x + y + z)", 2);
  (void)prove("x y z", "x > 0; y > 0", "exp(x*y*z) + sin(x^y) >= log(x + y)^17 - tan(z)/7", 2);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(15));
}
