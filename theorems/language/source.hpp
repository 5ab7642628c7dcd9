#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "theorems/language/position.hpp"

namespace flowcert::theorems {

/// A claim file's text, and where its bytes are in lines and columns.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The line and column of a byte; an offset beyond the end gives the end. Columns count characters (UTF-8).
  [[nodiscard]] Position position(std::size_t byte) const;
  /// The byte at a line and column (both from 1); beyond the line's end gives its end.
  [[nodiscard]] std::size_t byte_at(std::size_t line, std::size_t column) const;

 private:
  std::string name_, text_;
  std::vector<std::size_t> line_starts_;
};

/// A string of the claim language taken out of a file, which remembers for each byte where the file has it.
struct SourcedText {
  std::string text;
  std::vector<std::size_t> offsets;  // of each byte of `text` in the file, and of the end: text.size() + 1 entries
  [[nodiscard]] std::size_t offset(std::size_t index) const { return offsets[std::min(index, offsets.size() - 1)]; }
};

/// A text that is its own file: offsets are its indices.
[[nodiscard]] SourcedText plain_text(std::string text);

/// Something wrong at a byte of the file; the readers catch it and carry on with the next string.
struct LocatedError {
  std::size_t offset;
  std::string message;
};

/// Collects what is wrong with one file, in the file's order when thrown.
class Diagnostics {
 public:
  explicit Diagnostics(const SourceFile& file) : file_(&file) {}
  void add(std::size_t offset, std::string message);
  void add(const LocatedError& error) { add(error.offset, error.message); }
  [[nodiscard]] bool empty() const { return found_.empty(); }
  /// Throws InputError if anything was found.
  void throw_if_any() const;

 private:
  const SourceFile* file_;
  std::vector<std::pair<std::size_t, std::string>> found_;
};

/// ", did you mean 'x'?" for the candidate nearest to `word`, or "" when none is near.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace flowcert::theorems
