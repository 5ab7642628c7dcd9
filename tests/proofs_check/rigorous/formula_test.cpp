#include <catch2/catch.hpp>

#include "proofs_check/decide.hpp"
#include "proofs_check/numeric/confirm_formula.hpp"
#include "proofs_check/rigorous/cancellation.hpp"
#include "proofs_check/rigorous/subdivision.hpp"
#include "proofs_check/rigorous/witness_search.hpp"
#include "theorems/language/claim_file.hpp"

namespace proofs = flowcert::proofs;
using flowcert::theorems::apply;
using flowcert::theorems::ClaimFile;
using flowcert::theorems::FreeParameter;
using flowcert::theorems::Op;
using flowcert::theorems::Rational;
using flowcert::theorems::relation;
using flowcert::theorems::Term;
using flowcert::theorems::variable;

namespace {

proofs::FormulaStatement over(const Rational& low, const Rational& high, const Term& claim) {
  FreeParameter x{"x", false, true, Term(low), Term(high), false, false};
  return {{x},
          {relation(Op::less_equal, Term(low), variable("x")), relation(Op::less_equal, variable("x"), Term(high))},
          claim};
}

proofs::Deadline soon() {
  return proofs::Deadline::in(5);
}

}  // namespace

TEST_CASE("subdivision certifies an inequality with a margin and refuses one without") {
  const Term x = variable("x");
  const Term bump = apply(Op::sin, {x}) * apply(Op::exp, {-x});
  const auto true_claim = over(0, 6, relation(Op::less, bump, Term(Rational(3225) / 10000)));
  CHECK(proofs::certify_by_subdivision(true_claim, soon()).evidence.has_value());
  // The maximum is exp(-pi/4)/sqrt(2) = 0.32239...
  const auto false_claim = over(0, 6, relation(Op::less, bump, Term(Rational(32239) / 100000)));
  CHECK_FALSE(proofs::certify_by_subdivision(false_claim, soon()).evidence.has_value());
  const auto unbounded =
      proofs::FormulaStatement{{FreeParameter{"x", false, false, {}, {}, false, false}}, {}, true_claim.claim};
  CHECK_FALSE(proofs::certify_by_subdivision(unbounded, soon()).evidence.has_value());
}

TEST_CASE("subdivision never certifies a relation with an undefined term") {
  const Term x = variable("x");
  const auto statement = over(-1, 1, relation(Op::equal, x / x, Term(1)));
  CHECK_FALSE(proofs::certify_by_subdivision(statement, soon()).evidence.has_value());
  CHECK_FALSE(
      proofs::certify_by_subdivision(over(-1, 1, relation(Op::greater_equal, apply(Op::sqrt, {x}), Term(0))), soon())
          .evidence.has_value());
}

TEST_CASE("a witness is found in a dip that sampling misses") {
  const Term x = variable("x");
  const Term quartic = pow(x, Term(4)) - Term(2) * pow(x, Term(2)) + Term(1) - Term(Rational(1) / 1'000'000'000);
  const auto statement = over(-3, 3, relation(Op::greater_equal, quartic, Term(0)));
  const auto found = proofs::search_witness(statement, {}, {}, soon());
  REQUIRE(found.witness.has_value());
  CHECK(found.witness->values().size() == 1);
}

TEST_CASE("no witness is found against a true inequality that touches zero") {
  const Term x = variable("x");
  const auto statement = over(-3, 3, relation(Op::greater_equal, pow(x * x - Term(1), Term(2)), Term(0)));
  CHECK_FALSE(proofs::search_witness(statement, {}, {}, soon()).witness.has_value());
}

TEST_CASE("equal summands cancel before balls see them") {
  const Term tiny = apply(Op::exp, {Term(-1'000'000)});
  CHECK(proofs::cancelled_difference(Term(1) + tiny, Term(1)) == tiny);
  CHECK(proofs::cancelled_difference(tiny + Term(2), Term(2) + tiny).is_number(0));
}

TEST_CASE("agreement at points is not accepted where points say nothing") {
  const Term x = variable("x");
  const Term zero(0);
  // A bump narrower than any sampling.
  const Term bump =
      apply(Op::max, {zero, Term(Rational(1) / 1'000'000'000) - apply(Op::abs, {x - Term(Rational(1) / 3)})});
  CHECK_FALSE(proofs::confirm_formula(over(0, 1, relation(Op::equal, bump, zero)), 50, soon()).evidence.has_value());
  // A subterm too small to be seen at any of the precisions used.
  const Term hidden = apply(Op::cos, {apply(Op::exp, {Term(-10'000'000) * (Term(1) + x * x)})});
  CHECK_FALSE(
      proofs::confirm_formula(over(0, 1, relation(Op::equal, hidden, Term(1))), 50, soon()).evidence.has_value());
  CHECK_FALSE(proofs::confirm_formula(over(0, 1, relation(Op::less, x, Term(2))), 50, soon()).evidence.has_value());
}

TEST_CASE("verdicts of small claim files") {
  const auto [text, wanted] = GENERATE(table<std::string, proofs::VerdictKind>({
      {"[[check]]\nclaim = \"sin(2017*2^(1/5)) == -1\"\n", proofs::VerdictKind::refuted},
      {"[[check]]\nclaim = \"0.1 + 0.2 == 0.3\"\n", proofs::VerdictKind::proved},
      {"[[check]]\nclaim = \"exp(-1000000) + 1 == 1\"\n", proofs::VerdictKind::refuted},
      {"[[check]]\nclaim = \"cos(10^(-1000)) == 1\"\n", proofs::VerdictKind::refuted},
      {"[parameters]\nx = { any = \"real\" }\n[[check]]\nclaim = \"x/x == 1\"\n", proofs::VerdictKind::refuted},
      {"[parameters]\nx0 = \"3/10\"\n[system]\nstate = { x = \"x0\" }\nequations = { x = \"-sign(x)\" }\n"
       "[[check]]\nclaim = \"x == 0\"\nfor = \"t in [299/1000, 2]\"\n",
       proofs::VerdictKind::refuted},
  }));
  proofs::DecideOptions options;
  options.budget_seconds = 20;
  const auto result = proofs::decide(ClaimFile::parse(text, "inline.toml"), options);
  CHECK(result.verdict.kind() == wanted);
}

TEST_CASE("a solution that ends before the stated interval is never a positive verdict") {
  const std::string text =
      "[system]\nstate = { x = \"1\" }\nequations = { x = \"x^2\" }\nt_end = \"2\"\n"
      "[[check]]\nclaim = \"x >= 1\"\n[[check]]\nclaim = \"ddt(x) == x^2\"\n[[check]]\nclaim = \"x == 1/(1 - t)\"\n";
  proofs::DecideOptions options;
  options.budget_seconds = 20;
  for (const auto& check : proofs::decide(ClaimFile::parse(text, "inline.toml"), options).checks) {
    CHECK_FALSE(proofs::is_positive(check.verdict.kind()));
  }
}
