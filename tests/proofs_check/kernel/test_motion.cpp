#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/decide/certificate_of.hpp"
#include "proofs_check/kernel/claim_certificate.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "tests/proofs_check/exact/read_term.hpp"
#include "tests/proofs_check/kernel/changed_steps.hpp"
#include "tests/proofs_check/kernel/kernel_step.hpp"
#include "tests/proofs_check/small_files.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::theorems::ClaimFile;
using kernel::Judgement;
using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;

/// A claim about dynamics in short: everything but the check, and what the check says.
std::string claim_text(const std::string& dynamics, const std::string& check) {
  return "title = \"a claim\"\n" + dynamics + "\n[[check]]\n" + check + "\n";
}

const std::string parameter = "[parameters]\na = { any = \"real\", positive = true }\n";

std::string flow_text(const std::string& model, const std::string& optimizer, const std::string& start) {
  return "[flow]\nmodel = \"" + model + "\"\noptimizer = \"" + optimizer +
         "\"\ntarget = { singular_values = [\"2\", \"1\"], bases = \"random\", seed = 1 }\ninit = " + start +
         "\nt_end = \"2\"";
}

struct Example {
  std::string name, text;
  std::set<Rule> rests_on;
};

const std::vector<Example>& examples() {
  static const std::vector<Example> all{
      {"decay",
       claim_text(parameter + "[system]\nstate = { x = \"a\" }\nequations = { x = \"-x\" }",
                  "claim = \"x == a*exp(-t)\"\nfor = \"t in [0, inf)\""),
       {Rule::solution, Rule::value_of_solution, Rule::life_by_solution, Rule::along}},
      {"a value at a time",
       claim_text(parameter + "[system]\nstate = { x = \"a\" }\nequations = { x = \"1\" }",
                  "claim = \"at(x, 3) == a + 3\"\nfor = \"t in [0, 3]\""),
       {Rule::solution, Rule::moment}},
      {"conserved",
       claim_text(parameter + "[system]\nstate = { x = \"a\", y = \"0\" }\nequations = { x = \"y^3\", y = \"-x^3\" }",
                  "claim = \"x^4 + y^4 == a^4\"\nfor = \"t in [0, 5]\""),
       {Rule::linear_comparison, Rule::life_by_bound, Rule::along}},
      {"a barrier",
       claim_text(parameter + "[system]\nstate = { x = \"a\" }\nequations = { x = \"x*sin(t)^2\" }",
                  "claim = \"x >= a\"\nfor = \"t in [0, 4]\""),
       {Rule::barrier, Rule::along}},
      {"bounded growth",
       claim_text(parameter + "[system]\nstate = { x = \"a\" }\nequations = { x = \"cos(x) + t\" }",
                  "claim = \"x >= a - t\"\nfor = \"t in [0, 4]\""),
       {Rule::barrier, Rule::life_by_growth}},
      {"sliding",
       claim_text("[system]\nstate = { x = \"1\" }\nequations = { x = \"-sign(x)\" }",
                  "claim = \"x == max(0, 1 - t)\"\nfor = \"t in [0, 3]\""),
       {Rule::solution}},
      {"its whole life",
       claim_text(parameter + "[system]\nstate = { x = \"a\" }\nequations = { x = \"x^2\" }", "claim = \"x >= a\""),
       {Rule::start, Rule::barrier}},
      {"up to a parameter that may be before the start",
       claim_text(
           "[parameters]\na = { any = \"real\" }\n[system]\nstate = { x = \"a^2 + 1\" }\nequations = { x = \"x/x\" }",
           "claim = \"x == a^2 + 1 + t\"\nfor = \"t in [0, a]\""),
       {Rule::solution, Rule::along}},
      {"induction",
       claim_text(parameter + "[iteration]\nstate = { x = \"a\" }\nstep = { x = \"x/(1 + x)\" }\nsteps = 50",
                  "claim = \"x > 0\""),
       {Rule::induction, Rule::life_of_iteration}},
      {"a run",
       claim_text("[iteration]\nstate = { x = \"1\" }\nstep = { x = \"x/2 + sign(x - 1/3)/7\" }\nsteps = 20",
                  "claim = \"abs(x) <= 1\""),
       {Rule::run}},
      {"one mode of an aligned flow",
       claim_text(flow_text("linear", "gradient", "{ kind = \"zero\" }"),
                  "claim = \"sigma[1] == 2*(1 - exp(-t))\"\nfor = \"t in [0, 1]\""),
       {Rule::in_parts, Rule::solution, Rule::along}},
      {"a saturated mode of an aligned flow",
       claim_text(flow_text("linear", "spectral", "{ kind = \"zero\" }"),
                  "claim = \"sigma[2] == min(t, 1)\"\nfor = \"t in [0, 2]\""),
       {Rule::in_parts, Rule::solution, Rule::along}},
      {"all modes of an aligned flow",
       claim_text(
           flow_text("two-layer", "gradient", "{ kind = \"aligned\", left_scale = \"1/2\", right_scale = \"1/3\" }"),
           "claim = \"off_diagonal == 0\"\nfor = \"t in [0, 2]\""),
       {Rule::in_parts, Rule::life_by_bound, Rule::along}},
  };
  return all;
}

