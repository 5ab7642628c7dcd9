#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/read_term.hpp"
#include "tests/proofs_check/kernel/kernel_step.hpp"

namespace {

using namespace flowcert::proofs::kernel;
using flowcert::proofs::test::granted;
using flowcert::proofs::test::kernel_context;
using flowcert::proofs::test::kernel_step;
using flowcert::proofs::test::read_term;

Data refuted_by(std::vector<Summand> summands) {
  Data data;
  data.refutation = Refutation{};
  data.refutation->summands = std::move(summands);
  return data;
}

Data no_root(std::vector<std::size_t> facts) {
  Data data;
  data.refutation = Refutation{};
  data.refutation->kind = Refutation::Kind::roots;
  data.refutation->facts = std::move(facts);
  return data;
}

}  // namespace

TEST_CASE("the kernel: definedness is shown by facts about the very terms") {
  const ContextPtr plain = kernel_context("x", ""), positive = kernel_context("x", "x > 0"), off = kernel_context("x", "x != 0");
  for (const char* claim : {"1/x == 1/x", "log(x) == log(x)", "x^(-1) == x^(-1)", "sqrt(x) == sqrt(x)", "x^(1/3) == x^(1/3)"}) {
    CHECK_FALSE(holds(*kernel_step(Rule::defined, plain, claim)));
    CHECK(holds(*kernel_step(Rule::defined, positive, claim)));
  }
  CHECK(holds(*kernel_step(Rule::defined, off, "1/x == 1/x")));
  CHECK_FALSE(holds(*kernel_step(Rule::defined, off, "log(x) == log(x)")));
  CHECK_FALSE(holds(*kernel_step(Rule::defined, kernel_context("x y", "x < 0"), "x^y == x^y")));
  CHECK_FALSE(holds(*kernel_step(Rule::defined, plain, "asin(x) == asin(x)")));
}

TEST_CASE("the kernel: identities are equal quotients where both sides are defined") {
  const ContextPtr plain = kernel_context("x y", ""), off = kernel_context("x y", "x != y");
  CHECK(holds(*kernel_step(Rule::identity, plain, "(x + y)^2 == x^2 + 2*x*y + y^2")));
  CHECK_FALSE(holds(*kernel_step(Rule::identity, plain, "(x + y)^2 == x^2 + x*y + y^2")));
  CHECK_FALSE(holds(*kernel_step(Rule::identity, plain, "(x^2 - y^2)/(x - y) == x + y")));
  const StepPtr apart = granted(off, "x - y != 0");
  CHECK(holds(*kernel_step(Rule::identity, off, "(x^2 - y^2)/(x - y) == x + y", {apart})));
  CHECK_FALSE(holds(*kernel_step(Rule::identity, off, "(x^2 - y^2)/(x - y) == x - y", {apart})));
  CHECK_FALSE(holds(*kernel_step(Rule::identity, plain, "x < x")));
  CHECK(holds(*kernel_step(Rule::identity, plain, "x <= x")));
}

TEST_CASE("the kernel: a certificate adds up to 0 with something positive in it") {
  const ContextPtr context = kernel_context("x y", "x >= 1; y >= x");
  // not (x + y >= 2): 2 - x - y > 0; x - 1 >= 0 twice and y - x >= 0 once.
  const std::vector<Summand> good{{1, Term(1), {0}}, {2, Term(1), {1}}, {1, Term(1), {2}}};
  CHECK(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by(good))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y > 2", {}, refuted_by(good))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 3", {}, refuted_by(good))));
  for (std::size_t k = 0; k < good.size(); ++k) {
    std::vector<Summand> changed = good;
    changed[k].coefficient += 1;
    CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by(changed))));
    changed = good;
    changed[k].coefficient = -changed[k].coefficient;
    CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by(changed))));
    changed = good;
    changed[k].facts = {7};
    CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by(changed))));
    changed = good;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(k));
    CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by(changed))));
  }
  // All multipliers negative add up to 0 as well.
  std::vector<Summand> negative = good;
  for (Summand& s : negative) s.coefficient = -s.coefficient;
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by(negative))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x + y >= 2", {}, refuted_by({}))));
}

