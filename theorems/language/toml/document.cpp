#include "theorems/language/toml/document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace flowcert::theorems {

namespace {

class Converter {
 public:
  explicit Converter(const SourceFile& file) : file_(file) {}

  TomlNode node(const toml::node& source) const {
    TomlNode made;
    made.offset = offset_of(source.source());
    if (const auto* string = source.as_string()) {
      made.kind = TomlNode::Kind::string;
      made.text = sourced_string(file_, made.offset, string->get());
    } else if (const auto* integer = source.as_integer()) {
      made.kind = TomlNode::Kind::integer;
      number(made, fmt::format("{}", integer->get()));
    } else if (source.is_floating_point()) {
      made.kind = TomlNode::Kind::decimal;
      number(made, "");
    } else if (const auto* boolean = source.as_boolean()) {
      made.kind = TomlNode::Kind::boolean;
      made.boolean = boolean->get();
    } else if (const auto* array = source.as_array()) {
      made.kind = TomlNode::Kind::array;
      for (const toml::node& item : *array) made.items.push_back(node(item));
    } else if (const auto* table = source.as_table()) {
      made.kind = TomlNode::Kind::table;
      for (const auto& [key, value] : *table) made.entries.push_back(entry(key, value));
      std::stable_sort(made.entries.begin(), made.entries.end(),
                       [](const TomlEntry& a, const TomlEntry& b) { return a.offset() < b.offset(); });
    } else {
      made.kind = TomlNode::Kind::date;
    }
    return made;
  }

 private:
  std::size_t offset_of(const toml::source_region& region) const {
    return file_.byte_at(region.begin.line, region.begin.column);
  }

  TomlEntry entry(const toml::key& key, const toml::node& value) const {
    return {sourced_string(file_, offset_of(key.source()), std::string(key.str())), node(value)};
  }

  /// Decimal text as it stands in the file; `value` for hexadecimal, octal and binary integers.
  void number(TomlNode& made, const std::string& value) const {
    std::string token = number_token(file_, made.offset);
    token.erase(std::remove(token.begin(), token.end(), '_'), token.end());
    if (!token.empty() && token[0] == '+') token.erase(0, 1);
    const bool decimal = token.find_first_not_of("0123456789.eE+-") == std::string::npos;
    made.text.text = decimal ? token : (value.empty() ? token : value);
    made.text.offsets.assign(made.text.text.size() + 1, made.offset);
  }

  const SourceFile& file_;
};

}  // namespace

const TomlEntry* TomlNode::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const TomlEntry& entry) { return entry.key.text == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::string kind_text(TomlNode::Kind kind) {
  switch (kind) {
    case TomlNode::Kind::string:
      return "a string";
    case TomlNode::Kind::integer:
      return "an integer";
    case TomlNode::Kind::decimal:
      return "a number";
    case TomlNode::Kind::boolean:
      return "true or false";
    case TomlNode::Kind::date:
      return "a date or time";
    case TomlNode::Kind::array:
      return "an array";
    case TomlNode::Kind::table:
      return "a table";
  }
  return "";
}

TomlNode read_toml(const SourceFile& file) {
  if (file.text().size() > largest_file) {
    throw InputError({file.name(), 1, 1}, fmt::format("the file is too large: at most {} bytes", largest_file));
  }
  const std::string safe = guarded_text(file);
  try {
    const toml::table table = toml::parse(safe, file.name());
    return Converter(file).node(table);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    throw InputError({file.name(), static_cast<int>(std::max<std::uint32_t>(begin.line, 1)),
                      static_cast<int>(std::max<std::uint32_t>(begin.column, 1))},
                     std::string(error.description()));
  }
}

}  // namespace flowcert::theorems
