#include <catch2/catch.hpp>

#include "tests/cli/program.hpp"

using namespace flowcert::cli;
using Catch::Contains;
using Catch::StartsWith;

namespace {

const std::string holds = "1/10 + 2/10 == 3/10";
const std::string fails = "1/10 + 2/10 == 4/10";
// No method settles it: the two sides differ beyond every working precision.
const std::string open = "exp(10^(-30000)) == 1 + 10^(-30000)";

}  // namespace

TEST_CASE("exit status 0: what was claimed holds") {
  const Workplace here;
  here.write("a.toml", claim_file("a", holds));
  const Run run = here.run("check a.toml");
  CHECK(run.status == 0);
  CHECK_THAT(run.out, StartsWith("proved") && Contains(" a") && Contains("1 claim, 1 proved; as expected"));
  CHECK(run.err.empty());
  CHECK(run.out.find('\x1b') == std::string::npos);
  CHECK(run.out.find('\r') == std::string::npos);
}

TEST_CASE("exit status 1: refuted, with the witness and the command that reproduces it") {
  const Workplace here;
  here.write("a.toml", claim_file("a", "x^2 >= x", "[parameters]\nx = { any = \"real\" }"));
  const Run run = here.run("check a.toml");
  CHECK(run.status == 1);
  CHECK_THAT(run.out, StartsWith("refuted") && Contains("witness: x = ") && Contains("./run check a.toml"));
}

TEST_CASE("what is expected decides the status") {
  const Workplace here;
  here.write("a.toml", claim_file("a", fails, "expect = \"refuted\""));
  CHECK(here.run("check a.toml").status == 0);
  here.write("b.toml", claim_file("b", holds, "expect = \"refuted\""));
  CHECK(here.run("check b.toml").status == 1);
  here.write("c.toml", claim_file("c", open, "expect = \"open\""));
  CHECK(here.run("check c.toml").status == 0);
  here.write("d.toml", claim_file("d", holds, "expect = \"open\""));
  const Run news = here.run("check d.toml");
  CHECK(news.status == 1);
  CHECK_THAT(news.out, Contains("NEWS"));
}

TEST_CASE("exit status 3: undecided, with what was tried; --method asks for more than there is") {
  const Workplace here;
  here.write("a.toml", claim_file("a", open));
  const Run run = here.run("check a.toml");
  CHECK(run.status == 3);
  CHECK_THAT(run.out, StartsWith("undecided") && Contains("tried"));
}

TEST_CASE("exit status 2: errors name file, line and column, and hide no good file") {
  const Workplace here;
  here.write("claims/bad.toml", claim_file("bad", "1 + == 2"));
  here.write("claims/good.toml", claim_file("good", holds));
  const Run run = here.run("check claims missing.toml --json out.json");
  CHECK(run.status == 2);
  CHECK_THAT(run.err, Contains("claims/bad.toml:4:") && Contains(": error: ") && Contains("missing.toml:1:1: error: "));
  CHECK_THAT(run.out, StartsWith("proved"));
  const auto json = nlohmann::json::parse(here.read("out.json"));
  CHECK(json["claims"].size() == 1);
  CHECK(json["errors"].size() >= 2);
}

TEST_CASE("the worst status wins") {
  const Workplace here;
  here.write("a.toml", claim_file("a", open));
  here.write("b.toml", claim_file("b", fails));
  CHECK(here.run("check a.toml b.toml").status == 1);
  here.write("c.toml", "claim = \n");
  CHECK(here.run("check a.toml b.toml c.toml").status == 2);
}

TEST_CASE("ids are unique; a file is decided once however often it is named") {
  const Workplace here;
  here.write("d/a.toml", claim_file("same", holds));
  here.write("d/b.toml", claim_file("same", holds));
  const Run run = here.run("check d");
  CHECK(run.status == 2);
  CHECK_THAT(run.err, Contains("d/b.toml:1:1: error: ") && Contains("d/a.toml"));
  const Run once = here.run("check d/a.toml d/a.toml ./d/a.toml --json -");
  CHECK(once.status == 0);
  CHECK(once.json()["claims"].size() == 1);
}

