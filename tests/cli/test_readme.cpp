#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "tests/cli/program.hpp"

using namespace flowcert::cli;

namespace {

std::string source_file(const std::string& name) {
  std::ifstream stream(std::string(FLOWCERT_SOURCE) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Times differ from run to run; nothing else may.
std::string without_times(const std::string& text) {
  return std::regex_replace(text, std::regex(" +[0-9]+\\.[0-9]+ s"), " TIME");
}

struct Block {
  std::string kind, text, before;  // "toml" or "console", what it holds, the line before it that is not empty
};

std::vector<Block> blocks(const std::string& readme) {
  std::vector<Block> result;
  std::istringstream lines(readme);
  std::string before;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("```", 0) == 0) {
      Block block{line.substr(3), "", before};
      while (std::getline(lines, line) && line != "```") block.text += line + "\n";
      result.push_back(block);
    } else if (!line.empty()) {
      before = line;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("README: what it prints is what its own commands print") {
  const Workplace here;
  std::size_t commands = 0;
  for (const Block& block : blocks(source_file("README.md"))) {
    if (block.kind == "toml") {
      std::smatch name;
      REQUIRE(std::regex_search(block.before, name, std::regex("`([a-z]+\\.toml)`")));
      here.write(name[1], block.text);
    } else if (block.kind == "console") {
      const std::string prompt = "$ ./run ";
      REQUIRE(block.text.rfind(prompt, 0) == 0);
      const std::size_t end = block.text.find('\n');
      const Run run = here.run(block.text.substr(prompt.size(), end - prompt.size()));
      CHECK(run.err.empty());
      CHECK(without_times(run.out) == without_times(block.text.substr(end + 1)));
      ++commands;
    }
  }
  CHECK(commands >= 2);
}

TEST_CASE("README: every option and command that it names exists") {
  const Workplace here;
  const std::string help = here.run("--help").out;
  for (const char* command : {"check", "verify", "list", "show", "new", "simulate", "report"}) {
    CHECK(help.find(command) != std::string::npos);
    CHECK(source_file("README.md").find(std::string("./run ") + command) != std::string::npos);
  }
}

TEST_CASE("the catalogue's table names every claim with what is expected of it") {
  const Workplace here;
  const Run list = here.run("list --by-paper");
  REQUIRE(list.status == 0);
  const std::string table = source_file("theorems/catalogue/README.md");
  std::istringstream lines(list.out);
  std::size_t claims = 0;
  for (std::string line; std::getline(lines, line);) {
    std::smatch row;
    if (!std::regex_match(line, row, std::regex("\\| ([^ |]+/[^ |]+) \\| ([^|]*) \\| ([^|]*) \\|.*"))) continue;
    const std::string id = row[1];
    std::string expected = row[3];
    if (const std::size_t least = expected.find("at least "); least != std::string::npos)
      expected = expected.substr(least + 9);
    const std::string name = id.substr(id.find('/') + 1);
    const std::string entry = "[" + name + "](" + id + ".toml) | " + row[2].str() + " | " + expected + " |";
    INFO(entry);
    CHECK(table.find(entry) != std::string::npos);
    ++claims;
  }
  std::size_t entries = 0;
  for (std::size_t at = 0; (at = table.find(".toml) |", at)) != std::string::npos; ++at) ++entries;
  CHECK(claims == entries);  // a file that is gone leaves its row behind
  CHECK(claims >= 200);
}
