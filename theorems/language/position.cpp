#include "theorems/language/position.hpp"

#include <fmt/format.h>

namespace flowcert::theorems {

namespace {

std::string join_lines(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += '\n';
    text += to_text(diagnostic);
  }
  return text;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  return fmt::format("{}:{}:{}: error: {}", diagnostic.where.file, diagnostic.where.line, diagnostic.where.column,
                     diagnostic.message);
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(join_lines(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InputError::InputError(Position where, std::string message)
    : InputError(std::vector<Diagnostic>{{std::move(where), std::move(message)}}) {}

}  // namespace flowcert::theorems
