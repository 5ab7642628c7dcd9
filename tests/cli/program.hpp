#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace flowcert::cli {

/// What a run of the program left.
struct Run {
  int status = -1;  // exit status, or -signal
  std::string out, err;
  [[nodiscard]] nlohmann::ordered_json json() const { return nlohmann::ordered_json::parse(out); }
};

/// A folder of a test's own, in which the program runs; removed at the end.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  /// Writes a file below the folder and returns its name as it was given.
  std::string write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  /// The program with these words; `shell` goes before its name ("timeout -s INT 1").
  [[nodiscard]] Run run(const std::string& words, const std::string& shell = "") const;

 private:
  std::filesystem::path folder_;
};

/// A claim file with one check.
[[nodiscard]] std::string claim_file(const std::string& id, const std::string& claim, const std::string& head = "");

}  // namespace flowcert::cli
