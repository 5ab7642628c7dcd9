#include "theorems/language/syntax/lexer.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <string_view>

namespace flowcert::theorems {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool in_name(char c) {
  return starts_name(c) || is_digit(c);
}

struct Mistake {
  std::string_view written, message;
};

// What people write instead, and what the language has.
constexpr std::array mistakes{Mistake{"&&", "write 'and'"},
                              Mistake{"||", "write 'or'"},
                              Mistake{"**", "write '^'"},
                              Mistake{"=>", "write 'implies', or '>=' for a comparison"},
                              Mistake{"=<", "write '<='"},
                              Mistake{"<>", "write '!='"},
                              Mistake{"=", "write '==' for equality"},
                              Mistake{"!", "write 'not' or '!='"},
                              Mistake{"&", "write 'and'"},
                              Mistake{"|", "write 'or', or abs(...)"},
                              Mistake{"\u2264", "write '<='"},
                              Mistake{"\u2265", "write '>='"},
                              Mistake{"\u2260", "write '!='"},
                              Mistake{"\u2212", "this is a Unicode minus, write '-'"},
                              Mistake{"\u00d7", "write '*'"},
                              Mistake{"\u00b7", "write '*'"},
                              Mistake{"\u221e", "write 'inf'"},
                              Mistake{"\u03c0", "write 'pi'"},
                              Mistake{"\u2192", "write '->'"},
                              Mistake{"{", "write '(' or '['"},
                              Mistake{"\\", "expressions are not LaTeX"},
                              Mistake{"'", "names have letters, digits and '_'; write ddt(...) for a time derivative"}};

constexpr std::array<std::string_view, 23> signs{"==", "!=", "<=", ">=", "..", "->", "+", "-", "*", "/", "^", "(",
                                                 ")",  "[",  "]",  ",",  "<",  ">",  "~", ";", ":", "?", "@"};

class Lexer {
 public:
  explicit Lexer(const SourcedText& text) : source_(text), text_(text.text) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    for (skip_space(); at_ < text_.size(); skip_space()) tokens.push_back(next());
    tokens.push_back({TokenKind::end, "", source_.offset(text_.size())});
    return tokens;
  }

 private:
  [[noreturn]] void fail(std::size_t at, std::string message) const {
    throw LocatedError{source_.offset(at), std::move(message)};
  }

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  Token next() {
    if (is_digit(peek())) return number();
    if (starts_name(peek())) return name();
    for (const Mistake& mistake : mistakes) {
      if (text_.compare(at_, mistake.written.size(), mistake.written) != 0) continue;
      if (mistake.written == "=" && peek(1) == '=') continue;
      if (mistake.written == "!" && peek(1) == '=') continue;
      fail(at_, fmt::format("unexpected '{}': {}", mistake.written, mistake.message));
    }
    for (const std::string_view sign : signs) {
      if (text_.compare(at_, sign.size(), sign) != 0) continue;
      const std::size_t start = at_;
      at_ += sign.size();
      return {TokenKind::sign, std::string(sign), source_.offset(start)};
    }
    if (peek() == '.' && is_digit(peek(1))) fail(at_, "a number starts with a digit: write 0.5, not .5");
    fail(at_, fmt::format("unexpected {}, expected an expression", described()));
  }

  std::string described() const {
    const auto byte = static_cast<unsigned char>(peek());
    if (byte < 0x20 || byte == 0x7f) return fmt::format("control character 0x{:02x}", byte);
    std::size_t length = 1;
    while (at_ + length < text_.size() && (static_cast<unsigned char>(text_[at_ + length]) & 0xC0U) == 0x80U) ++length;
    return fmt::format("character '{}'", text_.substr(at_, length));
  }

  Token number() {
    const std::size_t start = at_;
    while (is_digit(peek())) ++at_;
    if (peek() == '.' && is_digit(peek(1))) {
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    const std::size_t signed_exponent = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(signed_exponent))) {
      at_ += signed_exponent;
      while (is_digit(peek())) ++at_;
    }
    if (starts_name(peek())) {
      fail(at_, "a number is followed by a name: write the multiplication, as in 2*x");
    }
    if (peek() == '.' && peek(1) != '.') fail(at_, "expected a digit after the decimal point");
    return {TokenKind::number, text_.substr(start, at_ - start), source_.offset(start)};
  }

  Token name() {
    const std::size_t start = at_;
    while (in_name(peek()) || (peek() == '.' && starts_name(peek(1)))) ++at_;
    return {TokenKind::name, text_.substr(start, at_ - start), source_.offset(start)};
  }

  const SourcedText& source_;
  const std::string& text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenize(const SourcedText& text) {
  return Lexer(text).run();
}

}  // namespace flowcert::theorems
