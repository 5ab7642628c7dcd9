#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "reports/command.hpp"
#include "reports/csv.hpp"
#include "reports/formats/formats.hpp"
#include "reports/junit.hpp"
#include "reports/latex_table.hpp"
#include "reports/markup.hpp"
#include "reports/natural_order.hpp"
#include "reports/report.hpp"
#include "reports/terminal.hpp"
#include "tests/reports/sample.hpp"

using namespace flowcert::reports;
using Catch::Contains;
using Catch::StartsWith;
using flowcert::proofs::VerdictKind;

TEST_CASE("terminal: a refuted claim shows its witness, an undecided one what was tried") {
  const RunRecord run = sample_run();
  const std::string proved = claim_text(run.claims[0], {});
  CHECK_THAT(proved, Contains("proved") && Contains("2603.00742/A7-logistic") && Contains("0.25 s"));
  CHECK(std::count(proved.begin(), proved.end(), '\n') == 1);
  CHECK_THAT(claim_text(run.claims[1], {}), Contains("t = 1/3") && Contains("(as expected)"));
  CHECK_THAT(claim_text(run.claims[2], {}), Contains("tried identity") && Contains("not zero"));
  CHECK_THAT(summary_text(run, {}), Contains("3 claims") && Contains("1 proved") && Contains("1 not as expected"));
}

TEST_CASE("terminal: no file can steer the terminal, and colours come only when asked for") {
  ClaimRecord claim = sample_claim("a\x1b[2J", VerdictKind::refuted);
  claim.head.title = "\x1b]0;title\x07";
  CHECK(claim_text(claim, {}).find('\x1b') == std::string::npos);
  TerminalStyle style;
  style.colour = true;
  CHECK_THAT(claim_text(claim, style), Contains("\x1b["));
}

TEST_CASE("terminal: an expectation that is missed is named") {
  ClaimRecord claim = sample_claim("a", VerdictKind::confirmed);
  claim.head.least_evidence = "proved";
  CHECK_THAT(claim_text(claim, {}), Contains("NOT AS EXPECTED: holds, at least proved"));
  claim.head.expect = flowcert::theorems::Expectation::open;
  CHECK_THAT(claim_text(claim, {}), Contains("NEWS"));
}

TEST_CASE("terminal: the progress line fits the terminal") {
  CHECK(progress_text(3, 10, std::string(500, 'x'), 80).size() == 80);
  CHECK(progress_text(3, 10, "a", 80) == "[3/10] a");
  CHECK(progress_text(3, 10, "a", 0).empty());
}

TEST_CASE("durations read well") {
  CHECK(duration_text(0.123) == "0.12 s");
  CHECK(duration_text(99.999) == "1 min 40 s");
  CHECK(duration_text(185) == "3 min 05 s");
}

TEST_CASE("markup is escaped and what XML forbids is replaced") {
  CHECK(escape_markup("<a href=\"x\">&'</a>") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;");
  CHECK(escape_markup("\x01") == "\xEF\xBF\xBD");
  CHECK(escape_markup("\xff\xC3\xA9") == "\xEF\xBF\xBD\xC3\xA9");
  CHECK(escape_markup("\xC3") == "\xEF\xBF\xBD");
  CHECK(escape_markup("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
  CHECK(escape_latex("50% of a_b & \\x{~}") == "50\\% of a\\_b \\& \\textbackslash{}x\\{\\textasciitilde{}\\}");
}

TEST_CASE("JUnit: suites by paper, failures with the witness and the command") {
  RunRecord run = sample_run();
  run.claims[1].head.expect = flowcert::theorems::Expectation::none;
  const flowcert::theorems::Position where{"bad.toml", 3, 4};
  run.errors.push_back({where, "expected a value"});
  const std::string xml = junit_xml(run);
  CHECK_THAT(xml, Contains("<testsuite name=\"2603.00742\" tests=\"2\" failures=\"1\""));
  CHECK_THAT(xml, Contains("t = 1/3") && Contains("./run verify 2603.00742/A8-literal"));
  CHECK_THAT(xml, Contains("bad.toml:3:4: error: expected a value"));
  CHECK(xml.find("<b>") == std::string::npos);
}

TEST_CASE("A report has the files of every format, and one line for each check in its CSV") {
  const RunRecord run = sample_run();
  std::size_t checks = 0;
  for (const ClaimRecord& claim : run.claims) checks += claim.checks.size();
  std::set<std::string> names;
  for (const ReportFile& file : report_files(run)) {
    CHECK(names.insert(file.name).second);
    CHECK(!file.text.empty());
    if (file.name != "verdicts.csv") continue;
    CHECK_THAT(file.text, StartsWith("claim,as expected,seconds,check,verdict,method,backend\n"));
    CHECK(static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n')) == 1 + checks);
    CHECK_THAT(file.text, Contains("\n" + run.claims[0].head.id + ",yes,"));
  }
  CHECK(names.contains("index.html"));
  CHECK(names.contains("verdicts.csv"));
}

TEST_CASE("LaTeX: math that could break the table is left out") {
  RunRecord run = sample_run();
  run.claims[0].head.statement = "a } & b \\\\ {";
  const std::string table = latex_table(run);
  CHECK(table.find("a } & b") == std::string::npos);
  CHECK_THAT(table, Contains("\\(\\sigma_k(t) = \\min(t^2, s_k)\\)") && Contains("\\end{tabular}"));
}

TEST_CASE("the reproducing command is one shell line") {
  ClaimRecord claim = sample_claim("a/b", VerdictKind::proved);
  CHECK(reproducing_command(claim) == "./run verify a/b");
  claim.head.file = "my claims/it's.toml";
  CHECK(reproducing_command(claim) == "./run check 'my claims/it'\\''s.toml'");
}

TEST_CASE("names are ordered as people number things") {
  CHECK(naturally_less("A2", "A10"));
  CHECK_FALSE(naturally_less("A10", "A2"));
  CHECK(naturally_less("A8", "A8-literal"));
  CHECK(naturally_less("2510.22980/B1", "2603.00742/A1"));
  CHECK(naturally_less("A01", "A1") != naturally_less("A1", "A01"));
  CHECK_FALSE(naturally_less("A1", "A1"));
  CHECK(naturally_less("x0", "x00") != naturally_less("x00", "x0"));
}

TEST_CASE("CSV quotes what it must") {
  CHECK(csv_table({"t", "a,b"}, {{"0", "say \"x\""}}) == "t,\"a,b\"\n0,\"say \"\"x\"\"\"\n");
  CHECK_THROWS(csv_table({"t"}, {{"0", "1"}}));
}

TEST_CASE("runs from several machines become one, in order") {
  RunRecord second = sample_run();
  second.machine.processor = "another";
  second.claims.resize(1);
  second.claims[0].head.id = "2603.00742/A1-gradients";
  const RunRecord all = merged({sample_run(), second});
  REQUIRE(all.claims.size() == 4);
  CHECK(all.claims[0].head.id == "2603.00742/A1-gradients");
  CHECK(all.machine.processor == "a processor; another");
}
