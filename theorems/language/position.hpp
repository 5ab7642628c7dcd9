#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace flowcert::theorems {

/// A place in a claim file; line and column count from 1, columns in characters.
struct Position {
  std::string file;
  int line = 1;
  int column = 1;
};

/// What is wrong and what was expected, and where.
struct Diagnostic {
  Position where;
  std::string message;
};

/// "FILE:LINE:COLUMN: error: message"
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

/// The input is wrong (exit status 2). Carries everything found wrong, not only the first.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  InputError(Position where, std::string message);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace flowcert::theorems
