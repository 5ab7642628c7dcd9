#include "reports/proof/trail_lines.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace flowcert::reports::proof {

namespace {

/// Where the tag "<5: " or "<sum of " that begins here has its text; 0 if no tag begins here.
std::size_t tag_length(const std::string& text, std::size_t at) {
  static const std::string sum = "<sum of ";
  if (text.compare(at, sum.size(), sum) == 0) return sum.size();
  std::size_t end = at + 1;
  while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
  return end > at + 1 && text.compare(end, 2, ": ") == 0 ? end + 2 - at : 0;
}

/// Where the tag's text ends. Tags may stand in tags, and what they hold may be a relation.
std::size_t tag_end(const std::string& text, std::size_t begin) {
  int depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '<' && tag_length(text, at) > 0) ++depth;
    const bool relation = at > 0 && text[at - 1] == ' ';  // " > " and " >= ": a tag ends behind its last character
    if (text[at] == '>' && !relation && depth-- == 0) return at;
  }
  return std::string::npos;
}

/// Reads as one factor: a name, or a function's application.
bool is_whole(const std::string& text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth == 0 && (c == ' ' || c == '+' || c == '-' || c == '*' || c == '/' || c == '^')) return false;
  }
  return depth == 0;
}

std::string without_tags(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t begin = text[at] == '<' ? tag_length(text, at) : 0;
    const std::size_t end = begin > 0 ? tag_end(text, at + begin) : std::string::npos;
    if (end == std::string::npos) {
      result += text[at];
      continue;
    }
    const std::string inner = without_tags(text.substr(at + begin, end - at - begin));
    const bool sum = text[at + 1] == 's';
    if (sum) {
      result += "sum(" + inner + ")";
    } else {
      result += is_whole(inner) ? inner : "(" + inner + ")";
    }
    at = end;
  }
  return result;
}

std::string with_lemmas_once(const std::string& text) {
  static const std::string mark = " with lemmas: ";
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return text;
  std::string result = text.substr(0, at + mark.size());
  std::set<std::string> named;
  for (std::size_t begin = at + mark.size(); begin < text.size();) {
    std::size_t end = text.find(", ", begin);
    if (end == std::string::npos) end = text.size();
    const std::string name = text.substr(begin, end - begin);
    if (named.insert(name).second) result += (named.size() > 1 ? ", " : "") + name;
    begin = end + 2;
  }
  return result;
}

/// "hypotheses and not (A) is unsatisfiable" says that A follows.
std::string as_consequence(const std::string& text) {
  static const std::string begin = "hypotheses and not (", middle = ") is unsatisfiable";
  const std::size_t end = text.find(middle);
  if (text.rfind(begin, 0) != 0 || end == std::string::npos) return text;
  std::string rest = text.substr(end + middle.size());
  return text.substr(begin.size(), end - begin.size()) + ": by real arithmetic from the hypotheses" + rest;
}

/// "identity: A == B: the difference reduces to 0 in ..." says that both sides are the same multiplied out; nothing is
/// said of one that states A == A.
std::string as_identity(const std::string& text) {
  static const std::string begin = "identity: ", middle = ": the difference reduces to 0 in ";
  const std::size_t end = text.find(middle);
  if (text.rfind(begin, 0) != 0 || end == std::string::npos) return text;
  const std::string claim = text.substr(begin.size(), end - begin.size());
  const std::size_t equal = claim.find(" == ");
  if (equal != std::string::npos && claim.substr(0, equal) == claim.substr(equal + 4)) return {};
  return claim + ": both sides are the same, multiplied out";
}

/// "sign: A" says that A holds by the signs of what it is made of.
std::string as_sign(const std::string& text) {
  static const std::string begin = "sign: ";
  if (text.rfind(begin, 0) != 0) return text;
  return text.substr(begin.size()) + ": by the signs of its parts";
}

/// A letter for the index that runs over all classes, which the language calls #.
std::string index_letter(const std::vector<std::string>& lines) {
  for (const char* letter : {"j", "i", "l", "m"}) {
    const std::string entry = std::string("[") + letter + "]";
    if (std::none_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(entry) != std::string::npos; }))
      return entry;
  }
  return "[#]";
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// a == b is a = b, and a + -1*b is a - b.
std::string with_usual_signs(std::string text) {
  replace(text, " == ", " = ");
  replace(text, " + -1*", " - ");
  replace(text, " + -", " - ");
  return text;
}

}  // namespace

std::vector<std::string> readable_trail(const std::vector<std::string>& lines) {
  const std::string index = index_letter(lines);
  std::vector<std::string> result;
  std::set<std::string> seen;
  for (const std::string& line : lines) {
    std::string text = with_usual_signs(as_sign(as_identity(as_consequence(with_lemmas_once(without_tags(line))))));
    replace(text, "[#]", index);
    if (!text.empty() && text != "true" && seen.insert(text).second) result.push_back(text);
  }
  return result;
}

}  // namespace flowcert::reports::proof
