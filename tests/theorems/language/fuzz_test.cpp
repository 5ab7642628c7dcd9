#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <ctime>
#include <random>

#include "tests/theorems/language/files.hpp"
#include "theorems/language/claim_file.hpp"

using namespace flowcert::theorems;

namespace {

/// Reads and expands; anything but success or an InputError is a failure of the test.
void read(const std::string& text) {
  try {
    const ClaimFile file = ClaimFile::parse(text, "fuzz.toml");
    (void)file.problem(0, 50);
  } catch (const InputError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) {
      REQUIRE(diagnostic.where.line >= 1);
      REQUIRE(diagnostic.where.column >= 1);
      REQUIRE(!diagnostic.message.empty());
    }
  }
}

std::string mutated(std::string text, std::mt19937& random) {
  static const std::string pieces[] = {"(",
                                       ")",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "\"",
                                       "\"\"\"",
                                       "'",
                                       "^",
                                       "-",
                                       "..",
                                       "e9",
                                       "in",
                                       "\\",
                                       "\n",
                                       "=",
                                       ",",
                                       "sum(k in 1..9, ",
                                       "\xff",
                                       "\xe2\x88\x9e",
                                       "999999",
                                       ".",
                                       "1e999999",
                                       "t",
                                       "#"};
  const int edits = 1 + static_cast<int>(random() % 3);
  for (int i = 0; i < edits && !text.empty(); ++i) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        text.erase(at, 1 + random() % 8);
        break;
      case 2:
        text.insert(at, pieces[random() % std::size(pieces)]);
        break;
      default:
        text.insert(at, text.substr(random() % text.size(), 1 + random() % 30));
    }
  }
  return text;
}

double seconds_to_read(const std::string& text) {
  const std::clock_t start = std::clock();
  read(text);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("random edits of valid files never do worse than an error") {
  std::mt19937 random(7);
  std::vector<std::string> originals;
  for (const std::string folder : {"theorems/catalogue", "tests/claims/true", "tests/claims/malformed"}) {
    for (const auto& path : flowcert::tests::claim_files(folder)) originals.push_back(flowcert::tests::content(path));
  }
  const std::clock_t start = std::clock();
  for (int i = 0; i < 800; ++i) {
    const std::string text = mutated(originals[random() % originals.size()], random);
    INFO(text);
    read(text);
  }
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 120);
}

TEST_CASE("hostile files end soon with an error or a claim") {
  const std::string check = "[[check]]\nclaim = \"x == 0\"\n";
  const std::string real = "[parameters]\nx = { any = \"real\" }\n";
  std::vector<std::string> texts{
      repeated("a.", 300000) + "a = 1\n",
      "[" + repeated("a.", 300000) + "a]\n",
      "x = " + repeated("[", 300000),
      "x = " + repeated("{a=", 200000),
      repeated("[[check]]\n", 100000),
      repeated("\"", 500000),
      std::string(1 << 20, '\0'),
      std::string((1 << 20) + 1, ' '),
      real + "[[check]]\nclaim = \"" + repeated("x/", 250000) + "x == 0\"\n",
      real + "[[check]]\nclaim = \"" + repeated("x and ", 100000) + "x\"\n",
      real + "[[check]]\nclaim = \"" + repeated("x^", 250000) + "x == 0\"\n",
      real + "[[check]]\nclaim = \"sum(i in 1..1000000, sum(j in 1..1000000, x)) == 0\"\n",
      real + "[[check]]\nclaim = \"prod(i in 1..1000000, i) == x\"\n",
      real + "[[check]]\nclaim = \"sum(i in 1..1000000, 1/i) == x\"\n",
      real + "[[check]]\nclaim = \"x > i*j\"\nfor = \"i in 1..1000000, j in 1..1000000\"\n",
      real + "[[check]]\nclaim = \"norm(zeros(1000, 1000)*zeros(1000, 1000)) == x\"\n",
      real + "[[check]]\nclaim = \"" + repeated("1e1000000 + ", 80000) + "x == 0\"\n",
      real + "[[check]]\nclaim = \"(1e1000000)^4000 == x\"\n",
      real + "[[check]]\nclaim = \"9^9^9^9^9 == x\"\n",
      "[parameters]\nx = { any = \"real\", size = 1000000000 }\n" + check,
      "[parameters]\nx = { any = \"matrix\", rows = 10000, cols = 10000 }\n" + check,
      "[parameters]\nx = { to = \"0\", from = \"1\", ratio = \"1e-1000000\", steps = 1000 }\n" + check,
      "assume = [\"sum(k in 1..100000, L) > 0\"]\n[parameters]\nL = { each = \"1..90000\" }\nx = \"L\"\n" + check,
  };
  std::string squares = real + "[let]\nu0 = \"3\"\n";
  std::string calls = real + "[let]\n\"f0(y)\" = \"y\"\n";
  std::string chain = real + "[let]\nv0 = \"x\"\n";
  std::string backwards = real + "[let]\n";
  for (int i = 1; i <= 100; ++i) {
    squares += fmt::format("u{0} = \"u{1}*u{1}\"\n", i, i - 1);
    calls += fmt::format("\"f{0}(y)\" = \"f{1}(y + 1) + f{1}(y + 1)\"\n", i, i - 1);
  }
  for (int i = 1; i <= 20000; ++i) {
    chain += fmt::format("v{} = \"v{} + 1\"\n", i, i - 1);
    backwards += fmt::format("v{} = \"v{} + 1\"\n", i - 1, i);
  }
  texts.push_back(squares + "[[check]]\nclaim = \"u100 == x\"\n");
  texts.push_back(calls + "[[check]]\nclaim = \"f100(x) == 0\"\n");
  texts.push_back(chain + "[[check]]\nclaim = \"v20000 == 0\"\n");
  texts.push_back(backwards + "v20000 = \"1\"\n[[check]]\nclaim = \"v0 == x\"\n");
  for (const std::string& text : texts) {
    INFO(text.substr(0, 120) << "..." << text.substr(text.size() > 80 ? text.size() - 80 : 0));
    CHECK(seconds_to_read(text) < 60);
  }
}