std::vector<StepPtr> steps_of(const Example& example) {
  const ClaimResult result = flowcert::tests::decided(example.text, 30);
  INFO(example.name);
  CHECK(result.verdict.kind() == VerdictKind::proved);
  return certificate_file::steps_of(certificate_of(result.checks, Deadline::in(30)));
}

/// What differs in the conclusion and the premises alike is another step, as good as the first.
bool changes_everything_alike(const std::string& what) {
  static const std::set<std::string> alike{"hypothesis", "hypothesis left out", "whole numbers", "variable left out"};
  return alike.contains(what);
}

/// The motions differ in nothing but what was shown of them before.
bool same_but_for_what_is_known(const Step& one, const Step& other) {
  if (!one.conclusion.context->motion || !other.conclusion.context->motion) return false;
  kernel::Motion a = *one.conclusion.context->motion, b = *other.conclusion.context->motion;
  a.known = b.known;
  a.lives = b.lives;
  return a == b;
}

/// Parts are shown without what is known of the whole; and that each of them lives, in whatever order.
bool may_stay_true_in_parts(const Step& step, const test::ChangedStep& changed) {
  if (changed.what == "motion of the conclusion") return same_but_for_what_is_known(step, changed.step);
  return changed.what == "premises exchanged" && step.conclusion.judgement == Judgement::lives;
}

/// Changes by which a true step becomes another true one, or one that was the same to its rule.
bool may_stay_true(const Step& step, const test::ChangedStep& changed) {
  static const std::map<std::string, std::set<Rule>> harmless{
      // The time has these bounds in every motion and under all hypotheses; what solves the equations up to 3 starts,
      // whatever is known besides; a run of other numbers is another run.
      {"motion of the conclusion",
       {Rule::fact_of_motion, Rule::start, Rule::solution, Rule::life_by_growth, Rule::run}},
      // Hypotheses on the time are no matter for a value that holds at all times.
      {"hypothesis of the conclusion", {Rule::fact_of_motion, Rule::value_of_solution, Rule::run}},
      {"hypothesis left out of the conclusion", {Rule::fact_of_motion, Rule::value_of_solution, Rule::run}},
      // Another claim about a run may be true as well (the next test).
      {"claim", {Rule::run}},
      // A solution of another form lives as long; what lives has started.
      {"premise", {Rule::life_by_solution}},
      {"judgement", {Rule::life_by_solution}}};
  const auto found = harmless.find(changed.what);
  if (step.rule == Rule::in_parts && may_stay_true_in_parts(step, changed)) return true;
  if (changed.what == "use of a premise" && step.data.places.empty()) return true;  // not read by this rule
  return found != harmless.end() && found->second.contains(step.rule);
}