TEST_CASE("the kernel: squares and products of facts") {
  const ContextPtr plain = kernel_context("x y", ""), positive = kernel_context("x y", "x > 0; y > 0");
  // not (x^2 + y^2 >= 2 x y)
  CHECK(holds(*kernel_step(Rule::certificate, plain, "x^2 + y^2 >= 2*x*y", {},
                           refuted_by({{1, Term(1), {0}}, {1, read_term("x - y"), {}}}))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, plain, "x^2 + y^2 > 2*x*y", {},
                                 refuted_by({{1, Term(1), {0}}, {1, read_term("x - y"), {}}}))));
  CHECK(holds(*kernel_step(Rule::certificate, positive, "x*y > 0", {},
                           refuted_by({{1, Term(1), {0}}, {1, Term(1), {1, 2}}}))));
  // An equality may be multiplied by anything, an inequality by squares only.
  const ContextPtr equal = kernel_context("x y", "x == y");
  CHECK(holds(*kernel_step(Rule::certificate, equal, "x^2 == x*y", {},
                           refuted_by({{1, Term(1), {0}}, {-1, read_term("x^2*(x - y)"), {1}}}))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, kernel_context("x y", "x >= y"), "x^2 >= x*y", {},
                                 refuted_by({{1, Term(1), {0}}, {1, read_term("x"), {1}}}))));
}

TEST_CASE("the kernel: what a quotient's sign says") {
  const ContextPtr context = kernel_context("x", "1/x > 0");
  // The fact is x > 0, as x*1; its negation is -x >= 0.
  CHECK(holds(*kernel_step(Rule::certificate, context, "x > 0", {}, refuted_by({{1, Term(1), {0}}, {1, Term(1), {1}}}))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x > 1", {}, refuted_by({{1, Term(1), {0}}, {1, Term(1), {1}}}))));
}

TEST_CASE("the kernel: roots of polynomials in one number") {
  const ContextPtr context = kernel_context("x y", "x^2 <= 2; x >= 0");
  CHECK(holds(*kernel_step(Rule::certificate, context, "x^3 < 3", {}, no_root({0, 1, 2}))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x^3 < 2", {}, no_root({0, 1, 2}))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x*y < 3", {}, no_root({0, 1, 2}))));
  CHECK_FALSE(holds(*kernel_step(Rule::certificate, context, "x^3 < 3", {}, no_root({0, 2}))));
}

TEST_CASE("the kernel: integers that differ, differ by one") {
  const ContextPtr integers = kernel_context("; integer m n", "m > n"), reals = kernel_context("m n", "m > n");
  const auto gap = [](const ContextPtr& context, const char* claim) {
    return holds(*kernel_step(Rule::integer_gap, context, claim, {kernel_step(Rule::hypothesis, context, "m > n")}));
  };
  CHECK(gap(integers, "m >= n + 1"));
  CHECK_FALSE(gap(reals, "m >= n + 1"));
  CHECK_FALSE(gap(integers, "m >= n + 2"));
}

TEST_CASE("the kernel: facts about functions need their conditions") {
  const ContextPtr plain = kernel_context("x", ""), positive = kernel_context("x", "x > 0");
  const auto fact = [](const ContextPtr& context, const char* name, const char* about, const char* claim) {
    Data data;
    data.terms = {read_term(about)};
    data.name = name;
    return holds(*kernel_step(Rule::function_fact, context, claim, {}, std::move(data)));
  };
  CHECK(fact(plain, "exp is positive", "x", "exp(x) > 0"));
  CHECK_FALSE(fact(plain, "exp is positive", "x", "exp(x) > 1"));
  CHECK_FALSE(fact(plain, "exp is positive", "1/x", "exp(1/x) > 0"));
  CHECK(fact(positive, "exp is positive", "1/x", "exp(1/x) > 0"));
  CHECK_FALSE(fact(plain, "square of a root", "x", "sqrt(x)^2 == x"));
  CHECK(fact(positive, "square of a root", "x", "sqrt(x)^2 == x"));
  CHECK_FALSE(fact(plain, "no such fact", "x", "exp(x) > 0"));
}

TEST_CASE("the kernel: logarithms of products") {
  const ContextPtr plain = kernel_context("x y", ""), positive = kernel_context("x y", "x > 0; y > 0");
  CHECK(holds(*kernel_step(Rule::exponential_of_sum, plain, "exp(x + y) == exp(x)*exp(y)")));
  CHECK_FALSE(holds(*kernel_step(Rule::exponential_of_sum, plain, "exp(x*y) == exp(x)*exp(y)")));
  CHECK_FALSE(holds(*kernel_step(Rule::exponential_of_sum, plain, "exp(2*x) == exp(x)^3")));
  CHECK(holds(*kernel_step(Rule::logarithm, positive, "log(x*y^2) == log(x) + 2*log(y)")));
  CHECK_FALSE(holds(*kernel_step(Rule::logarithm, plain, "log(x*y) == log(x) + log(y)")));
}
