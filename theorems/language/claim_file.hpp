#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "theorems/language/position.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::theorems {

enum class Expectation { none, holds, refuted, open };

/// The file's head (CLAIMS.md section 6). Missing entries are empty.
struct Head {
  std::string file, id, title, source, statement, status, note;
  Expectation expect = Expectation::none;
  std::string least_evidence;  // "proved", "certified", "confirmed" or ""
  double budget_seconds = 0;   // the most that the file allows for its claim; 0: no word about it
};

struct FileModel;  // the parsed file: parameters, lets, dynamics, checks as syntax

/// A claim file that has been read and checked: its head, and the Problems that it stands for.
class ClaimFile {
 public:
  /// Reads, parses and validates. Throws InputError with every diagnostic found.
  static ClaimFile read(const std::filesystem::path& path);
  static ClaimFile parse(const std::string& text, const std::string& file_name);

  ClaimFile(ClaimFile&&) noexcept;
  ClaimFile& operator=(ClaimFile&&) noexcept;
  ~ClaimFile();

  [[nodiscard]] const Head& head() const;
  /// Number of combinations of the finite choices (at most 100,000; more is an InputError).
  [[nodiscard]] std::size_t problem_count() const;
  /// Elaborates one combination: choices made, lets and functions expanded, ranges unrolled, everything scalar terms.
  /// Throws InputError for what only shows then (an index out of range, a hypothesis without variables that is false
  /// ...). `default_digits` is used by checks that do not say `digits`.
  [[nodiscard]] Problem problem(std::size_t index, int default_digits) const;
  [[nodiscard]] const FileModel& model() const { return *model_; }

 private:
  explicit ClaimFile(std::unique_ptr<FileModel> model);
  std::unique_ptr<FileModel> model_;
};

}  // namespace flowcert::theorems
