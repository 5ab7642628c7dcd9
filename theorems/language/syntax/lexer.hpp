#pragma once

#include <string>
#include <vector>

#include "theorems/language/source.hpp"

namespace flowcert::theorems {

enum class TokenKind { number, name, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;        // a name (dotted names in one piece), a sign such as "<=", or a number as written
  std::size_t offset = 0;  // in the file
};

/// Cuts a string into tokens; the last is `end`. Throws LocatedError for characters that the language does not have.
[[nodiscard]] std::vector<Token> tokenize(const SourcedText& text);

}  // namespace flowcert::theorems
