#include <catch2/catch.hpp>

#include "reports/proof/latex_term.hpp"
#include "reports/proof/notation.hpp"
#include "reports/proof/readable_term.hpp"

using namespace flowcert::reports::proof;
using namespace flowcert::theorems;

namespace {

const Term x = variable("x"), y = variable("y"), t = variable("t");

std::string shown_as(const Term& statement) {
  return to_text(readable_statement(statement));
}

}  // namespace

TEST_CASE("signs are drawn out of sums, and a comparison with 0 is one of its parts") {
  CHECK(to_text(readable(add({multiply({Term(-2), x}), y, multiply({Term(-1), t})}))) == "y - 2*x - t");
  CHECK(shown_as(relation(Op::greater_equal, add({x, multiply({Term(-1), pow(t, Term(2))})}), Term(0))) == "x >= t^2");
  CHECK(to_text(readable(-(x / Term(-1)))) == "x");
  CHECK(to_text(readable(y + multiply({Term(2), x}) / Term(-2))) == "y - x");
  CHECK(to_text(readable(multiply({Term(2), x}) / Term(3))) == "2*x/3");
  CHECK(shown_as(relation(Op::less, add({Term(1), multiply({Term(-1), x})}), Term(0))) == "x > 1");
  CHECK(shown_as(relation(Op::less_equal, x - y, Term(0))) == "x - y <= 0");  // as somebody wrote it
  CHECK(same_summands(multiply({x, y}) - t, add({multiply({Term(-1), t}), multiply({y, x})})));
  CHECK_FALSE(same_summands(x - t, x + t));
}

TEST_CASE("that a term is defined is not said beside what is said of it") {
  const Term here = relation(Op::equal, x, x), greater = relation(Op::greater, x, y);
  CHECK(to_text(without_defined_parts(conjunction({here, greater, greater}))) == "x > y");
  CHECK(to_text(without_defined_parts(apply(Op::implies, {greater, conjunction({here, greater})}))) ==
        "x > y implies x > y");
  CHECK(without_defined_parts(here) == here);
}

TEST_CASE("names and terms in LaTeX") {
  CHECK(latex_name("mu") == "\\mu");
  CHECK(latex_name("sigma0") == "\\sigma_{0}");
  CHECK(latex_name("p_m") == "p_{m}");
  CHECK(latex_name("s[1]") == "s_{1}");
  CHECK(latex_name("SNR") == "\\mathrm{SNR}");
  CHECK(to_latex(pow(x + y, Term(2)) / (t * Term(2))) == "\\frac{(x + y)^{2}}{t \\cdot 2}");
  CHECK(to_latex(relation(Op::less_equal, apply(Op::sqrt, {x}), apply(Op::exp, {-t}))) == "\\sqrt{x} \\le e^{-t}");
  CHECK(to_latex(x - (y - t)) == "x - (y - t)");
  CHECK(to_latex(multiply({Term(Rational(1, 2)), x})) == "\\tfrac{1}{2} \\, x");
}

TEST_CASE("expressions that the file names are called so, and no formula is endless") {
  const Term sum = apply(Op::exp, {x}) + y;
  Notation notation({{"u", sum}, {"unused", x * sum}, {"small", x * t}});
  CHECK(notation.formula(relation(Op::equal, pow(sum, Term(2)), x * t)).text == "u^2 = x*t");
  CHECK(notation.formula_as_written(x * -y).text == "x*(-y)");
  const auto names = notation.abbreviations();
  REQUIRE(names.size() == 1);
  CHECK(names[0].claim->text == "u = exp(x) + y");
  std::vector<Term> many;
  for (int k = 0; k < 2'000; ++k) many.push_back(pow(x, Term(k + 2)));
  CHECK(formula_of(add(many)).text.size() < 100);
}
