#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <set>
#include <string>

#include "reports/figures/svg.hpp"
#include "reports/html/page.hpp"
#include "reports/html/witness.hpp"
#include "reports/parts/mathml.hpp"
#include "reports/parts/program.hpp"
#include "reports/report.hpp"
#include "tests/reports/sample.hpp"

using namespace flowcert::reports;
using Catch::Contains;
using flowcert::proofs::VerdictKind;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t result = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++result;
  return result;
}

/// All values of an attribute.
std::vector<std::string> values(const std::string& html, const std::string& attribute) {
  std::vector<std::string> result;
  const std::string begin = " " + attribute + "=\"";
  for (std::size_t at = 0; (at = html.find(begin, at)) != std::string::npos;) {
    at += begin.size();
    result.push_back(html.substr(at, html.find('"', at) - at));
  }
  return result;
}

/// A run of other programs as if they were not installed.
class EmptyPath {
 public:
  EmptyPath() : before_(std::getenv("PATH")) { setenv("PATH", "/nonexistent", 1); }
  ~EmptyPath() { setenv("PATH", before_.c_str(), 1); }

 private:
  std::string before_;
};

}  // namespace

TEST_CASE("the page names every claim, its verdict, and what is false with its witness") {
  const std::string html = html_page(sample_run());
  for (const char* id : {"2603.00742/A7-logistic", "2603.00742/A8-literal", "own"}) CHECK_THAT(html, Contains(id));
  CHECK_THAT(html, Contains("False at") && Contains("= 0.33333333333333333333333333333") && Contains("1e-44"));
  CHECK_THAT(html, Contains("./run verify 2603.00742/A8-literal"));
  CHECK_THAT(html, Contains("1 of 3 claims did not come out as expected"));
  CHECK(html.find("<b>markup</b>") == std::string::npos);
}

TEST_CASE("the page needs nothing from elsewhere") {
  const std::string html = html_page(sample_run());
  for (const std::string& address : values(html, "href"))
    CHECK((address.rfind('#', 0) == 0 || address.rfind("data:", 0) == 0 || address == "results.json"));
  CHECK(count(html, " src=") == 0);
  CHECK(count(html, "@import") == 0);
  CHECK(count(html, "url(") == 0);
}

TEST_CASE("the page is accessible: language, headings in order, names, unique ids, links that lead somewhere") {
  const std::string html = html_page(sample_run());
  CHECK_THAT(html, Contains("<html lang=\"en\">") && Contains("<main>") && Contains("<title>flowcert report</title>"));
  CHECK(count(html, "<h1") == 1);
  int level = 1;
  for (std::size_t at = 0; (at = html.find("<h", at)) != std::string::npos; ++at) {
    const char digit = html[at + 2];
    if (digit < '1' || digit > '6') continue;
    CHECK(digit - '0' <= level + 1);
    level = digit - '0';
  }
  const std::vector<std::string> ids = values(html, "id");
  const std::set<std::string> distinct(ids.begin(), ids.end());
  CHECK(distinct.size() == ids.size());
  for (const std::string& address : values(html, "href"))
    if (address.rfind('#', 0) == 0) CHECK(distinct.count(address.substr(1)) == 1);
  for (const std::string& name : values(html, "aria-labelledby")) CHECK(distinct.count(name) == 1);
  CHECK(count(html, "<table") == count(html, "<caption"));
  CHECK(count(html, "<th>") == 0);  // every header says what it heads
}

TEST_CASE("the same record gives the same page") {
  CHECK(html_page(sample_run()) == html_page(sample_run()));
}

TEST_CASE("two claims of one id keep names of their own within the page") {
  RunRecord run = sample_run();
  run.claims.push_back(run.claims[0]);
  const std::vector<std::string> ids = values(html_page(run), "id");
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
}

TEST_CASE("a wrong claim changes the counts") {
  RunRecord run = sample_run();
  const std::string before = html_page(run);
  run.claims[0].verdict = VerdictKind::refuted;
  CHECK(html_page(run) != before);
  CHECK_THAT(html_page(run), Contains("2 of 3 claims did not come out as expected"));
}

