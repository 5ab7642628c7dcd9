#include <catch2/catch.hpp>

#include "tests/cli/program.hpp"

using namespace flowcert::cli;
using Catch::Contains;
using Catch::StartsWith;

namespace {

const std::string check = "[[check]]\nclaim = \"1 == 1\"\n";
const std::string line = "[system]\nstate = { x = \"1/3\", y = \"0\" }\nequations = { x = \"1\", y = \"x\" }\n" + check;

}  // namespace

TEST_CASE("simulate: a header, exact times, values to the digits asked for") {
  const Workplace here;
  here.write("a.toml", line);
  const Run run = here.run("simulate a.toml --times 0:1/2:1 --csv out.csv --digits 30");
  REQUIRE(run.status == 0);
  const std::string csv = here.read("out.csv");
  CHECK_THAT(csv, StartsWith("t,x,y\n0,0.333333333333333333333333333333,0\n1/2,0.833333333333333333333333333333,"));
  CHECK_THAT(csv, Contains("\n1,1.33333333333333333333333333333,0.833333333333333333333333333333\n"));
  CHECK(here.run("simulate a.toml --times 0:1/2:1 --digits 30").out == csv);
}

TEST_CASE("simulate: the start, exactly") {
  const Workplace here;
  here.write("a.toml", line);
  CHECK(here.run("simulate a.toml --initial").out == "t,x,y\n0,1/3,0\n");
}

TEST_CASE("simulate: an iteration counts its steps; finite choices give columns") {
  const Workplace here;
  here.write(
      "a.toml",
      "[parameters]\nr = { each = [2, 3] }\n[iteration]\nstate = { x = \"1\" }\nstep = { x = \"r*x\" }\nsteps = 9\n" +
          check);
  CHECK(here.run("simulate a.toml --times 0:3:6").out == "r,n,x\n2,0,1\n2,3,8\n2,6,64\n3,0,1\n3,3,27\n3,6,729\n");
}

TEST_CASE("simulate: where the solution ends the cells are empty") {
  const Workplace here;
  here.write("a.toml", "[system]\nstate = { x = \"1\" }\nequations = { x = \"x^2\" }\n" + check);
  const Run run = here.run("simulate a.toml --times 0:1/2:2 --digits 20");
  CHECK(run.status == 0);
  CHECK_THAT(run.out, Contains("\n1/2,2") && Contains("\n2,\n"));
}

TEST_CASE("simulate: what has no trajectory is an error") {
  const Workplace here;
  here.write("none.toml", check);
  here.write(
      "many.toml",
      "[parameters]\ns = { any = \"real\" }\n[system]\nstate = { x = \"s\" }\nequations = { x = \"1\" }\n" + check);
  for (const char* words :
       {"simulate none.toml --times 0:1:2", "simulate many.toml --times 0:1:2", "simulate missing.toml --times 0:1:2",
        "simulate none.toml --times 0:1", "simulate none.toml"}) {
    const Run run = here.run(words);
    INFO(words);
    CHECK(run.status == 2);
    CHECK_THAT(run.err, Contains(": error: "));
  }
}
