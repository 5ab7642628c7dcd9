#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "theorems/language/model/file_model.hpp"
#include "theorems/language/toml/document.hpp"

namespace flowcert::theorems {

/// What all section readers share: where mistakes go, and how many digits the file's numbers may still have.
struct ReadContext {
  Diagnostics& diagnostics;
  long digits_left = digits_per_file;
};

/// An exact value: a string with an expression or a bare number. Reports and returns null for anything else.
[[nodiscard]] ExpressionPtr read_scalar(ReadContext& context, const TomlNode& node);
/// An exact value or an array of values (of arrays): literals of the expression language.
[[nodiscard]] ExpressionPtr read_value(ReadContext& context, const TomlNode& node);
/// Parses a string; reports a mistake and returns nothing.
template <class Parse>
auto read_text(ReadContext& context, const SourcedText& text, Parse parse)
    -> std::optional<decltype(parse(text, context.digits_left))> {
  try {
    return parse(text, context.digits_left);
  } catch (const LocatedError& error) {
    context.diagnostics.add(error);
    return std::nullopt;
  }
}

/// Reads the entries of one table and reports missing, mistyped and unknown ones.
class TableReader {
 public:
  /// `what` names the table in messages: "a [[check]]".
  TableReader(ReadContext& context, const TomlNode& table, std::size_t offset, std::string what)
      : context_(context), table_(table), offset_(offset), what_(std::move(what)) {}

  /// The entry or null; the key counts as known from here on.
  const TomlEntry* entry(std::string_view key);
  const TomlEntry* required(std::string_view key, std::string_view purpose);

  const TomlNode* string_node(std::string_view key);  // reports another type
  std::string string(std::string_view key);           // "" when missing
  bool flag(std::string_view key);                    // false when missing
  ExpressionPtr scalar(std::string_view key);         // null when missing
  ExpressionPtr value(std::string_view key);
  ExpressionPtr required_scalar(std::string_view key, std::string_view purpose);

  /// One of several words.
  template <class Choice>
  std::optional<Choice> choice(std::string_view key, const std::vector<std::pair<std::string, Choice>>& choices) {
    const TomlNode* node = string_node(key);
    if (node == nullptr) return std::nullopt;
    std::vector<std::string> words;
    for (const auto& [word, meaning] : choices) {
      if (word == node->text.text) return meaning;
      words.push_back(word);
    }
    report_choice(*node, key, words);
    return std::nullopt;
  }

  /// Reports every key that nobody asked for.
  void finish();

  [[nodiscard]] std::size_t offset() const { return offset_; }

 private:
  void report_choice(const TomlNode& node, std::string_view key, const std::vector<std::string>& words);

  ReadContext& context_;
  const TomlNode& table_;
  std::size_t offset_;
  std::string what_;
  std::vector<std::string> known_;
};

// Each reads one part of the file into the model and reports everything wrong with it.
void read_head(ReadContext& context, TableReader& root, FileModel& model);
void read_parameters(ReadContext& context, const TomlNode& section, FileModel& model);
void read_lets(ReadContext& context, const TomlNode& section, FileModel& model);
void read_dynamics(ReadContext& context, const TomlEntry& section, bool iteration, FileModel& model);
void read_flows(ReadContext& context, const TomlEntry& section, FileModel& model);
void read_checks(ReadContext& context, const TomlEntry& section, bool steps, FileModel& model);
/// Names the checks that have none by their places; no two checks or steps have one name.
void name_checks(FileModel& model);

/// Reads a whole file; throws InputError with everything found.
[[nodiscard]] std::unique_ptr<FileModel> read_model(SourceFile file);

}  // namespace flowcert::theorems
