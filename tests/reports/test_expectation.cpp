#include <catch2/catch.hpp>
#include <stdexcept>

#include "reports/expectation.hpp"
#include "tests/reports/sample.hpp"

using namespace flowcert::reports;
using flowcert::proofs::VerdictKind;
using flowcert::theorems::Expectation;

namespace {

ClaimRecord claim(VerdictKind verdict, Expectation expect, const std::string& least = "") {
  ClaimRecord record = sample_claim("a", verdict);
  record.head.expect = expect;
  record.head.least_evidence = least;
  return record;
}

}  // namespace

TEST_CASE("a claim without expectation is well when it is positive") {
  for (const VerdictKind kind : {VerdictKind::proved, VerdictKind::certified, VerdictKind::confirmed})
    CHECK(exit_status(claim(kind, Expectation::none)) == ExitStatus::as_expected);
  CHECK(exit_status(claim(VerdictKind::undecided, Expectation::none)) == ExitStatus::undecided);
  CHECK(exit_status(claim(VerdictKind::refuted, Expectation::none)) == ExitStatus::not_as_expected);
}

TEST_CASE("least evidence is a floor on positive verdicts") {
  CHECK(as_expected(claim(VerdictKind::proved, Expectation::holds, "proved")));
  CHECK(as_expected(claim(VerdictKind::proved, Expectation::holds, "confirmed")));
  CHECK_FALSE(as_expected(claim(VerdictKind::certified, Expectation::holds, "proved")));
  CHECK_FALSE(as_expected(claim(VerdictKind::confirmed, Expectation::none, "certified")));
  CHECK(exit_status(claim(VerdictKind::confirmed, Expectation::holds, "certified")) == ExitStatus::not_as_expected);
  CHECK_FALSE(as_expected(claim(VerdictKind::undecided, Expectation::holds, "confirmed")));
  CHECK_FALSE(as_expected(claim(VerdictKind::refuted, Expectation::holds)));
}

TEST_CASE("a claim expected to be refuted is well only then") {
  CHECK(as_expected(claim(VerdictKind::refuted, Expectation::refuted)));
  CHECK(exit_status(claim(VerdictKind::undecided, Expectation::refuted)) == ExitStatus::undecided);
  CHECK(exit_status(claim(VerdictKind::proved, Expectation::refuted)) == ExitStatus::not_as_expected);
}

TEST_CASE("an open claim that is decided is news") {
  CHECK(as_expected(claim(VerdictKind::undecided, Expectation::open)));
  CHECK(exit_status(claim(VerdictKind::proved, Expectation::open)) == ExitStatus::not_as_expected);
  CHECK(exit_status(claim(VerdictKind::refuted, Expectation::open)) == ExitStatus::not_as_expected);
}

TEST_CASE("the worst status wins in the order 4, 2, 1, 3, 0") {
  const ExitStatus order[] = {ExitStatus::interrupted,     ExitStatus::internal_error, ExitStatus::wrong_input,
                              ExitStatus::not_as_expected, ExitStatus::undecided,      ExitStatus::as_expected};
  for (std::size_t i = 0; i < std::size(order); ++i)
    for (std::size_t j = i; j < std::size(order); ++j) {
      CHECK(worse(order[i], order[j]) == order[i]);
      CHECK(worse(order[j], order[i]) == order[i]);
    }
  RunRecord run;
  CHECK(exit_status(run) == ExitStatus::as_expected);
  run.claims = {claim(VerdictKind::proved, Expectation::none), claim(VerdictKind::undecided, Expectation::none)};
  CHECK(exit_status(run) == ExitStatus::undecided);
  run.claims.push_back(claim(VerdictKind::refuted, Expectation::none));
  CHECK(exit_status(run) == ExitStatus::not_as_expected);
  run.errors.resize(1);
  CHECK(exit_status(run) == ExitStatus::wrong_input);
  run.claims[0].internal_error = "crash";
  CHECK(exit_status(run) == ExitStatus::internal_error);
}

TEST_CASE("names of verdicts and expectations are read back") {
  for (const char* name : {"proved", "certified", "confirmed", "undecided", "refuted"})
    CHECK(flowcert::proofs::to_text(verdict_from(name)) == name);
  for (const char* name : {"", "holds", "refuted", "open"}) CHECK(to_text(expectation_from(name)) == name);
  CHECK_THROWS_AS(verdict_from("true"), std::invalid_argument);
  CHECK_THROWS_AS(expectation_from("Holds"), std::invalid_argument);
}
