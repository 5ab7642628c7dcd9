#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "theorems/language/source.hpp"

namespace flowcert::theorems {

struct TomlEntry;

/// A TOML value with its place in the file; numbers keep their text, so that nothing passes through a double.
struct TomlNode {
  enum class Kind { string, integer, decimal, boolean, date, array, table };
  Kind kind = Kind::table;
  std::size_t offset = 0;
  SourcedText text;  // a string's content; a number as written, without underscores and '+' (never hex or octal)
  bool boolean = false;
  std::vector<TomlNode> items;     // of an array
  std::vector<TomlEntry> entries;  // of a table, in the file's order

  [[nodiscard]] const TomlEntry* find(std::string_view key) const;
  [[nodiscard]] bool is_number() const { return kind == Kind::integer || kind == Kind::decimal; }
};

struct TomlEntry {
  SourcedText key;
  TomlNode value;
  [[nodiscard]] std::size_t offset() const { return key.offsets.front(); }
};

/// "a string", "an array" ... for messages.
[[nodiscard]] std::string kind_text(TomlNode::Kind kind);

/// Reads TOML 1.0. Throws InputError with the place of a mistake, for files beyond 1 MiB, and for nesting beyond 100.
[[nodiscard]] TomlNode read_toml(const SourceFile& file);

/// The file's text made safe for toml++: throws InputError where brackets or dotted keys nest beyond 100, and replaces
/// bare decimals that toml++ cannot hold (beyond a double or 64 bits) by others of the same length. Heuristic in one
/// way only: what it does not recognise it leaves to toml++.
[[nodiscard]] std::string guarded_text(const SourceFile& file);

/// The content of the string or key that starts at `offset` in the file with the place of each byte; `decoded` is what
/// toml++ made of it. If both do not agree, every place is the start.
[[nodiscard]] SourcedText sourced_string(const SourceFile& file, std::size_t offset, const std::string& decoded);

/// The bare number token at `offset`, as it stands in the file.
[[nodiscard]] std::string number_token(const SourceFile& file, std::size_t offset);

inline constexpr std::size_t largest_file = 1 << 20;

}  // namespace flowcert::theorems
