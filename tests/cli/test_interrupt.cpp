#include <catch2/catch.hpp>
#include <string>

#include "tests/cli/program.hpp"

using namespace flowcert::cli;
using Catch::Contains;

namespace {

/// Chaos to a time that no budget reaches: works until it is stopped.
std::string endless(const std::string& id, const std::string& first_check = "") {
  return "id = \"" + id + "\"\n[system]\nstate = { x = \"1\", y = \"1\", z = \"1\" }\n" +
         "equations = { x = \"10*(y - x)\", y = \"x*(28 - z) - y\", z = \"x*y - 8/3*z\" }\nt_end = \"1000000\"\n" +
         first_check + "[[check]]\nname = \"far\"\nclaim = \"at(x, 1000000) > 0\"\n";
}

const std::string easy_check = "[[check]]\nname = \"easy\"\nclaim = \"1 + 1 == 2\"\n";

}  // namespace

TEST_CASE("an interrupt keeps what was decided, writes it, and ends with its own status") {
  const Workplace here;
  here.write("a.toml", claim_file("quick", "1 + 1 == 2"));
  here.write("b.toml", endless("endless"));
  const Run run =
      here.run("check a.toml b.toml --jobs 2 --json out.json --report out", "timeout --foreground --preserve-status -s INT 6");
  CHECK(run.status == 130);
  CHECK_THAT(run.out, Contains("proved") && Contains("quick") && Contains("interrupted"));
  const auto json = nlohmann::json::parse(here.read("out.json"));
  CHECK(json["interrupted"] == true);
  REQUIRE(json["claims"].size() == 2);
  CHECK(json["claims"][0]["verdict"] == "proved");
  CHECK(json["claims"][1]["verdict"] == "undecided");
  CHECK_FALSE(here.read("out/index.html").empty());
}

TEST_CASE("out of time is undecided with the reason, and keeps the checks that were decided") {
  const Workplace here;
  here.write("a.toml", endless("endless", easy_check));
  const Run run = here.run("check a.toml --budget 1 --json -");
  CHECK(run.status == 3);
  const auto claim = run.json()["claims"][0];
  CHECK(claim["verdict"] == "undecided");
  CHECK(claim["seconds"] < 10);
  REQUIRE(claim["checks"].size() == 2);
  CHECK(claim["checks"][0]["verdict"] == "proved");
  CHECK(claim["checks"][1]["verdict"] == "undecided");
  CHECK((!claim["checks"][1]["message"].get<std::string>().empty() || !claim["checks"][1]["tried"].empty()));
}

TEST_CASE("a worker that is killed is an internal error that names the claim, and harms no other") {
  const Workplace here;
  here.write("a.toml", endless("victim", easy_check));
  here.write("b.toml", claim_file("other", "1 + 1 == 2"));
  // The worker is the only child of the program; it is killed from outside once it works.
  const Run run = here.run("check a.toml b.toml --jobs 1 --json out.json",
                           "sh -c '\"$@\" & main=$!; sleep 4; kill -SEGV $(cat /proc/$main/task/$main/children); "
                           "wait $main' sh");
  CHECK(run.status == 4);
  const auto json = nlohmann::json::parse(here.read("out.json"));
  REQUIRE(json["claims"].size() == 2);
  CHECK_THAT(json["claims"][0]["internal_error"].get<std::string>(), Contains("signal 11"));
  CHECK(json["claims"][0]["checks"][0]["verdict"] == "proved");
  CHECK(json["claims"][0]["as_expected"] == false);
  CHECK(json["claims"][1]["verdict"] == "proved");
}
