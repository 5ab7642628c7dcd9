#include "tests/theorems/language/files.hpp"

#include <catch2/catch.hpp>

#include "theorems/language/claim_file.hpp"

using namespace flowcert::theorems;
using flowcert::tests::claim_files;
using flowcert::tests::content;

TEST_CASE("malformed files give the errors that they say") {
  const auto files = claim_files("tests/claims/malformed");
  CHECK(files.size() >= 40);
  for (const auto& path : files) {
    INFO(path.filename().string());
    const std::string text = content(path);
    const std::string mark = "# expect-error: ";
    REQUIRE(text.compare(0, mark.size(), mark) == 0);
    const std::string expected = text.substr(mark.size(), text.find('\n') - mark.size());
    std::vector<std::string> found;
    try {
      (void)ClaimFile::read(path);
    } catch (const InputError& error) {
      for (const Diagnostic& diagnostic : error.diagnostics()) {
        CHECK(diagnostic.where.file == path.string());
        found.push_back(std::to_string(diagnostic.where.line) + ":" + std::to_string(diagnostic.where.column) + ": " +
                        diagnostic.message);
      }
    }
    REQUIRE(!found.empty());
    CHECK(found[0] == expected);
  }
}

TEST_CASE("everything wrong in a file is reported, in its order") {
  try {
    (void)ClaimFile::parse(
        "[parameters]\nmu = { any = \"comple\" }\nnu = \"1 +\"\n[[check]]\nclaim = \"a == 1\"\nfro = \"k in 1..2\"\n",
        "x.toml");
    FAIL("accepted");
  } catch (const InputError& error) {
    REQUIRE(error.diagnostics().size() == 4);
    CHECK(error.diagnostics()[0].where.line == 2);
    CHECK(error.diagnostics()[1].where.line == 3);
    CHECK(error.diagnostics()[1].where.column == 10);
    CHECK(to_text(error.diagnostics()[3]) ==
          "x.toml:6:1: error: unknown key 'fro' in a [[check]], did you mean 'for'?");
  }
}

TEST_CASE("every claim file of the repository reads and expands") {
  for (const std::string folder :
       {"theorems/catalogue", "tests/claims/true", "tests/claims/false", "tests/claims/undecided"}) {
    for (const auto& path : claim_files(folder)) {
      INFO(path.string());
      try {
        const ClaimFile file = ClaimFile::read(path);
        REQUIRE(file.problem_count() > 0);
        const Problem first = file.problem(0, 50);
        const Problem last = file.problem(file.problem_count() - 1, 50);
        CHECK(!first.checks.empty());
        CHECK(!last.checks.empty());
      } catch (const InputError& error) {
        FAIL_CHECK(error.what());
      }
    }
  }
}
