#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace flowcert::reports {

/// Runs another program (found on PATH, no shell) with this text as its standard input and returns its standard output.
/// Nothing when it is not there, fails, or does not end within `seconds`.
[[nodiscard]] std::optional<std::string> run_program(const std::vector<std::string>& words, const std::string& input,
                                                     double seconds = 60);

/// A new empty folder that is removed with what is in it at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();  // throws std::system_error
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The whole file, or nothing.
[[nodiscard]] std::optional<std::string> text_of_file(const std::filesystem::path& file);

}  // namespace flowcert::reports