TEST_CASE("statements are typeset, and stand as text where that fails") {
  const std::vector<std::string> math = mathml({"\\frac{a}{b} < c", "\\nonsense{ <", "x & y </p><p>"});
  REQUIRE(math.size() == 3);
  CHECK_THAT(math[0], Contains("<math") && Contains("<mfrac>"));
  CHECK_THAT(math[1], Contains("<code>") && Contains("&lt;"));
  CHECK(math[2].find("</p><p>") == std::string::npos);
}

TEST_CASE("figures are drawn from their data, with axes, and fit any page") {
  const RunRecord run = sample_run();
  const std::vector<std::string> drawings = svg(run.claims[0].checks[0].figures, "f");
  REQUIRE(drawings.size() == 1);
  CHECK_THAT(drawings[0], Contains("<title id=\"f0\">Error</title>") && Contains("1e-5000") && Contains("difference") &&
                              Contains("A &amp; B"));
  CHECK(count(drawings[0], "black") == 0);
  CHECK(count(drawings[0], "<g") == count(drawings[0], "</g>"));
  CHECK(csv_of(run.claims[0].checks[0].figures[0]) ==
        "series,t,log10 of difference\nA & B,0,-5000\nA & B,1,-4999.5\nA & B,2,-4000\n");
}

TEST_CASE("a figure of hostile text or without points does no harm") {
  flowcert::proofs::FigureData figure{"error", "</title><script>", "'; system('false'); '", "\n`x`", {}};
  CHECK(svg({figure}, "f")[0].empty());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  figure.series.push_back({"$a'b\\", {0, 1, 2, 3}, {1, nan, 2, 3}, false});
  const std::string drawing = svg({figure}, "f")[0];
  CHECK_THAT(drawing, Contains("<svg"));
  CHECK(drawing.find("<script>") == std::string::npos);
}

TEST_CASE("without the parts the page is still whole") {
  const EmptyPath none;
  const std::string html = html_page(sample_run());
  CHECK_THAT(html, Contains("<code>\\sigma_k(t)") && Contains("data (CSV)") && Contains("</html>"));
  CHECK(count(html, "<svg") == 0);
}

TEST_CASE("a program that fails or hangs gives nothing") {
  CHECK_FALSE(run_program({"false"}, "").has_value());
  CHECK_FALSE(run_program({"no-such-program-here"}, "").has_value());
  CHECK_FALSE(run_program({"sleep", "30"}, "", 0.2).has_value());
  CHECK(run_program({"cat"}, "text") == "text");
}

TEST_CASE("fractions are shown to 30 digits") {
  using html::decimal_value;
  CHECK(decimal_value("1/3") == "0.333333333333333333333333333333...");
  CHECK(decimal_value("2/3") == "0.666666666666666666666666666667...");
  CHECK(decimal_value("-1/8") == "-0.125");
  CHECK(decimal_value("355/113") == "3.14159292035398230088495575221...");
  CHECK(decimal_value("5/2") == "2.5");
  CHECK(decimal_value("1000/3") == "333.333333333333333333333333333...");
  CHECK(decimal_value("1/1000000") == "1e-6");
  CHECK(decimal_value("1/3000000") == "3.33333333333333333333333333333e-7...");
  CHECK(decimal_value("2").empty());
  CHECK(decimal_value("0/7").empty());
  CHECK(decimal_value("1/0").empty());
  CHECK(decimal_value("[0.5 +/- 1e-3]").empty());
  CHECK(decimal_value("1" + std::string(40, '0')) == "1e40");
  CHECK(decimal_value(std::string(40, '9')) == "1.00000000000000000000000000000e40...");
  CHECK(decimal_value(std::string(60, '9') + "/1" + std::string(60, '0')) == "1.00000000000000000000000000000...");
}

TEST_CASE("the report's files are written, and a folder that cannot be made is named") {
  const TemporaryFolder folder;
  write_report(sample_run(), folder.path() / "a" / "b");
  for (const char* name : {"index.html", "claims.tex", "junit.xml", "results.json", "verdicts.csv"})
    CHECK(std::filesystem::file_size(folder.path() / "a" / "b" / name) > 100);
  CHECK_THROWS_WITH(make_folder("/proc/no/folder"), Contains("/proc/no/folder"));
}