bool is_about_motions(Rule rule) {
  return rule >= Rule::fact_of_motion && rule <= Rule::along;
}

}  // namespace

TEST_CASE("the kernel: claims along motions are shown without trust") {
  for (const Example& example : examples()) {
    INFO(example.name);
    const ClaimResult result = flowcert::tests::decided(example.text, 30);
    const auto file = ClaimFile::parse(example.text, "inline.toml");
    const auto certificate = certificate_of(result.checks, Deadline::in(30));
    const auto shown = kernel::recheck(file, certificate_file::proofs_of(certificate));
    REQUIRE(shown.size() == 1);
    INFO(shown[0].complaint);
    CHECK(shown[0].complete());
    for (const Rule rule : example.rests_on) {
      INFO(name_of(rule));
      CHECK(shown[0].account.rules.contains(rule));
    }
  }
}

TEST_CASE("the kernel: steps about motions with one thing changed are refused") {
  std::map<std::string, std::size_t> kinds;
  std::size_t changes = 0;
  for (const Example& example : examples()) {
    for (const StepPtr& step : steps_of(example)) {
      if (!is_about_motions(step->rule)) continue;
      REQUIRE(kernel::holds(*step));
      for (const test::ChangedStep& changed : test::changes_of(*step)) {
        if (changes_everything_alike(changed.what) || !is_about_motions(changed.step.rule)) continue;
        if (may_stay_true(*step, changed)) continue;
        ++changes;
        ++kinds[changed.what];
        if (!kernel::holds(changed.step)) continue;
        FAIL_CHECK(example.name + ": changed " + changed.what + " in " + std::string(name_of(step->rule)) + " |- " +
                   to_text(step->conclusion.claim));
      }
    }
  }
  INFO(changes);
  CHECK(changes > 1'000);
  CHECK(kinds.size() > 8);
}

TEST_CASE("the kernel: a step of the file that rests on trust is told where it is used") {
  const std::string text =
      "title = \"a claim\"\n[system]\nstate = { x = \"1\" }\nequations = { x = \"-x\" }\n"
      "[[step]]\nname = \"s\"\nclaim = \"x > 0\"\nfor = \"t in [0, 2]\"\n"
      "[[check]]\nname = \"c\"\nclaim = \"x + 1 > 1\"\nfor = \"t in [0, 2]\"\nusing = [\"s\"]\n";
  const ClaimResult result = flowcert::tests::decided(text, 30);
  CHECK(result.verdict.kind() == VerdictKind::proved);
  const auto file = ClaimFile::parse(text, "inline.toml");
  kernel::Proofs proofs = certificate_file::proofs_of(certificate_of(result.checks, Deadline::in(30)));
  const auto with_step = kernel::recheck(file, proofs);
  REQUIRE(with_step.size() == 2);
  CHECK(with_step[0].complete());
  CHECK(with_step[1].complete());
  proofs.erase({"s", 0, 0});
  const auto without_step = kernel::recheck(file, proofs);
  REQUIRE(without_step.size() == 2);
  CHECK(without_step[1].shown == 1);
  CHECK_FALSE(without_step[1].complete());
  CHECK(without_step[1].account.trusted.contains("the step 's'"));
}

TEST_CASE("the kernel: a run is followed in exact numbers, up to its end") {
  auto motion = std::make_shared<kernel::Motion>();
  motion->iteration = true;
  motion->time = "n";
  motion->state = {"x"};
  motion->initial = {test::read_term("1")};
  motion->field = {test::read_term("x/2")};
  motion->horizon = test::read_term("6");
  const auto runs = [&](const std::string& claim, const std::string& hypotheses = "n >= 0") {
    auto context = std::make_shared<kernel::Context>(*test::kernel_context("x integer n", hypotheses));
    context->motion = motion;
    return kernel::holds(Step{Rule::run, {context, test::read_term(claim), Judgement::along}, {}, {}});
  };
  CHECK(runs("x >= 1/64"));
  CHECK_FALSE(runs("x > 1/64"));
  CHECK(runs("x > 1/64", "n < 6"));
  CHECK_FALSE(runs("x > 1/32", "n < 6"));
  CHECK_FALSE(runs("x <= sqrt(2)"));  // no rational number
  CHECK_FALSE(runs("n == 0"));
  motion->field = {test::read_term("1/(x - 1/4)")};
  CHECK(runs("x < 2"));
  motion->field = {test::read_term("1/(x - 1)")};
  CHECK_FALSE(runs("x < 2"));  // no second state
  motion->field = {test::read_term("x/2")};
  motion->horizon.reset();
  CHECK_FALSE(runs("x > 0"));
}

TEST_CASE("the kernel: that a solution lives does not follow from what holds along it") {
  auto motion = std::make_shared<kernel::Motion>();
  motion->time = "t";
  motion->state = {"x"};
  motion->initial = {test::read_term("1")};
  motion->field = {test::read_term("1/x")};
  auto context = std::make_shared<kernel::Context>(*test::kernel_context("t x", ""));
  context->motion = motion;
  const auto nothing = flowcert::theorems::constant(flowcert::theorems::Op::true_value);
  const auto absurd = [&](const kernel::ContextPtr& where, Judgement judgement) {
    return kernel::holds(Step{Rule::absurd, {context, nothing, judgement}, {test::granted(where, "0 == 1")}, {}});
  };
  const kernel::ContextPtr parameters = test::kernel_context("", "");
  CHECK_FALSE(absurd(context, Judgement::lives));
  CHECK(absurd(context, Judgement::holds));
  CHECK(absurd(parameters, Judgement::lives));
  const auto cases = [&](const kernel::ContextPtr& where) {
    std::vector<StepPtr> premises{test::granted(where, "0 < 1 or 1 < 0")};
    for (const char* one : {"0 < 1", "1 < 0"}) {
      auto premise = std::make_shared<Step>(*test::granted(kernel::with(context, test::read_term(one)), "0 == 0"));
      premise->conclusion.claim = nothing;
      premise->conclusion.judgement = Judgement::lives;
      premises.push_back(premise);
    }
    return kernel::holds(Step{Rule::cases, {context, nothing, Judgement::lives}, premises, {}});
  };
  CHECK(cases(parameters));
  CHECK_FALSE(cases(context));
}

TEST_CASE("the kernel: that nothing is looked at does not show that a solution starts") {
  auto motion = std::make_shared<kernel::Motion>();
  motion->time = "t";
  motion->state = {"x"};
  motion->initial = {test::read_term("1")};
  motion->field = {test::read_term("1/a")};
  const auto along_with = [&](const std::string& horizon, bool open, const std::string& further) {
    motion->horizon = test::read_term(horizon);
    motion->horizon_open = open;
    auto context = std::make_shared<kernel::Context>(*test::kernel_context("a t x", ""));
    context->motion = motion;
    auto life = std::make_shared<Step>(*test::granted(context, "0 == 0"));
    life->conclusion.claim = flowcert::theorems::constant(flowcert::theorems::Op::true_value);
    life->conclusion.judgement = Judgement::lives;
    std::vector<StepPtr> premises{life, test::granted(context, "x == 1")};
    if (!further.empty()) premises.push_back(test::granted(kernel::of_parameters(*context), further));
    return kernel::holds(Step{Rule::along, {context, test::read_term("x == 1"), Judgement::along}, premises, {}});
  };
  CHECK(along_with("0", false, ""));
  CHECK_FALSE(along_with("0", true, ""));
  CHECK_FALSE(along_with("-1", false, ""));
  CHECK_FALSE(along_with("a", false, ""));
  CHECK(along_with("a", false, "a >= 0"));
  CHECK_FALSE(along_with("a", true, "a >= 0"));
  CHECK(along_with("a", true, "a > 0"));
  CHECK_FALSE(along_with("a", false, "a != 0"));
}
