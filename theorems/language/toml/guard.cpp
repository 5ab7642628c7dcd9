#include <fmt/format.h>

#include <algorithm>

#include "theorems/language/toml/document.hpp"

namespace flowcert::theorems {

namespace {

constexpr std::size_t deepest = 100;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool in_number(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '+' ||
         c == '-' || c == ':';
}

/// Digits with single underscores between them.
bool digit_group(std::string_view text) {
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_' && text[i + 1] == '_') return false;
    if (text[i] != '_' && !is_digit(text[i])) return false;
  }
  return true;
}

std::string_view without_sign(std::string_view text) {
  return !text.empty() && (text[0] == '+' || text[0] == '-') ? text.substr(1) : text;
}

/// A decimal integer or float of TOML's grammar.
bool is_toml_decimal(std::string_view token) {
  token = without_sign(token);
  const std::size_t e = token.find_first_of("eE");
  if (e != std::string_view::npos && !digit_group(without_sign(token.substr(e + 1)))) return false;
  token = token.substr(0, e);
  const std::size_t point = token.find('.');
  if (point != std::string_view::npos && !digit_group(token.substr(point + 1))) return false;
  token = token.substr(0, point);
  return digit_group(token) && (token.size() == 1 || token[0] != '0');
}

class Guard {
 public:
  explicit Guard(const SourceFile& file) : file_(file), text_(file.text()), patched_(file.text()) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(patched_);
  }

 private:
  [[noreturn]] void fail(std::size_t at, std::string message) const {
    throw InputError(file_.position(at), std::move(message));
  }

  bool in_value() const { return open_.empty() ? value_ : (open_.back() == '[' || value_); }

  void step() {
    const char c = text_[at_];
    if (c == '#') return skip_comment();
    if (c == '"' || c == '\'') return skip_string();
    if (c == '\n') {
      if (open_.empty()) value_ = false;
      dots_ = open_.empty() ? 0 : dots_;
    } else if (c == '=') {
      value_ = true;
      dots_ = 0;
    } else if (c == ',') {
      value_ = false;
      dots_ = 0;
    } else if (c == '[' || c == '{') {
      if (open_.size() >= deepest) fail(at_, fmt::format("nested too deeply: at most {} levels are allowed", deepest));
      // A table's header is not nested: its brackets close before the line ends.
      if (c == '{' || in_value()) {
        open_.push_back(c);
        value_ = false;
      }
    } else if (c == ']' || c == '}') {
      if (!open_.empty()) open_.pop_back();
      value_ = !open_.empty() && open_.back() == '{';
    } else if (c == '.' && !in_value()) {
      if (++dots_ >= deepest) fail(at_, fmt::format("a key has too many parts: at most {} are allowed", deepest));
    } else if (in_value() && (is_digit(c) || c == '+' || c == '-')) {
      return number();
    }
    ++at_;
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_string() {
    const char quote = text_[at_];
    const std::string triple(3, quote);
    const bool multi_line = text_.compare(at_, 3, triple) == 0;
    at_ += multi_line ? 3 : 1;
    while (at_ < text_.size()) {
      if (text_[at_] == '\\' && quote == '"') {
        at_ += 2;
      } else if (multi_line ? text_.compare(at_, 3, triple) == 0 : (text_[at_] == quote || text_[at_] == '\n')) {
        at_ += multi_line ? 3 : 1;
        while (multi_line && at_ < text_.size() && text_[at_] == quote) ++at_;
        return;
      } else {
        ++at_;
      }
    }
  }

  void number() {
    const std::size_t start = at_;
    while (at_ < text_.size() && in_number(text_[at_])) ++at_;
    const std::string_view token(text_.data() + start, at_ - start);
    const bool risky = token.size() > 18 || token.find_first_of("eE") != std::string_view::npos;
    if (!risky || !is_toml_decimal(token)) return;
    // A decimal point keeps toml++'s type a float; the exact text is read from the file.
    const bool floating = token.find_first_of(".eE") != std::string_view::npos;
    const std::string stand_in = floating ? "1.0" : "1";
    patched_.replace(start, token.size(), stand_in + std::string(token.size() - stand_in.size(), ' '));
  }

  const SourceFile& file_;
  const std::string& text_;
  std::string patched_;
  std::size_t at_ = 0;
  std::string open_;  // the brackets of values that are open here
  bool value_ = false;
  std::size_t dots_ = 0;
};

}  // namespace

std::string guarded_text(const SourceFile& file) {
  return Guard(file).run();
}

std::string number_token(const SourceFile& file, std::size_t offset) {
  const std::string& text = file.text();
  std::size_t end = offset;
  while (end < text.size() && in_number(text[end])) ++end;
  return text.substr(offset, end - offset);
}

}  // namespace flowcert::theorems
