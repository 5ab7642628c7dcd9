#include "theorems/language/claim_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "theorems/language/elaborate/problem_builder.hpp"
#include "theorems/language/model/table_reader.hpp"

namespace flowcert::theorems {

ClaimFile::ClaimFile(std::unique_ptr<FileModel> model) : model_(std::move(model)) {}
ClaimFile::ClaimFile(ClaimFile&&) noexcept = default;
ClaimFile& ClaimFile::operator=(ClaimFile&&) noexcept = default;
ClaimFile::~ClaimFile() = default;

ClaimFile ClaimFile::parse(const std::string& text, const std::string& file_name) {
  auto model = read_model(SourceFile(file_name, text));
  validate(*model);
  return ClaimFile(std::move(model));
}

ClaimFile ClaimFile::read(const std::filesystem::path& path) {
  const Position start{path.string(), 1, 1};
  std::error_code error;
  if (!std::filesystem::exists(path, error)) throw InputError(start, "there is no such file");
  if (std::filesystem::is_directory(path, error)) throw InputError(start, "this is a directory, expected a file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw InputError(start, "the file cannot be read");
  // One byte more than is allowed is enough to know that the file is too large.
  std::string text(largest_file + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) throw InputError(start, "the file cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return parse(text, path.string());
}

const Head& ClaimFile::head() const {
  return model_->head;
}

std::size_t ClaimFile::problem_count() const {
  return model_->combinations.size();
}

Problem ClaimFile::problem(std::size_t index, int default_digits) const {
  Diagnostics diagnostics(model_->file);
  ProblemBuilder builder(*model_, model_->combinations.at(index), diagnostics);
  Problem problem = builder.build(default_digits);
  diagnostics.throw_if_any();
  return problem;
}

}  // namespace flowcert::theorems
