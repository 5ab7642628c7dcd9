#include "cli/proof_queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <stdexcept>

namespace flowcert::cli {

namespace {

/// Letters, digits, '.', '_' and '-' stay; no name begins with a dot.
std::string file_name(const std::string& text) {
  std::string name = text;
  std::replace_if(
      name.begin(), name.end(),
      [](unsigned char c) { return std::isalnum(c) == 0 && c != '.' && c != '_' && c != '-'; }, '-');
  if (name.empty() || name.front() == '.') name.insert(name.begin(), '-');
  return name.substr(0, 100);
}

std::string in_comment(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
  return text;
}

}  // namespace

void write_queries(const std::filesystem::path& folder, const std::string& id, const proofs::CheckResult& check) {
  if (check.queries.empty()) return;
  const std::filesystem::path place = folder / file_name(id);
  std::filesystem::create_directories(place);
  for (std::size_t k = 0; k < check.queries.size(); ++k) {
    const std::filesystem::path path = place / fmt::format("{}-{}.smt2", file_name(check.name), k + 1);
    std::ofstream file(path);
    file << fmt::format("; {}, {}: {}\n; query {} of {}; must be unsatisfiable\n{}\n(exit)\n", in_comment(id),
                        in_comment(check.name), in_comment(check.claim), k + 1, check.queries.size(), check.queries[k]);
    if (!file.flush()) throw std::runtime_error("cannot write '" + path.string() + "'");
  }
}

}  // namespace flowcert::cli
