#include <catch2/catch.hpp>

#include "cli/claim_job.hpp"
#include "reports/json.hpp"

using namespace flowcert::cli;
using flowcert::proofs::VerdictKind;
using flowcert::reports::CheckRecord;
using flowcert::reports::Json;

namespace {

CheckRecord check(const std::string& name, VerdictKind verdict) {
  CheckRecord record;
  record.name = name;
  record.verdict = verdict;
  return record;
}

std::string line(const char* kind, const Json& content) {
  Json message = Json::object();
  message[kind] = content;
  return flowcert::reports::line_of(message);
}

Json list(const std::vector<CheckRecord>& checks) {
  Json array = Json::array();
  for (const CheckRecord& record : checks) array.push_back(to_json(record));
  return array;
}

std::string claim(const char* verdict, const std::vector<CheckRecord>& checks) {
  return line("claim", {{"verdict", verdict}, {"seconds", 1.0}, {"checks", list(checks)}});
}

ClaimInbox inbox() {
  ClaimInbox result{flowcert::reports::ClaimRecord()};
  result.take(line("plan", list({check("one", VerdictKind::undecided), check("two", VerdictKind::undecided)})));
  return result;
}

}  // namespace

TEST_CASE("a whole result is taken as it is") {
  ClaimInbox box = inbox();
  box.take(claim("confirmed", {check("one", VerdictKind::proved), check("two", VerdictKind::confirmed)}));
  box.close({}, 2);
  CHECK(box.claim().verdict == VerdictKind::confirmed);
  CHECK(box.claim().seconds == 2);
  CHECK(box.claim().internal_error.empty());
}

TEST_CASE("a claim is never better than its checks, nor than a check that was forgotten") {
  ClaimInbox box = inbox();
  box.take(claim("proved", {check("one", VerdictKind::proved), check("two", VerdictKind::refuted)}));
  box.close({}, 1);
  CHECK(box.claim().verdict == VerdictKind::refuted);
  ClaimInbox forgetful = inbox();
  forgetful.take(claim("proved", {check("one", VerdictKind::proved)}));
  forgetful.close({}, 1);
  CHECK(forgetful.claim().verdict == VerdictKind::undecided);
  ClaimInbox empty{flowcert::reports::ClaimRecord()};
  empty.take(claim("proved", {}));
  empty.close({}, 1);
  CHECK(empty.claim().verdict == VerdictKind::undecided);
}

TEST_CASE("what a stopped worker decided is kept; the rest is undecided with the reason") {
  ClaimInbox box = inbox();
  box.take(line("check", to_json(check("two", VerdictKind::proved))));
  box.close({Ending::Kind::out_of_time, "stopped after 66 s"}, 66);
  REQUIRE(box.claim().checks.size() == 2);
  CHECK(box.claim().checks[0].message == "not decided: stopped after 66 s");
  CHECK(box.claim().checks[1].verdict == VerdictKind::proved);
  CHECK(box.claim().verdict == VerdictKind::undecided);
  CHECK(box.claim().internal_error.empty());
}

TEST_CASE("no positive verdict without the whole result; a refuted check refutes all the same") {
  ClaimInbox box = inbox();
  box.take(line("check", to_json(check("one", VerdictKind::proved))));
  box.take(line("check", to_json(check("two", VerdictKind::proved))));
  box.close({Ending::Kind::crashed, "signal 11"}, 1);
  CHECK(box.claim().verdict == VerdictKind::undecided);
  CHECK(box.claim().internal_error == "signal 11");
  ClaimInbox refuted = inbox();
  refuted.take(line("check", to_json(check("one", VerdictKind::refuted))));
  refuted.close({Ending::Kind::stopped, "interrupt"}, 1);
  CHECK(refuted.claim().verdict == VerdictKind::refuted);
}

TEST_CASE("a worker that says nothing is an internal error") {
  ClaimInbox box{flowcert::reports::ClaimRecord()};
  box.close({}, 1);
  CHECK(box.claim().verdict == VerdictKind::undecided);
  CHECK_FALSE(box.claim().internal_error.empty());
  CHECK(box.claim().checks.size() == 1);
}
