#include <catch2/catch.hpp>

#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/life.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "reports/proof/outline_json.hpp"
#include "reports/proof/outline_of.hpp"
#include "tests/reports/proofs.hpp"

using namespace flowcert::reports::proof;
using Catch::Contains;
namespace kernel = flowcert::proofs::kernel;
namespace theorems = flowcert::theorems;

namespace {

std::string system_of(const std::string& state, const std::string& equations) {
  return "[system]\nstate = { " + state + " }\nequations = { " + equations + " }\n";
}

std::string check_of(const std::string& claim) {
  return "[[check]]\nclaim = \"" + claim + "\"\n";
}

/// Told in words, and without lines that only say that something is itself.
std::string told(const Outline& outline) {
  check_numbers(outline);
  const std::string text = joined(outline);
  CHECK_THAT(text, !Contains("by a rule without a name") && !Contains("0 = 0") && !Contains("\x03"));
  CHECK(outline_from(flowcert::reports::Json::parse(to_json(outline).dump())) == outline);
  return text;
}

const std::string factors = "[parameters]\np0 = { any = \"real\" }\nq0 = { any = \"real\" }\n" +
                            system_of("p = \"p0\", q = \"q0\"", "p = \"q*(1 - p*q)\", q = \"p*(1 - p*q)\"");

}  // namespace

TEST_CASE("what moves is introduced once, and a conserved quantity is told by its derivative") {
  const Outline outline = proof_of(factors + check_of("p^2 - q^2 == p0^2 - q0^2"));
  const std::string text = told(outline);
  CHECK_THAT(text, Contains("Let p0 and q0 be real numbers.\n"));
  CHECK_THAT(text, Contains("Let p and q be a solution, for t >= 0"));
  REQUIRE(outline.equations.size() == 2);
  CHECK(outline.equations[0].claim->text == "p' = q*(1 - p*q)");
  CHECK(outline.equations[0].claim->latex == "p' = q \\, (1 - p \\, q)");
  CHECK_THAT(text, Contains("A solution starts, as the right-hand sides are continuous around the start (Peano)"));
  CHECK_THAT(text, Contains("ddt(p^2") && Contains("is 0 at the start and is constant along the solution, by ("));
  CHECK(outline.items.back().claim->text == "p^2 - q^2 = p0^2 - q0^2");
}

TEST_CASE("a claim about a derivative is concluded as the file writes it") {
  const Outline outline = proof_of(factors + check_of("ddt(p^2 - q^2) == 0"));
  told(outline);
  CHECK(outline.claim.text == "ddt(p^2 - q^2) = 0");
  CHECK(outline.items.back().claim->text == "ddt(p^2 - q^2) = 0");
}

TEST_CASE("a sign that is kept is told by linear comparison, and life by growth") {
  const std::string text = told(proof_of("[parameters]\nx0 = { any = \"real\", positive = true }\n" +
                                         system_of("x = \"x0\"", "x = \"-x*sin(t)\"") +
                                         "[[check]]\nclaim = \"x > 0\"\nfor = \"t in [0, inf)\"\n"));
  CHECK_THAT(text, Contains("so that it keeps its sign (Gronwall)"));
  CHECK_THAT(text, Contains("Every solution lives") && Contains("at most linearly"));
}

TEST_CASE("a closed form is put into the equations, and is the only solution") {
  const Outline outline =
      proof_of("[parameters]\nx0 = { any = \"real\" }\n" + system_of("x = \"x0\"", "x = \"1 - x\"") +
               "[[check]]\nclaim = \"x == 1 + (x0 - 1)*exp(-t)\"\nfor = \"t in [0, 2]\"\n");
  const std::string text = told(outline);
  CHECK_THAT(text, Contains("for 0 <= t <= 2"));
  CHECK_THAT(text, Contains("is the solution up to t = 2, and the only one, as the equations hold, by (") &&
                       Contains("locally Lipschitz"));
  CHECK_THAT(latex_of(outline, "a"), Contains("0 \\le t \\le 2") && Contains("\\frac{d}{dt}"));
}

TEST_CASE("a field that jumps is told in Filippov's sense") {
  const std::string text = told(proof_of(system_of("x = \"0\"", "x = \"sign(1 - x)\"") +
                                         "[[check]]\nclaim = \"x == min(t, 1)\"\nfor = \"t in [0, 3]\"\n"));
  CHECK_THAT(text, Contains("in Filippov's sense"));
  CHECK_THAT(text, Contains("its velocity is the mean of the one-sided ones (Filippov)"));
  CHECK_THAT(text, Contains("so that there is no other (Filippov 1988, section 10)"));
}

