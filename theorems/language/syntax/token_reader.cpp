#include "theorems/language/syntax/token_reader.hpp"

#include <fmt/format.h>

#include "theorems/language/syntax/expression.hpp"

namespace flowcert::theorems {

Token TokenReader::take() {
  const Token token = tokens_[at_];
  if (token.kind != TokenKind::end) ++at_;
  return token;
}

bool TokenReader::accept(std::string_view sign) {
  if (!at_sign(sign)) return false;
  ++at_;
  return true;
}

std::string TokenReader::found_text() const {
  return current().kind == TokenKind::end ? "the end of the text" : fmt::format("'{}'", current().text);
}

void TokenReader::fail(std::string message) const {
  throw LocatedError{current().offset, std::move(message)};
}

void TokenReader::expect(std::string_view sign, std::string_view where) {
  if (!accept(sign)) fail(fmt::format("expected '{}' {}, found {}", sign, where, found_text()));
}

Token TokenReader::plain_name(std::string_view what) {
  if (current().kind != TokenKind::name || is_keyword(current().text)) {
    fail(fmt::format("expected {}, found {}", what, found_text()));
  }
  if (current().text.find('.') != std::string::npos) {
    fail(fmt::format("'{}' has a dot, which only a flow's own names have", current().text));
  }
  return take();
}

bool TokenReader::at_binder() const {
  return current().kind == TokenKind::name && at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == TokenKind::name &&
         tokens_[at_ + 1].text == "in";
}

bool TokenReader::looks_like_open_interval() const {
  if (!at_sign("(")) return false;
  int level = 0;
  for (std::size_t i = at_; i < tokens_.size() && tokens_[i].kind != TokenKind::end; ++i) {
    if (tokens_[i].kind != TokenKind::sign) continue;
    const std::string& sign = tokens_[i].text;
    if (sign == "(" || sign == "[") ++level;
    if (sign == "," && level == 1) return true;
    if ((sign == ")" || sign == "]") && --level == 0) return false;
  }
  return false;
}

}  // namespace flowcert::theorems