TEST_CASE("an empty folder, a folder that is no folder, and files that are no text are errors, not crashes") {
  const Workplace here;
  std::filesystem::create_directories(here.path("empty"));
  CHECK(here.run("check empty").status == 2);
  here.write("binary.toml", std::string("\x00\xff\xfe\x01", 4));
  here.write("huge.toml", std::string(3U << 20U, '#'));
  here.write("deep.toml", claim_file("deep", std::string(100000, '(')));
  here.write("empty.toml", "");
  for (const char* name : {"binary", "huge", "deep", "empty"}) {
    const Run run = here.run("check " + std::string(name) + ".toml");
    INFO(name << ": " << run.err);
    CHECK(run.status == 2);
    CHECK_THAT(run.err, StartsWith(std::string(name) + ".toml:"));
  }
}

TEST_CASE("wrong options are wrong input") {
  const Workplace here;
  here.write("a.toml", claim_file("a", holds));
  for (const char* words : {"", "chekc a.toml", "check", "check a.toml --digits 3", "check a.toml --digits x",
                            "check a.toml --budget 0", "check a.toml --jobs 0", "check a.toml --method guess",
                            "check a.toml --no-such-option", "report r.json", "show", "new", "simulate a.toml"}) {
    const Run run = here.run(words);
    INFO(words << ": " << run.err);
    CHECK(run.status == 2);
    CHECK_FALSE(run.err.empty());
  }
  CHECK(here.run("--help").status == 0);
  CHECK(here.run("check --help").status == 0);
  CHECK_THAT(here.run("--version").out, StartsWith("flowcert "));
}

TEST_CASE("JSON on standard output: the schema and nothing else") {
  const Workplace here;
  here.write("a.toml", claim_file("a", holds, "title = \"a title\"\nsource = \"a source\"\nstatus = \"new\""));
  const Run run = here.run("check a.toml --json - --digits 60 --budget 9 --jobs 1 --method prove");
  REQUIRE(run.status == 0);
  const auto json = run.json();
  CHECK(json["schema"] == 1);
  CHECK(json["options"]["digits"] == 60);
  CHECK(json["options"]["method"] == "prove");
  const auto& claim = json["claims"][0];
  CHECK(claim["id"] == "a");
  CHECK(claim["file"] == "a.toml");
  CHECK(claim["title"] == "a title");
  CHECK(claim["source"] == "a source");
  CHECK(claim["status"] == "new");
  CHECK(claim["expect"] == "");
  CHECK(claim["verdict"] == "proved");
  CHECK(claim["as_expected"] == true);
  CHECK(claim["seconds"].is_number());
  const auto& check = claim["checks"][0];
  CHECK(check["claim"] == holds);
  CHECK(check["verdict"] == "proved");
  CHECK(check["tried"].is_array());
  CHECK(check["witness"].is_object());
}

TEST_CASE("results come in the files' order, whatever finishes first") {
  const Workplace here;
  std::string words;
  for (int i = 1; i <= 12; ++i) {
    here.write(std::to_string(i) + ".toml", claim_file("c" + std::to_string(i), i % 4 == 1 ? open : holds));
    words += " " + std::to_string(i) + ".toml";
  }
  for (const char* jobs : {" --jobs 1", " --jobs 5"}) {
    const auto json = here.run("check --json -" + words + jobs).json();
    REQUIRE(json["claims"].size() == 12);
    for (int i = 1; i <= 12; ++i) CHECK(json["claims"][i - 1]["id"] == "c" + std::to_string(i));
  }
}

TEST_CASE("quiet says nothing but errors") {
  const Workplace here;
  here.write("a.toml", claim_file("a", fails));
  const Run run = here.run("check a.toml missing.toml --quiet");
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK_FALSE(run.err.empty());
}

