#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/decide.hpp"
#include "proofs_check/decide/certificate_of.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "tests/proofs_check/kernel/changed_steps.hpp"
#include "tests/proofs_check/kernel/kernel_step.hpp"
#include "tests/proofs_check/kernel/sequent_at_points.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::proofs::kernel::Rule;
using flowcert::proofs::kernel::Step;
using flowcert::proofs::kernel::StepPtr;
using flowcert::proofs::test::ChangedStep;
using flowcert::proofs::test::changes_of;
using flowcert::proofs::test::point_against;
using flowcert::proofs::test::points_of;
using flowcert::proofs::test::Values;

/// Quick ones, of every kind of step.
constexpr std::array claims{"theorems/catalogue/2510.22980/B1-moments-two-classes",
                            "theorems/catalogue/2510.22980/B2-losses",
                            "theorems/catalogue/2510.22980/B5-converse-mu",
                            "theorems/catalogue/2510.22980/B7-majority-prior",
                            "theorems/catalogue/2510.22980/B9-depth-delays",
                            "theorems/catalogue/2510.22980/B10-bilinear-time",
                            "theorems/catalogue/2510.22980/B10-linear-time",
                            "theorems/catalogue/2510.22980/B10-ratio-linear",
                            "theorems/catalogue/2603.00742/A8-learning-time",
                            "theorems/catalogue/2603.00742/A19-product-bound",
                            "theorems/catalogue/2606.30509/C10-linearisation",
                            "theorems/catalogue/2606.30509/C11-cubic",
                            "tests/claims/true/definition-by-hypothesis",
                            "tests/claims/true/identity-log-of-product",
                            "tests/claims/true/identity-min-max-sum",
                            "tests/claims/true/identity-root-of-square",
                            "tests/claims/true/identity-x-over-abs",
                            "tests/claims/true/inequality-am-gm",
                            "tests/claims/true/inequality-corner",
                            "tests/claims/true/inequality-exp-taylor",
                            "tests/claims/true/inequality-log",
                            "tests/claims/true/inequality-min-kink",
                            "tests/claims/true/inequality-one-minus-exp",
                            "tests/claims/true/step-in-a-formula",
                            "tests/claims/true/steps-chain"};

std::vector<StepPtr> steps_of_claim(const std::string& name) {
  const auto file = flowcert::theorems::ClaimFile::read(std::filesystem::path(FLOWCERT_SOURCE_DIR) / (name + ".toml"));
  DecideOptions how;
  how.budget_seconds = 20;
  const ClaimResult result = decide(file, how);
  return certificate_file::steps_of(certificate_of(result.checks, Deadline::in(10)));
}

std::string text_of(const Step& step) {
  std::string text = std::string(name_of(step.rule)) + ": " + to_text(step.conclusion.claim) + "\n";
  for (const auto& h : step.conclusion.context->hypotheses) text += "  where " + to_text(h) + "\n";
  for (const StepPtr& premise : step.premises) {
    text += "  from " + to_text(premise->conclusion.claim) + "\n";
    for (const auto& h : premise->conclusion.context->hypotheses) text += "      where " + to_text(h) + "\n";
  }
  return text;
}

std::string text_of(const Values& values) {
  std::string text;
  for (const auto& [name, value] : values) text += name + " = " + flowcert::theorems::to_text(value) + "; ";
  return text;
}

/// Tries so many of a step's changes, and counts.
class Trial {
 public:
  std::size_t changes = 0, held = 0, examined = 0;
  std::map<std::string, std::size_t> kinds;

  void of(const Step& step) {
    constexpr std::size_t most = 60;
    if (step.rule == Rule::unchecked || step.rule == Rule::two_solvers) return;
    if (step.conclusion.context->motion) return;  // no points to look at: test_motion.cpp demands refusal of all
    REQUIRE(kernel::holds(step));
    look_at("nothing", step);
    const std::vector<ChangedStep> all = changes_of(step);
    for (std::size_t k = turn_++ % stride(all, most); k < all.size(); k += stride(all, most)) {
      ++changes;
      ++kinds[all[k].what];
      if (kernel::holds(all[k].step)) look_at(all[k].what, all[k].step);
    }
  }

 private:
  static std::size_t stride(const std::vector<ChangedStep>& all, std::size_t most) { return all.size() / most + 1; }

  /// A changed step that holds must still be a true one.
  void look_at(const std::string& what, const Step& step) {
    constexpr std::size_t most_points = 6;
    ++held;
    const std::vector<Values> points = points_of(*step.conclusion.context, most_points);
    if (!points.empty()) ++examined;
    const auto against = point_against(step, points);
    if (!against) return;
    FAIL_CHECK("changed: " + what + "\n" + text_of(step) + "false at " + text_of(*against));
  }

  std::size_t turn_ = 0;
};

}  // namespace

TEST_CASE("the kernel: what the test of changed steps calls false") {
  const auto context = test::kernel_context("x ; integer n", "x > 0");
  const auto points = points_of(*context, 20);
  REQUIRE(points.size() > 2);
  const auto is_false = [&](const char* claim) {
    return point_against(*test::kernel_step(Rule::unchecked, context, claim), points).has_value();
  };
  CHECK(is_false("x > 1"));
  CHECK(is_false("n >= 0"));
  CHECK(is_false("log(x - 1) <= x"));  // not defined everywhere
  CHECK(is_false("sqrt(x)^2 < x"));
  CHECK_FALSE(is_false("sqrt(x)^2 == x"));
  CHECK_FALSE(is_false("log(x) <= x - 1"));
  CHECK_FALSE(is_false("1/x > 0"));
  CHECK_FALSE(
      point_against(*test::kernel_step(Rule::unchecked, context, "x > 1", {test::granted(context, "x > 1")}), points));
}

TEST_CASE("the kernel: steps with one thing changed are refused or still true") {
  constexpr std::size_t most_steps_of_a_claim = 30;
  Trial trial;
  std::set<Rule> rules;
  for (const char* name : claims) {
    INFO(name);
    const std::vector<StepPtr> steps = steps_of_claim(name);
    CHECK(!steps.empty());
    const std::size_t stride = steps.size() / most_steps_of_a_claim + 1;
    for (std::size_t k = 0; k < steps.size(); k += stride) {
      rules.insert(steps[k]->rule);
      trial.of(*steps[k]);
    }
  }
  INFO(trial.changes << " changes, of which " << trial.held << " hold and " << trial.examined << " were looked at");
  CHECK(trial.changes > 5'000);
  CHECK(trial.held < trial.changes / 2);
  CHECK(trial.examined > trial.held / 2);
  CHECK(trial.kinds.size() > 20);
  CHECK(rules.size() > 10);
}
