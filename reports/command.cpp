#include "reports/command.hpp"

namespace flowcert::reports {

std::string shell_word(const std::string& text) {
  const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@+";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string reproducing_command(const ClaimRecord& claim) {
  const bool shipped = claim.head.file.find("theorems/catalogue/") != std::string::npos;
  return "./run " + (shipped ? "verify " + shell_word(claim.head.id) : "check " + shell_word(claim.head.file));
}

}  // namespace flowcert::reports
