#include "theorems/language/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace flowcert::theorems {

namespace {

constexpr std::size_t most_diagnostics = 100;

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Levenshtein distance with exchanged neighbours as one slip (optimal string alignment), both words cut to 40 bytes.
std::size_t distance(std::string_view a, std::string_view b) {
  a = a.substr(0, 40);
  b = b.substr(0, 40);
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = i;
  std::iota(table[0].begin(), table[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, replaced});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

}  // namespace

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Position SourceFile::position(std::size_t byte) const {
  byte = std::min(byte, text_.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const auto line = static_cast<std::size_t>(next - line_starts_.begin());
  const std::size_t start = line_starts_[line - 1];
  const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(start);
  const auto end = text_.begin() + static_cast<std::ptrdiff_t>(byte);
  const auto before = std::count_if(begin, end, [](char c) { return !continues_character(c); });
  return {name_, static_cast<int>(line), static_cast<int>(before) + 1};
}

std::size_t SourceFile::byte_at(std::size_t line, std::size_t column) const {
  if (line == 0 || line > line_starts_.size()) return text_.size();
  std::size_t byte = line_starts_[line - 1];
  for (std::size_t at = 1; at < column && byte < text_.size() && text_[byte] != '\n'; ++at) {
    ++byte;
    while (byte < text_.size() && continues_character(text_[byte])) ++byte;
  }
  return byte;
}

SourcedText plain_text(std::string text) {
  SourcedText sourced{std::move(text), {}};
  sourced.offsets.resize(sourced.text.size() + 1);
  std::iota(sourced.offsets.begin(), sourced.offsets.end(), std::size_t{0});
  return sourced;
}

void Diagnostics::add(std::size_t offset, std::string message) {
  const std::pair<std::size_t, std::string> entry{offset, std::move(message)};
  if (found_.size() >= most_diagnostics || std::find(found_.begin(), found_.end(), entry) != found_.end()) return;
  found_.push_back(entry);
}

void Diagnostics::throw_if_any() const {
  if (found_.empty()) return;
  auto ordered = found_;
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Diagnostic> diagnostics;
  for (const auto& [offset, message] : ordered) diagnostics.push_back({file_->position(offset), message});
  throw InputError(std::move(diagnostics));
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  std::size_t least = word.size() <= 3 ? 2 : word.size() / 3 + 2;
  const std::string* best = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t apart = distance(word, candidate);
    if (apart < least && apart < std::max(word.size(), candidate.size())) {
      least = apart;
      best = &candidate;
    }
  }
  return best == nullptr ? "" : fmt::format(", did you mean '{}'?", *best);
}

}  // namespace flowcert::theorems
