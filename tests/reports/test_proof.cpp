#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "proofs_check/decide.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "reports/html/page.hpp"
#include "reports/latex_proofs.hpp"
#include "reports/markup.hpp"
#include "reports/proof/outline_json.hpp"
#include "reports/proof/outline_of.hpp"
#include "reports/proof/proofs_of.hpp"
#include "reports/proof/render.hpp"
#include "reports/proof/rule_words.hpp"
#include "reports/proof/trail_lines.hpp"
#include "tests/reports/proofs.hpp"
#include "tests/reports/sample.hpp"
#include "theorems/language/claim_file.hpp"

using namespace flowcert::reports::proof;
using Catch::Contains;
namespace kernel = flowcert::proofs::kernel;
namespace theorems = flowcert::theorems;

namespace {

const std::string reals =
    "[parameters]\nx = { any = \"real\", nonnegative = true }\ny = { any = \"real\", nonnegative = true }\n";

}  // namespace

TEST_CASE("every rule of the kernel has words of its own, and an unknown one its name") {
  for (int k = 0; k <= static_cast<int>(kernel::Rule::pending); ++k) {
    const auto rule = static_cast<kernel::Rule>(k);
    const std::string name(kernel::name_of(rule));
    if (name.empty()) continue;
    INFO(name);
    CHECK(has_words(rule));
  }
  CHECK(words_of(static_cast<kernel::Rule>(9'999)).words == "by a rule without a name");
}

TEST_CASE("an inequality is shown by the identity that its certificate is") {
  const Outline outline = proof_of(reals + "[[check]]\nclaim = \"x^2 + y^2 >= 2*x*y\"\n");
  CHECK_THAT(joined(outline), Contains("Let x and y be real numbers with x >= 0 and y >= 0."));
  REQUIRE(outline.items.size() == 1);
  CHECK(outline.items[0].claim->text == "x^2 + y^2 >= 2*x*y");
  CHECK_THAT(joined(outline), Contains("as x^2 + y^2 - 2*x*y = "));
  CHECK(outline.remark.empty());
}

TEST_CASE("cases are nested, and each shows what the line above them states") {
  const Outline outline = proof_of(reals + "[[check]]\nclaim = \"min(x^2, y) <= y\"\n");
  check_numbers(outline);
  REQUIRE_FALSE(outline.items.empty());
  const Item& last = outline.items.back();
  REQUIRE(last.blocks.size() == 2);
  for (const Block& block : last.blocks) {
    CHECK(block.number != 0);
    REQUIRE_FALSE(block.items.empty());
    CHECK(block.items.back().goal == last.number);
  }
  const std::string text = joined(outline);
  CHECK_THAT(text, Contains("by cases:") && Contains("Case ") && Contains("holds"));
}

TEST_CASE("steps of the file are called by their names, and so are its expressions") {
  const Outline outline =
      proof_of("assume = [\"x + y <= 1\"]\n" + reals +
               "[let]\nproduct = \"x*y*(x + y)\"\n[[step]]\nname = \"a quarter\"\nclaim = \"product <= 1/4\"\n"
               "[[check]]\nclaim = \"product^3 <= 1/64\"\nusing = [\"a quarter\"]\n");
  check_numbers(outline);
  const std::string text = joined(outline);
  CHECK_THAT(text, Contains("product = x*y*(x + y)"));
  CHECK_THAT(text, Contains("product <= 1/4, by the step \u201ca quarter\u201d"));
  CHECK_THAT(text, Contains("by \u201ca quarter\u201d ("));
  CHECK_THAT(text, Contains("product^3 <= 1/64"));
}

TEST_CASE("properties of functions are called lemmas, and premises are supposed") {
  const Outline outline =
      proof_of("[parameters]\nx = { any = \"real\" }\n[[check]]\nclaim = \"x >= 1 implies exp(x) >= 2\"\n");
  check_numbers(outline);
  CHECK_THAT(joined(outline), Contains("Suppose x >= 1 ("));
  CHECK_THAT(joined(outline), Contains("1 + x <= exp(x), by the lemma \u201cexp(x) >= 1 + x\u201d"));
}

TEST_CASE("choices of parameters give a proof each, which says for what it is") {
  const auto file = theorems::ClaimFile::parse(
      "[parameters]\nk = { each = [1, 2] }\nx = { any = \"real\" }\n[[check]]\nclaim = \"(x - k)^2 >= 0\"\n", "i.toml");
  const std::vector<Outline> all = proofs_in(file);
  REQUIRE(all.size() == 2);
  CHECK(all[0].title == "For k = 1");
  CHECK(all[1].title == "For k = 2");
}

TEST_CASE("a check whose claims are not all told says so") {
  const auto file = theorems::ClaimFile::parse(
      "[parameters]\nk = { each = [1, 2] }\nx = { any = \"real\" }\n[[check]]\nclaim = \"(x - k)^2 >= 0\"\n", "i.toml");
  auto result = flowcert::proofs::decide(file, {});
  REQUIRE(result.checks[0].derivations.size() == 2);
  CHECK_FALSE(is_told_in_part(file, result.checks[0], 50));
  result.checks[0].derivations.pop_back();
  CHECK(is_told_in_part(file, result.checks[0], 50));
}

TEST_CASE("a long proof is cut short and says so") {
  const auto file = theorems::ClaimFile::parse(
      reals + "[[check]]\nclaim = \"min(x, y, x*y, x + y) <= max(x, y, x + y)\"\n", "inline.toml");
  const auto result = flowcert::proofs::decide(file, {});
  REQUIRE_FALSE(result.checks[0].derivations.empty());
  const kernel::StepPtr root = result.checks[0].derivations[0].root;
  CHECK(outline_of(root, {}, 10'000).remark.find("Cut short") == std::string::npos);
  const Outline outline = outline_of(root, {}, 3);
  CHECK_THAT(outline.remark, Contains("Cut short: the whole proof has "));
  CHECK(line_count(outline.items) <= 12);
}

TEST_CASE("what no reason was found for in the time is told as taken on trust") {
  const auto file = theorems::ClaimFile::parse(reals + "[[check]]\nclaim = \"x^2 + 1 >= 2*x\"\n", "inline.toml");
  const std::vector<Outline> all = proofs_in(file, 0);
  REQUIRE(all.size() == 1);
  CHECK_THAT(all[0].remark, Contains("Taken on trust"));
  CHECK_THAT(joined(all[0]), Contains("without a reason found for it here"));
}

TEST_CASE("a theorem of the catalogue reads as an argument") {
  const auto file =
      theorems::ClaimFile::read(FLOWCERT_SOURCE_DIR "/theorems/catalogue/2603.00742/A14-equal-learning.toml");
  const std::vector<Outline> all = proofs_in(file);
  REQUIRE(all.size() == 1);
  check_numbers(all[0]);
  const std::vector<std::string> lines = text_of(all[0]);
  CHECK(std::set<std::string>(lines.begin(), lines.end()).size() == lines.size());  // no line twice
  const std::string text = joined(all[0]);
  CHECK_THAT(text, Contains("by the lemma \u201csquare of a root\u201d") && Contains("(1) eps <= sqrt(s)."));
  CHECK(text.find('<' + std::string("5:")) == std::string::npos);
  CHECK(text.find('\x01') == std::string::npos);
}

TEST_CASE("the views show the same outline, and it survives being saved") {
  const Outline outline = proof_of(reals + "[[check]]\nname = \"a_b\"\nclaim = \"min(x^2, y) <= y\"\n");
  CHECK(outline_from(flowcert::reports::Json::parse(to_json(outline).dump())) == outline);
  std::size_t formulas = 0;
  each_formula(outline, [&](const Formula&) { ++formulas; });
  std::size_t asked = 0;
  const std::string html = html_of(outline, [&](const std::string& latex) {
    ++asked;
    return "<math>" + flowcert::reports::escape_markup(latex) + "</math>";
  });
  CHECK(asked >= formulas);
  CHECK_THAT(html, Contains("<ol class=\"argument\">") && Contains("<div class=\"block\">"));
  CHECK_THAT(html_of(outline, [](const std::string&) { return std::string(); }),
             Contains("<code>min(x^2, y) &lt;= y</code>"));
  const std::string latex = latex_of(outline, "a_b");
  CHECK_THAT(latex, Contains("\\begin{proof}[Proof of ``a\\_b'']") && Contains("\\min(x^{2}, y) \\le y"));
  CHECK(std::count(latex.begin(), latex.end(), '{') == std::count(latex.begin(), latex.end(), '}'));
}

TEST_CASE("lines of a search are shown once, without tags for symbols") {
  const std::vector<std::string> lines = readable_trail(
      {"hypotheses and not (s-<5: exp(2*s*t)> != 0) is unsatisfiable with lemmas: a, b, a", "true",
       "hypotheses and not (s-<5: exp(2*s*t)> != 0) is unsatisfiable with lemmas: a, b, a",
       "identity: x + y == y + x: the difference reduces to 0 in Q[generators], generators x, y; every denominator ...",
       "identity: x == x: the difference reduces to 0 in Q[generators], generators x",
       "case <7: x^(1/p)>*a + -1*b > 0:", "x < 1: y > 2", "sign: <sum of p[#]> > 0", "about p[j]"});
  REQUIRE(lines.size() == 6);
  CHECK(lines[0] == "s-exp(2*s*t) != 0: by real arithmetic from the hypotheses with lemmas: a, b");
  CHECK(lines[1] == "x + y = y + x: both sides are the same, multiplied out");
  CHECK(lines[2] == "case (x^(1/p))*a - b > 0:");
  CHECK(lines[3] == "x < 1: y > 2");
  CHECK(lines[4] == "sum(p[i]) > 0: by the signs of its parts");
}

TEST_CASE("the report has every proof, on a page of its own where the first one has no room") {
  flowcert::reports::RunRecord run = flowcert::reports::sample_run();
  flowcert::reports::CheckRecord& check = run.claims[0].checks[0];
  check.outlines = {proof_of(reals + "[[check]]\nclaim = \"min(x^2, y) <= y\"\n")};
  flowcert::reports::Pages pages = flowcert::reports::html_pages(run);
  CHECK_THAT(pages.index, Contains("<summary>Proof</summary>") && !Contains("proofs.html"));
  CHECK_THAT(pages.proofs, Contains("id=\"c-2603.00742_A7-logistic\"") && Contains("class=\"argument\""));
  CHECK_THAT(flowcert::reports::latex_proofs(run),
             Contains("\\subsection*{2603.00742/A7-logistic}") && Contains("\\proofline"));
  check.outlines.resize(2'000, check.outlines[0]);
  pages = flowcert::reports::html_pages(run);
  CHECK_THAT(pages.index, Contains("<a href=\"proofs.html#c-2603.00742_A7-logistic\">Its proof</a>"));
}
