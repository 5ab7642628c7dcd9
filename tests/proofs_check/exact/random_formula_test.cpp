// Whatever is proved of random formulas holds at random points, evaluated by an arithmetic that the method does not
// use.
#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/random_texts.hpp"
#include "tests/proofs_check/kernel/sequent_at_points.hpp"

namespace {

using namespace flowcert::proofs;
using test::Dice;

struct Fact {
  std::string variables, hypotheses, claim;
};

/// Each is true.
const std::vector<Fact> facts{
    {"x y", "", "(x + y)^2 == x^2 + 2*x*y + y^2"},
    {"x y", "", "x^2 + y^2 >= 2*x*y"},
    {"x y", "x > 0; y > 0", "(x + y)/2 >= sqrt(x*y)"},
    {"x y", "x > 0; y > x", "1/y < 1/x"},
    {"x y", "", "abs(x + y) <= abs(x) + abs(y)"},
    {"x y", "", "max(x, y) - min(x, y) == abs(x - y)"},
    {"x y", "", "max(x, y) + min(x, y) == x + y"},
    {"x y", "x != 0", "sign(x)*abs(x) == x and x/x == 1"},
    {"x y", "", "exp(x + y) == exp(x)*exp(y)"},
    {"x y", "x > 0; y > 0", "log(x*y) == log(x) + log(y)"},
    {"x y", "x > 0", "log(x) <= x - 1"},
    {"x y", "", "exp(x) >= 1 + x"},
    {"x y", "", "sin(x)^2 + cos(x)^2 == 1"},
    {"x y", "", "sin(x + y) == sin(x)*cos(y) + cos(x)*sin(y)"},
    {"x y", "", "cosh(x)^2 - sinh(x)^2 == 1"},
    {"x y", "x >= 0", "sqrt(x)^2 == x"},
    {"x y", "", "sqrt(x^2) == abs(x)"},
    {"x y", "x >= 0; y >= 0", "sqrt(x)*sqrt(y) == sqrt(x*y)"},
    {"x y", "x > 0; x < 1", "x^2 < x and x^3 < x^2"},
    {"x y", "x >= 1", "x^2 >= x or y == 0"},
    {"x y", "", "x < y implies x < (x + y)/2"},
    {"x y", "x > 0", "x + 1/x >= 2"},
    {"x y", "x != 1", "(x^3 - 1)/(x - 1) == x^2 + x + 1"},
    {"x y", "x > 0", "tanh(x) < 1 and tanh(x) < x"},
    {"x y", "x >= 0; x <= 3", "sin(x) <= x"},
    {"x y", "x < y", "erf(x) < erf(y) and erf(-y) == -erf(y)"},
    {"x y", "x > 0; y > 0", "(x^2 + 1)*(y^2 + 1) >= (x + y)^2 - 4*x*y"},
    {"x y", "", "not (x < y) or not (y < x)"},
    {"x y", "y > 0", "x^2/y >= 2*x - y"},
};

/// The letters replaced by small expressions, now and then.
std::string with_expressions(const std::string& text, const std::string& for_x, const std::string& for_y) {
  std::string result;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const auto letter = [&](std::size_t at) {
      return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    };
    const bool alone = !letter(k + 1) && (k == 0 || !letter(k - 1));
    result += alone && text[k] == 'x' ? for_x : alone && text[k] == 'y' ? for_y : std::string(1, text[k]);
  }
  return result;
}

std::string shown(const test::Values& values) {
  std::string text;
  for (const auto& [name, value] : values) text += name + " = " + value.str() + "  ";
  return text;
}

}  // namespace

TEST_CASE("whatever is proved of random formulas holds at random points") {
  Dice dice(11);
  const std::vector<std::string> names{"x", "y"},
      inner{"(x - y)", "(2*x)", "(x*y)", "(y + 1)", "sin(x)", "abs(y)", "x^2"};
  int proved = 0, looked_at = 0;
  for (int round = 0; round < 400; ++round) {
    Fact fact = dice.one_of(facts);
    if (dice.below(3) == 0) {
      const std::string x = dice.one_of(inner), y = dice.one_of(inner);
      fact.claim = with_expressions(fact.claim, x, y);
      fact.hypotheses = with_expressions(fact.hypotheses, x, y);
    }
    for (int changes = dice.below(3); changes > 0; --changes) {
      if (dice.below(5) == 0 && !fact.hypotheses.empty()) {
        fact.hypotheses = changed(fact.hypotheses, names, dice);
      } else {
        fact.claim = changed(fact.claim, names, dice);
      }
    }
    FormulaStatement statement;
    try {
      statement = {test::read_variables(fact.variables), test::read_hypotheses(fact.hypotheses),
                   test::read_term(fact.claim)};
    } catch (const std::runtime_error&) {
      continue;  // no statement any more
    }
    if (!prove_formula(statement, Deadline::in(0.05)).evidence) continue;
    ++proved;
    for (int k = 0; k < 60; ++k) {
      const test::Values values{{"x", dice.fraction()}, {"y", dice.fraction()}};
      bool admitted = true;
      for (const auto& hypothesis : statement.hypotheses)
        admitted = admitted && test::truth_at(hypothesis, values) == true;
      if (!admitted) continue;
      ++looked_at;
      INFO(fact.hypotheses << " | " << fact.claim << " | " << shown(values));
      REQUIRE(test::truth_at(statement.claim, values) != std::optional(false));
    }
  }
  CHECK(proved > 100);
  CHECK(looked_at > 2000);
}
