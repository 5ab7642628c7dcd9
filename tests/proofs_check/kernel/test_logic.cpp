#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/read_term.hpp"
#include "tests/proofs_check/kernel/kernel_step.hpp"

namespace {

using namespace flowcert::proofs::kernel;
using flowcert::proofs::test::granted;
using flowcert::proofs::test::kernel_context;
using flowcert::proofs::test::kernel_step;

const ContextPtr about_x = kernel_context("x", "x > 0");
const ContextPtr about_y = kernel_context("y", "y > 0");

}  // namespace

TEST_CASE("the kernel: a hypothesis is what stands there, or a part of it") {
  const ContextPtr context = kernel_context("x y", "x > 0 and y > 1; not (x == y or x == 2)");
  CHECK(holds(*kernel_step(Rule::hypothesis, context, "x > 0")));
  CHECK(holds(*kernel_step(Rule::hypothesis, context, "not (x == y)")));
  CHECK_FALSE(holds(*kernel_step(Rule::hypothesis, context, "x > 1")));
  CHECK_FALSE(holds(*kernel_step(Rule::hypothesis, context, "x >= 0")));
  CHECK_FALSE(holds(*kernel_step(Rule::hypothesis, context, "x != y")));
}

TEST_CASE("the kernel: claims speak of the context's variables alone") {
  CHECK_FALSE(holds(*kernel_step(Rule::defined, about_x, "y == y")));
  CHECK_FALSE(holds(*kernel_step(Rule::identity, about_x, "y + 1 == 1 + y")));
}

TEST_CASE("the kernel: conjunctions and disjunctions") {
  const StepPtr a = granted(about_x, "x > 1"), b = granted(about_x, "x < 5"), other = granted(about_y, "x < 5");
  CHECK(holds(*kernel_step(Rule::conjunction, about_x, "x > 1 and x < 5", {a, b})));
  CHECK_FALSE(holds(*kernel_step(Rule::conjunction, about_x, "x > 1 and x < 5", {b, a})));
  CHECK_FALSE(holds(*kernel_step(Rule::conjunction, about_x, "x > 1 and x < 5", {a})));
  CHECK_FALSE(holds(*kernel_step(Rule::conjunction, about_x, "x > 1 and x < 5", {a, other})));
  CHECK(holds(*kernel_step(Rule::disjunction, about_x, "x > 1 or x > 7", {a})));
  CHECK_FALSE(holds(*kernel_step(Rule::disjunction, about_x, "x > 2 or x > 7", {a})));
}

TEST_CASE("the kernel: implication and its hypothesis") {
  const ContextPtr more = with(about_x, flowcert::proofs::test::read_term("x > 3"));
  const StepPtr b = granted(more, "x > 2");
  CHECK(holds(*kernel_step(Rule::implication, about_x, "x > 3 implies x > 2", {b})));
  CHECK_FALSE(holds(*kernel_step(Rule::implication, about_x, "x > 2 implies x > 2", {b})));
  CHECK_FALSE(holds(*kernel_step(Rule::implication, about_x, "x > 3 implies x > 2", {granted(about_x, "x > 2")})));
}

TEST_CASE("the kernel: cases leave none out") {
  const auto with_x = [](const char* text) { return with(about_x, flowcert::proofs::test::read_term(text)); };
  const StepPtr all = kernel_step(Rule::order_cases, about_x, "x > 2 or x <= 2");
  CHECK(holds(*all));
  CHECK_FALSE(holds(*kernel_step(Rule::order_cases, about_x, "x > 2 or x < 2")));
  CHECK_FALSE(holds(*kernel_step(Rule::order_cases, about_x, "x > 2 or x <= 1")));
  CHECK_FALSE(holds(*kernel_step(Rule::order_cases, kernel_context("x", ""), "1/x > 2 or 1/x <= 2")));
  const StepPtr first = granted(with_x("x > 2"), "x^2 > 0"), second = granted(with_x("x <= 2"), "x^2 > 0");
  CHECK(holds(*kernel_step(Rule::cases, about_x, "x^2 > 0", {all, first, second})));
  CHECK_FALSE(holds(*kernel_step(Rule::cases, about_x, "x^2 > 0", {all, first})));
  CHECK_FALSE(holds(*kernel_step(Rule::cases, about_x, "x^2 > 0", {all, first, first})));
  CHECK_FALSE(holds(*kernel_step(Rule::cases, about_x, "x^2 > 1", {all, first, second})));
}

TEST_CASE("the kernel: weakening never loses a hypothesis") {
  const ContextPtr strong = kernel_context("x y", "x > 0 and y > 0"), weak = kernel_context("x", "x > 0");
  CHECK(holds(*kernel_step(Rule::weakening, strong, "x^2 > 0", {granted(weak, "x^2 > 0")})));
  CHECK_FALSE(holds(*kernel_step(Rule::weakening, weak, "x^2 > 0", {granted(strong, "x^2 > 0")})));
  const ContextPtr integer = kernel_context("; integer x", "x > 0");
  CHECK_FALSE(holds(*kernel_step(Rule::weakening, weak, "x >= 1", {granted(integer, "x >= 1")})));
}

TEST_CASE("the kernel: substitution puts in what is equal") {
  const ContextPtr both = kernel_context("x y", "x == y + 1; x > 2"), one = kernel_context("y", "y + 1 == y + 1; y + 1 > 2");
  const StepPtr equal = kernel_step(Rule::hypothesis, both, "x == y + 1");
  CHECK(holds(*kernel_step(Rule::substitution, both, "x > 1", {equal, granted(one, "y + 1 > 1")})));
  CHECK_FALSE(holds(*kernel_step(Rule::substitution, both, "x > 1", {equal, granted(one, "y > 1")})));
  CHECK_FALSE(holds(*kernel_step(Rule::substitution, both, "x > 1", {granted(both, "y == x - 1"), granted(one, "y + 1 > 1")})));
}

TEST_CASE("the kernel: a negated relation says nothing of what is undefined") {
  const ContextPtr context = kernel_context("x", "not (1/x > 0)");
  CHECK_FALSE(holds(*kernel_step(Rule::opposite, context, "1/x <= 0")));
  const ContextPtr defined = kernel_context("x", "not (1/x > 0); x != 0");
  CHECK(holds(*kernel_step(Rule::opposite, defined, "1/x <= 0")));
  CHECK_FALSE(holds(*kernel_step(Rule::opposite, defined, "1/x < 0")));
  CHECK_FALSE(holds(*kernel_step(Rule::same_meaning, context, "1/x <= 0", {kernel_step(Rule::hypothesis, context, "not (1/x > 0)")})));
}

TEST_CASE("the kernel: a proof goes in no circle") {
  auto a = std::make_shared<Step>(Step{Rule::part_of_conjunction, {about_x, flowcert::proofs::test::read_term("x > 7")}, {}, {}});
  auto b = std::make_shared<Step>(Step{Rule::part_of_conjunction, {about_x, flowcert::proofs::test::read_term("x > 7")}, {a}, {}});
  a->premises.push_back(b);
  CHECK(holds(*a));
  CHECK_FALSE(account_of(a).has_value());
  a->premises.clear();  // so that they are freed
}