TEST_CASE("results that cannot be written are told before the work") {
  const Workplace here;
  here.write("a.toml", claim_file("a", holds));
  const Run run = here.run("check a.toml --json /no/such/folder/out.json");
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(here.run("check a.toml --report a.toml/out").status == 2);
}

TEST_CASE("a report is made with the run, and again from saved results, the same") {
  const Workplace here;
  here.write("a.toml", claim_file("a", holds));
  here.write("b.toml", claim_file("b", fails));
  CHECK(here.run("check a.toml b.toml --json r.json --report one").status == 1);
  CHECK(here.run("report r.json --out two").status == 0);
  for (const char* name : {"index.html", "claims.tex", "junit.xml", "results.json"}) {
    CHECK_FALSE(here.read(std::string("one/") + name).empty());
    CHECK(here.read(std::string("one/") + name) == here.read(std::string("two/") + name));
  }
  here.write("bad.json", "{\n\"schema\": 1,\n oops");
  const Run bad = here.run("report bad.json r.json --out three");
  CHECK(bad.status == 2);
  CHECK_THAT(bad.err, StartsWith("bad.json:3:"));
  CHECK_FALSE(here.read("three/index.html").empty());
}

TEST_CASE("new writes a claim that can be decided at once, and overwrites nothing") {
  const Workplace here;
  const Run run = here.run("new mine");
  CHECK(run.status == 0);
  CHECK(here.run("check mine.toml").status == 0);
  const std::string text = here.read("mine.toml");
  CHECK(here.run("new mine").status == 2);
  CHECK(here.read("mine.toml") == text);
  CHECK(here.run("new 'a b'").status == 2);
}

TEST_CASE("show prints a claim of the catalogue or of a file; list lists, also by paper") {
  const Workplace here;
  here.write("catalogue/p/A1.toml", claim_file("p/A1-one", holds, "title = \"One\"\nstatus = \"stated\""));
  here.write("catalogue/p/A10.toml", claim_file("p/A10-ten", holds, "title = \"Ten\""));
  here.write("catalogue/p/A2.toml", claim_file("p/A2-two", open, "title = \"Two\"\nexpect = \"open\"\nnote = \"why\""));
  const Run list = here.run("list --catalogue catalogue");
  CHECK(list.status == 0);
  CHECK(list.out.find("A1-one") < list.out.find("A2-two"));
  CHECK(list.out.find("A2-two") < list.out.find("A10-ten"));
  const Run table = here.run("list --by-paper", "FLOWCERT_CATALOGUE=catalogue");
  CHECK_THAT(table.out, Contains("## p (3 claims)") && Contains("| p/A2-two |") && Contains("open") && Contains("why"));
  CHECK_THAT(here.run("show p/A1-one --catalogue catalogue").out, Contains("One") && Contains(holds));
  CHECK_THAT(here.run("show p/A1-one --proof --catalogue catalogue").out, Contains("proved") && Contains("Proof:"));
  const Run latex = here.run("show p/A1-one --proof --format latex --catalogue catalogue");
  CHECK(latex.status == 0);
  CHECK_THAT(latex.out, Contains("\\providecommand") && Contains("\\begin{proof}") && Contains("\\end{proof}"));
  CHECK(here.run("show p/A1-one --proof --format word --catalogue catalogue").status == 2);
  CHECK(here.run("show nothing --catalogue catalogue").status == 2);
  CHECK(here.run("show p --catalogue catalogue").status == 2);
  CHECK(here.run("verify p/A1 p/A10-ten --catalogue catalogue --json -").json()["claims"].size() == 2);
  CHECK(here.run("verify 'p/*two' --catalogue catalogue --json -").json()["claims"].size() == 1);
  CHECK(here.run("verify nothing --catalogue catalogue").status == 2);
}
