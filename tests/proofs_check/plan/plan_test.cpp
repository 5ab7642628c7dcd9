#include "proofs_check/plan/plan.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "proofs_check/plan/aim.hpp"
#include "proofs_check/plan/follow.hpp"

using namespace flowcert::proofs;
using plan::Asked;
using plan::Entry;
using plan::Known;
using plan::Method;
using plan::Turn;

namespace {

std::vector<std::span<const Entry>> all_plans() {
  return {plan::for_formulas(), plan::for_systems(), plan::for_iterations(), plan::for_flows()};
}

bool always(const Known& /*known*/) {
  return true;
}

/// The methods that are asked when each answers as `answer` says.
template <class Answer>
std::vector<Method> asked(std::span<const Entry> entries, const Known& known, Answer&& answer) {
  std::vector<Method> methods;
  const bool settled =
      plan::follow(entries, Deadline::in(1000), known, [&](Method method, const Deadline& /*deadline*/) {
        methods.push_back(method);
        return answer(method);
      });
  CHECK(settled == (!methods.empty() && answer(methods.back()) == Turn::settled));
  return methods;
}

}  // namespace

TEST_CASE("every plan's shares are shares") {
  for (const auto& entries : all_plans()) {
    CHECK(!entries.empty());
    for (const Entry& entry : entries) {
      CHECK((entry.time.share > 0 && entry.time.share <= 1));
      CHECK((entry.time.most > 0 && entry.time.most <= 1));
      CHECK((entry.time.once_shown > 0 && entry.time.once_shown <= 1));
      CHECK((entry.time.reserve == 0 || (entry.time.reserve >= entry.time.share && entry.time.reserve <= 1)));
      for (const double left : {0.0, 0.5, 60.0, 1e6}) {
        CHECK(entry.time.seconds(left, false) <= left);
        CHECK(entry.time.seconds(left, true) <= entry.time.seconds(left, false));
      }
    }
  }
}

TEST_CASE("a time is a share between least and most, and never more than there is") {
  const plan::Time quick{.share = 0.1, .least_seconds = 1, .most_seconds = 4, .most = 0.4};
  CHECK(quick.seconds(20, false) == Approx(2));
  CHECK(quick.seconds(5, false) == Approx(1));
  CHECK(quick.seconds(1, false) == Approx(0.4));
  CHECK(quick.seconds(1000, false) == Approx(4));
  const plan::Time less{.share = 0.6, .once_shown = 0.5};
  CHECK(less.seconds(10, true) == Approx(3));
}

TEST_CASE("methods are asked in order until one settles the claim") {
  const std::vector<Entry> entries{
      {Method::exact_proof, {.share = 0.1}, always},
      {Method::sampled_runs, {.share = 0.1}, [](const Known& known) { return known.variables; }},
      {Method::agreement, {.share = 0.1}, always},
      {Method::full_matrices, {.share = 0.1}, always}};
  const auto agreement_settles = [](Method method) {
    return method == Method::agreement ? Turn::settled : Turn::gave_up;
  };
  CHECK(asked(entries, {}, agreement_settles) == std::vector{Method::exact_proof, Method::agreement});
  CHECK(asked(entries, {.variables = true}, agreement_settles) ==
        std::vector{Method::exact_proof, Method::sampled_runs, Method::agreement});
}

TEST_CASE("a method that gave up for a lasting reason is not asked again") {
  const std::vector<Entry> entries{{Method::exact_proof, {.share = 0.1}, always},
                                   {Method::witness_candidates, {.share = 0.1}, always},
                                   {Method::exact_proof, {.share = 0.9}, always},
                                   {Method::witness_candidates, {.share = 0.1}, always}};
  const auto for_good = [](Method method) {
    return method == Method::exact_proof ? Turn::gave_up_for_good : Turn::looked_at_all;
  };
  CHECK(asked(entries, {}, for_good) ==
        std::vector{Method::exact_proof, Method::witness_candidates, Method::witness_candidates});
}

TEST_CASE("a method is asked again for clearly more time, if it had used what it was given") {
  Asked asked;
  CHECK(asked.worth_while(Method::exact_proof, 1));
  asked.note(Method::exact_proof, Turn::gave_up, 4, 0);
  CHECK(!asked.worth_while(Method::exact_proof, 4));
  CHECK(asked.worth_while(Method::exact_proof, 8));
  CHECK(asked.worth_while(Method::agreement, 1));
  asked.note(Method::exact_proof, Turn::gave_up, 8, 7.5);
  CHECK(!asked.worth_while(Method::exact_proof, 1000));
}

TEST_CASE("what is shown well enough is still attacked, but no proof is searched for at length") {
  for (const bool variables : {false, true}) {
    const Known enough{.variables = variables, .candidates = true, .defects = true, .shown = true, .enough = true};
    for (const auto& entries : {plan::for_formulas(), plan::for_systems(), plan::for_iterations()}) {
      double to_prove = 0;
      bool attacked = false;
      for (const Entry& entry : entries) {
        if (!entry.applies(enough)) continue;
        if (entry.method == Method::exact_proof) to_prove += entry.time.seconds(60, true);
        attacked = attacked || entry.method != Method::exact_proof;
      }
      CHECK(to_prove <= 6);
      CHECK(attacked);
    }
  }
}

TEST_CASE("an aim is what a verdict must be good for") {
  using enum VerdictKind;
  const plan::Aim any;
  CHECK(any.shown_by(confirmed));
  CHECK(!any.shown_by(undecided));
  CHECK(!any.satisfied_by(certified));
  const plan::Aim to_certify{.least = certified, .enough = confirmed};
  CHECK(!to_certify.shown_by(confirmed));
  CHECK(!to_certify.satisfied_by(confirmed));
  CHECK(to_certify.satisfied_by(certified));
  const plan::Aim as_before{.enough = undecided};  // an earlier case of the check is undecided
  CHECK(as_before.satisfied_by(confirmed));
  CHECK(!as_before.satisfied_by(undecided));
}