TEST_CASE("an iteration is told by induction, and one of numbers by its run") {
  const std::string halves =
      "[parameters]\nx0 = { any = \"real\", positive = true }\n[iteration]\nstate = { x = \"x0\" "
      "}\nstep = { x = \"x/2\" }\n";
  const std::string text = told(proof_of(halves + check_of("x > 0")));
  CHECK_THAT(text, Contains("be the iteration, for whole numbers n >= 0") && Contains("x(n + 1) = x/2, x(0) = x0"));
  CHECK_THAT(text,
             Contains("by induction: it is true at the start") && Contains("The step from n to n + 1: let x > 0 ("));
  const std::string run =
      told(proof_of("[iteration]\nstate = { x = \"1/2\" }\nstep = { x = \"x^2 - 1\" }\nsteps = "
                    "\"6\"\n" +
                    check_of("x < 1")));
  CHECK_THAT(run, Contains("as every state up to n = 6 was computed in exact rational numbers"));
}

TEST_CASE("what a step of the file says along the solution is called by its name") {
  const std::string text =
      told(proof_of("[parameters]\nx0 = { any = \"real\", positive = true }\n" + system_of("x = \"x0\"", "x = \"-x\"") +
                    "[[step]]\nname = \"kept\"\nclaim = \"x > 0\"\n[[check]]\nclaim = \"x + 1 > "
                    "1\"\nusing = [\"kept\"]\n"));
  CHECK_THAT(text, Contains("x > 0 along the solution, by the step \u201ckept\u201d"));
}

namespace {

kernel::StepPtr step_of(kernel::Rule rule, kernel::ContextPtr context, theorems::Term claim,
                        std::vector<kernel::StepPtr> premises = {},
                        kernel::Judgement judgement = kernel::Judgement::holds, kernel::Data data = {}) {
  return std::make_shared<const kernel::Step>(
      kernel::Step{rule, {std::move(context), std::move(claim), judgement}, std::move(premises), std::move(data)});
}

}  // namespace

TEST_CASE("a barrier says where the derivative has its sign") {
  using theorems::Op;
  const theorems::Term x = theorems::variable("x"), zero(0);
  kernel::Motion motion{false, "t", {"x"}, {theorems::Term(1)}, {x * x - x}, std::nullopt, false, {}, false, false};
  const auto own = std::make_shared<const kernel::Context>(
      kernel::Context{{{"t", false}, {"x", false}}, {}, std::make_shared<const kernel::Motion>(motion)});
  const theorems::Term slope = x * x - x;
  for (const Op op : {Op::greater_equal, Op::greater}) {
    const theorems::Term claim = relation(op, x, zero);
    const theorems::Term where = relation(op == Op::greater ? Op::equal : Op::less, x, zero);
    const auto start =
        step_of(kernel::Rule::certificate, kernel::of_parameters(*own), relation(op, theorems::Term(1), zero));
    const auto there = step_of(kernel::Rule::identity, kernel::of_motion(*own), kernel::defined(x));
    const auto rises = step_of(kernel::Rule::unchecked, kernel::of_motion(*own, {where}), relation(op, slope, zero));
    const auto root = step_of(kernel::Rule::barrier, own, claim, {start, there, rises});
    REQUIRE(kernel::holds(*root));
    const Outline outline = outline_of(root, {}, 100);
    check_numbers(outline);
    REQUIRE(outline.items.size() == 1);
    CHECK(outline.items[0].blocks.size() == 1);
    CHECK_THAT(joined(outline), Contains(op == Op::greater ? "there is no first time at which it is"
                                                           : "does not decrease where it is negative"));
    CHECK_THAT(joined(outline), Contains(op == Op::greater ? "let x = 0:" : "let x < 0:"));
  }
}

TEST_CASE("life by a function of the state names the function and its inequality") {
  const theorems::Term x = theorems::variable("x");
  kernel::Motion motion{false, "t", {"x"}, {theorems::Term(1)}, {x - x * x * x}, std::nullopt, false, {}, false, false};
  const auto own = std::make_shared<const kernel::Context>(
      kernel::Context{{{"t", false}, {"x", false}}, {}, std::make_shared<const kernel::Motion>(motion)});
  const kernel::Data bounds{{x * x, theorems::Term(2), theorems::Term(1), theorems::Term(1)}, {}, std::nullopt, ""};
  const auto demands = kernel::premises_of_bound(*own, {}, bounds.terms);
  REQUIRE(demands.has_value());
  std::vector<kernel::StepPtr> premises;
  for (const kernel::Sequent& demand : *demands)
    premises.push_back(step_of(kernel::Rule::unchecked, demand.context, demand.claim));
  const auto root = step_of(kernel::Rule::life_by_bound, own, theorems::constant(theorems::Op::true_value), premises,
                            kernel::Judgement::lives, bounds);
  REQUIRE(kernel::holds(*root));
  const Outline outline = outline_of(root, {}, 100);
  check_numbers(outline);
  CHECK_THAT(joined(outline),
             Contains("Every solution lives for all times, as the function V = x*x has V' <= 2*(1 + V)") &&
                 Contains("each is at most V + 1 in size"));
}
