#pragma once

#include <string>

#include "cli/options.hpp"
#include "reports/records.hpp"
#include "reports/terminal.hpp"

namespace flowcert::cli {

/// Standard output while claims are decided: one line per claim as it finishes, and on a terminal a progress line
/// below.
class Screen {
 public:
  explicit Screen(const Options& options);

  void claim(const reports::ClaimRecord& claim);
  void progress(std::size_t done, std::size_t all, const std::string& running);
  /// Removes the progress line.
  void clear();
  void summary(const reports::RunRecord& run);

 private:
  bool silent_, terminal_, line_shown_ = false;
  reports::TerminalStyle style_;
};

/// Errors of input, on standard error: FILE:LINE:COLUMN: error: ...
void print_errors(const std::vector<theorems::Diagnostic>& errors);

/// Whether colours are wanted on standard output: on a terminal, without --no-color and without NO_COLOR.
[[nodiscard]] bool wants_colour(const Options& options);

/// Writes text to a file, or to standard output for "-". Throws InputError naming the file when it cannot.
void write_text(const std::string& file, const std::string& text);

}  // namespace flowcert::cli
