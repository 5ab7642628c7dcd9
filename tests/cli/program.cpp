#include "tests/cli/program.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace flowcert::cli {

namespace fs = std::filesystem;

Workplace::Workplace() {
  std::string name = (fs::temp_directory_path() / "flowcert-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
  folder_ = name;
}

Workplace::~Workplace() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Workplace::write(const std::string& name, const std::string& text) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
  return name;
}

std::string Workplace::read(const std::string& name) const {
  std::ifstream stream(folder_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Run Workplace::run(const std::string& words, const std::string& shell) const {
  const std::string command =
      "cd " + folder_.string() + " && " + shell + " " FLOWCERT_PROGRAM " " + words + " > .out 2> .err < /dev/null";
  const int status = std::system(command.c_str());
  Run result;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  result.out = read(".out");
  result.err = read(".err");
  return result;
}

std::string claim_file(const std::string& id, const std::string& claim, const std::string& head) {
  return "id = \"" + id + "\"\n" + head + "\n[[check]]\nclaim = \"" + claim + "\"\n";
}

}  // namespace flowcert::cli
