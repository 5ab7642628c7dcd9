#include "theorems/language/toml/document.hpp"

namespace flowcert::theorems {

namespace {

void append_utf8(std::string& out, unsigned long code) {
  const auto put = [&out](unsigned long byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

/// Decodes a TOML string that toml++ has accepted already; stops quietly at anything unexpected.
class Decoder {
 public:
  Decoder(const std::string& raw, std::size_t at) : raw_(raw), at_(at) {}

  SourcedText run() {
    const char quote = peek();
    if (quote != '"' && quote != '\'') return bare_key();
    const std::string triple(3, quote);
    const bool multi_line = raw_.compare(at_, 3, triple) == 0;
    at_ += multi_line ? 3 : 1;
    if (multi_line && peek() == '\r' && peek(1) == '\n') ++at_;
    if (multi_line && peek() == '\n') ++at_;
    while (at_ < raw_.size()) {
      if (multi_line ? closes(triple) : peek() == quote) break;
      if (quote == '"' && peek() == '\\') {
        escape();
      } else if (peek() == '\r' && peek(1) == '\n') {
        ++at_;
      } else {
        put(at_, raw_[at_]);
        ++at_;
      }
    }
    found_.offsets.push_back(at_);
    return std::move(found_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < raw_.size() ? raw_[at_ + ahead] : '\0'; }

  void put(std::size_t from, char c) {
    found_.text.push_back(c);
    found_.offsets.push_back(from);
  }

  /// Up to two quotes may stand directly before the closing three.
  bool closes(const std::string& triple) const { return raw_.compare(at_, 3, triple) == 0 && peek(3) != triple[0]; }

  SourcedText bare_key() {
    const auto in_key = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    for (; in_key(peek()); ++at_) put(at_, raw_[at_]);
    found_.offsets.push_back(at_);
    return std::move(found_);
  }

  void escape() {
    const std::size_t from = at_;
    const char kind = peek(1);
    at_ += 2;
    static constexpr std::string_view letters = "btnfr\"\\";
    static constexpr std::string_view meanings = "\b\t\n\f\r\"\\";
    if (const std::size_t which = letters.find(kind); which != std::string_view::npos)
      return put(from, meanings[which]);
    if (kind == 'u' || kind == 'U') {
      const std::size_t digits = kind == 'u' ? 4 : 8;
      unsigned long code = 0;
      for (std::size_t i = 0; i < digits; ++i, ++at_) {
        const char c = peek();
        const bool decimal = c >= '0' && c <= '9';
        code = code * 16 + static_cast<unsigned long>(decimal ? c - '0' : (c | 0x20) - 'a' + 10);
      }
      std::string bytes;
      append_utf8(bytes, code);
      for (const char byte : bytes) put(from, byte);
      return;
    }
    // A backslash at a line's end swallows the white space up to the next character.
    --at_;
    while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') ++at_;
  }

  const std::string& raw_;
  std::size_t at_;
  SourcedText found_;
};

}  // namespace

SourcedText sourced_string(const SourceFile& file, std::size_t offset, const std::string& decoded) {
  SourcedText found = Decoder(file.text(), offset).run();
  if (found.text == decoded) return found;
  found.text = decoded;
  found.offsets.assign(decoded.size() + 1, offset);
  return found;
}

}  // namespace flowcert::theorems
