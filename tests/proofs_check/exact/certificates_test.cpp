#include <catch2/catch.hpp>
#include <random>

#include "proofs_check/exact/real_certificate.hpp"
#include "proofs_check/exact/solver_answers.hpp"
#include "proofs_check/exact/univariate.hpp"
#include "tests/proofs_check/small_files.hpp"

using namespace flowcert::proofs::exact;
using flowcert::proofs::Deadline;
using flowcert::proofs::VerdictKind;
using flowcert::tests::verdict_of;

namespace {

/// Facts that hold at a point which is drawn with them.
std::vector<Fact> satisfiable(std::mt19937& random, const std::vector<Symbol>& symbols) {
  const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  GiNaC::exmap point;
  std::vector<Fact> facts;
  for (const Symbol& symbol : symbols) {
    const GiNaC::numeric value = GiNaC::numeric(draw(-3, 6)) / draw(1, 3);
    point[symbol] = value;
    if (draw(0, 1) == 1 && value >= 0) facts.push_back({symbol, value > 0 ? signs::positive : signs::nonnegative});
  }
  const int count = draw(2, 5);
  for (int k = 0; k < count; ++k) {
    Poly p = draw(-2, 2);
    for (int term = draw(1, 3); term > 0; --term) {
      Poly product = draw(-3, 3);
      for (int degree = draw(1, 3); degree > 0; --degree)
        product *= symbols[static_cast<std::size_t>(draw(0, static_cast<int>(symbols.size()) - 1))];
      p += product;
    }
    p = p.expand();
    if (draw(0, 2) == 0) p = (p - p.subs(point)).expand();  // an equation, or a touching inequality
    const auto value = GiNaC::ex_to<GiNaC::numeric>(p.subs(point));
    const SignSet sign = value > 0   ? (draw(0, 1) == 1 ? signs::positive : signs::nonzero)
                         : value < 0 ? (draw(0, 1) == 1 ? signs::negative : signs::nonpositive)
                                     : (draw(0, 1) == 1 ? signs::zero : signs::nonnegative);
    facts.push_back({p, sign});
  }
  return facts;
}

}  // namespace

TEST_CASE("what holds at a point is never contradicted") {
  std::mt19937 random(7);
  for (int round = 0; round < 120; ++round) {
    std::vector<Symbol> symbols;
    const int count = 1 + round % 4;
    for (int k = 0; k < count; ++k) symbols.emplace_back("x" + std::to_string(k));
    const std::vector<Fact> facts = satisfiable(random, symbols);
    CHECK_FALSE(certificate_of({facts, {}}, Deadline::in(0.2)).has_value());
    CHECK_FALSE(no_real_number_satisfies({facts, {}}));
  }
}

TEST_CASE("what cannot hold is contradicted by the method that is meant for it") {
  const Symbol x("x"), y("y"), s("s"), c("c"), d("d"), t("t");
  const auto linear = [](const std::vector<Fact>& facts) {
    return certificate_of({facts, {}}, Deadline::in(20)).has_value();
  };
  const auto square = [](const Poly& p) { return (p * p).expand(); };
  CHECK(linear({{Poly(square(x) - 2 * x * y + square(y)), signs::negative}}));
  CHECK(linear({{(square(x) * square(y) - square(square(x))).expand(), signs::nonzero},
                {(square(x) - square(y)).expand(), signs::zero}}));
  // S < d t^3 and d t <= s c^2, where d = c^3 and s^3 = S.
  CHECK(linear({{(d * GiNaC::pow(t, 3) - GiNaC::pow(s, 3)).expand(), signs::positive},
                {(s * square(c) - d * t).expand(), signs::nonnegative},
                {t, signs::nonnegative},
                {s, signs::positive},
                {c, signs::positive},
                {(d - GiNaC::pow(c, 3)).expand(), signs::zero}}));
  const Poly quintic = (GiNaC::pow(x, 5) - 4 * x + 3).expand();  // 0 at x = 1, where its slope is 1
  CHECK(no_real_number_satisfies({{{quintic, signs::negative}, {(x - 1).expand(), signs::nonnegative}}, {}}));
  CHECK_FALSE(no_real_number_satisfies({{{quintic, signs::nonpositive}, {(x - 1).expand(), signs::nonnegative}}, {}}));
  CHECK_FALSE(no_real_number_satisfies({{{(square(x) - 2).expand(), signs::zero}, {x, signs::positive}}, {}}));
  CHECK(no_real_number_satisfies({{{(square(x) - 2).expand(), signs::zero}, {(x - 2).expand(), signs::positive}}, {}}));
}

TEST_CASE("signs of factors, squares, quotients and roots contradict") {
  const Symbol x("x"), y("y"), z("z"), r("r"), a("a"), b("b");
  const auto contradict = [](const std::vector<Fact>& facts) {
    return certificate_of({facts, {}}, Deadline::in(20)).has_value();
  };
  const auto square = [](const Poly& p) { return (p * p).expand(); };
  CHECK(contradict({{(square(x - y) + square(x * z - 2)).expand(), signs::negative}}));
  CHECK(contradict({{(square(x) - square(y)).expand(), signs::positive},
                    {(x - y).expand(), signs::negative},
                    {x, signs::positive},
                    {y, signs::positive}}));
  // r = a^2 + b^2, as r >= 0 and r^2 is its square.
  CHECK(contradict({{(r - a * a - b * b).expand(), signs::nonzero},
                    {r, signs::nonnegative},
                    {(square(r) - square(a * a + b * b)).expand(), signs::zero}}));
  // x (1 - y) - z with y > 1
  CHECK(contradict({{(x * (1 - y) - z).expand(), signs::nonnegative},
                    {x, signs::positive},
                    {(1 - y).expand(), signs::negative},
                    {z, signs::nonnegative}}));
  CHECK_FALSE(contradict({{(square(x - y)).expand(), signs::nonpositive}}));  // at x = y
  CHECK_FALSE(contradict({{(r - a * a - b * b).expand(), signs::nonzero},     // at r = -1, a = 1, b = 0
                          {(square(r) - square(a * a + b * b)).expand(), signs::zero}}));
}

TEST_CASE("what touches is not proved strict, whatever the solver says") {
  const auto claim = GENERATE(as<std::string>{}, "sin(x) + cos(x) < sqrt(2)", "not (sin(x) + cos(x) == sqrt(2))",
                              "sin(x) - cos(x) < sqrt(2)", "2*sin(x) + 2*cos(x) < sqrt(8)");
  CHECK_FALSE(flowcert::proofs::is_positive(
      verdict_of("[parameters]\nx = { any = \"real\" }\n[[check]]\nclaim = \"" + claim + "\"\n", 4)));
}

TEST_CASE("a claim about nothing is not established") {
  const auto [assume, kind] = GENERATE(table<std::string, std::string>({{"x^2 == 2", "integer"},
                                                                        {"x^2 == 3*x + 1", "integer"},
                                                                        {"exists(y in [0, 1], y > 2 + x^2)", "real"},
                                                                        {"x^2 + 1 < 0 or x^4 + 1 < 0", "real"}}));
  const std::string text =
      "assume = [\"" + assume + "\"]\n[parameters]\nx = { any = \"" + kind + "\" }\n[[check]]\nclaim = \"x^2 >= 0\"\n";
  VerdictKind verdict = VerdictKind::undecided;
  try {
    verdict = verdict_of(text, 4);
  } catch (const flowcert::theorems::InputError&) {  // the contradiction is shown
  }
  CHECK_FALSE(flowcert::proofs::is_positive(verdict));
}
