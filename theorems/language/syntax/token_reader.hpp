#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "theorems/language/syntax/lexer.hpp"

namespace flowcert::theorems {

/// A text's tokens, read one after the other. What is not as expected is a LocatedError at the current token.
class TokenReader {
 public:
  explicit TokenReader(const SourcedText& text) : tokens_(tokenize(text)) {}

  [[nodiscard]] const Token& current() const { return tokens_[at_]; }
  Token take();
  [[nodiscard]] bool at_sign(std::string_view sign) const {
    return current().kind == TokenKind::sign && current().text == sign;
  }
  [[nodiscard]] bool at_name(std::string_view name) const {
    return current().kind == TokenKind::name && current().text == name;
  }
  /// Takes the sign if it is there.
  bool accept(std::string_view sign);
  void expect(std::string_view sign, std::string_view where);
  /// A name that is no word of the language and has no dot.
  Token plain_name(std::string_view what);

  [[nodiscard]] std::string found_text() const;
  [[noreturn]] void fail(std::string message) const;

  /// `k in ...` comes next.
  [[nodiscard]] bool at_binder() const;
  /// `(0, 1]` is an interval, `(k + 1)..D` a range: there is a comma at the parenthesis' own level.
  [[nodiscard]] bool looks_like_open_interval() const;

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace flowcert::theorems
