#include <catch2/catch.hpp>
#include <limits>

#include "reports/json.hpp"
#include "tests/reports/sample.hpp"

using namespace flowcert::reports;

TEST_CASE("a run written and read back is written the same") {
  const std::string text = text_of(to_json(sample_run()));
  const RunRecord back = run_from(Json::parse(text));
  CHECK(text_of(to_json(back)) == text);
  REQUIRE(back.claims.size() == 3);
  CHECK(back.claims[1].checks[0].witness[1].value == "[0.5 +/- 1e-5000]");
  CHECK(back.claims[1].checks[0].figures[0].series[0].y[1] == -4999.5);
}

TEST_CASE("the schema's fields are there") {
  const Json json = to_json(sample_run());
  for (const char* name : {"schema", "flowcert", "options", "machine", "claims"}) CHECK(json.contains(name));
  CHECK(json["schema"] == 1);
  const Json& claim = json["claims"][1];
  for (const char* name :
       {"id", "file", "title", "source", "status", "expect", "verdict", "as_expected", "seconds", "checks"})
    CHECK(claim.contains(name));
  CHECK(claim["as_expected"] == true);
  const Json& check = claim["checks"][0];
  for (const char* name : {"name", "claim", "for", "limit", "verdict", "method", "backend", "digits", "resolution",
                           "margin", "witness", "tried", "message"})
    CHECK(check.contains(name));
  CHECK(check["witness"]["t"] == "1/3");
  for (const char* name : {"method", "outcome", "reason", "seconds"}) CHECK(check["tried"][0].contains(name));
}

TEST_CASE("numbers that are no numbers and bytes that are no text do not break the file") {
  RunRecord run = sample_run();
  run.claims[0].checks[0].figures[0].series[0].y[0] = std::numeric_limits<double>::quiet_NaN();
  run.claims[0].head.title = "bad \xff byte and \x01 control";
  const Json json = Json::parse(text_of(to_json(run)));
  CHECK(json["claims"][0]["checks"][0]["figures"][0]["series"][0]["y"][0].is_null());
  CHECK_NOTHROW(run_from(json));
}

TEST_CASE("results that are not results are refused with the field's name") {
  Json json = to_json(sample_run());
  json["schema"] = 2;
  CHECK_THROWS_WITH(run_from(json), Catch::Contains("schema"));
  json = to_json(sample_run());
  json["claims"][0]["verdict"] = "true";
  CHECK_THROWS_WITH(run_from(json), Catch::Contains("verdict"));
  json = to_json(sample_run());
  json["claims"][0]["checks"][0]["digits"] = "many";
  CHECK_THROWS_WITH(run_from(json), Catch::Contains("digits"));
  json = to_json(sample_run());
  json["claims"] = 3;
  CHECK_THROWS_WITH(run_from(json), Catch::Contains("claims"));
  CHECK_THROWS(run_from(Json::parse("[1]")));
  CHECK_THROWS(run_from(Json::parse("\"text\"")));
  json = to_json(sample_run());
  json["claims"][0]["checks"][0]["figures"][0]["series"][0]["x"].push_back(1);
  CHECK_THROWS(run_from(json));
}
