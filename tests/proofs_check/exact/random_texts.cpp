#include "tests/proofs_check/exact/random_texts.hpp"

#include <algorithm>
#include <cctype>

namespace flowcert::proofs::test {

namespace {

using Words = std::vector<std::string>;

/// Numbers, names, relations and single characters, blanks left out.
Words words_of(const std::string& text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    const auto runs_on = [&](auto test) {
      while (end < text.size() && (test(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
    };
    const unsigned char first = static_cast<unsigned char>(text[at]);
    if (std::isdigit(first) != 0) {
      runs_on([](unsigned char c) { return std::isdigit(c) != 0; });
    } else if (std::isalpha(first) != 0) {
      runs_on([](unsigned char c) { return std::isalnum(c) != 0; });
    } else if (text.compare(at, 2, "..") == 0) {
      ++end;
    } else if (end < text.size() && text[end] == '=' &&
               (first == '=' || first == '!' || first == '<' || first == '>')) {
      ++end;
    }
    if (first != ' ') words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_one_of(const std::string& word, const Words& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Each name once.
Words names_in(const std::string& text) {
  Words names;
  for (const std::string& word : words_of(text))
    if (std::isalpha(static_cast<unsigned char>(word[0])) != 0 && !is_one_of(word, names)) names.push_back(word);
  return names;
}

/// What may stand in a word's place; empty for what has to stay.
Words alternatives(const std::string& word, const Words& names) {
  static const Words numbers{"0", "1", "2", "3", "4", "(1/2)", "(-1)", "5"};
  static const Words relations{"==", "<=", ">=", "<", ">", "!="};
  static const Words functions{"exp", "log", "sqrt", "abs",  "sign", "sin",
                               "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf"};
  static const Words extrema{"min", "max"}, sums{"+", "-"}, products{"*", "/"}, connectives{"and", "or", "implies"};
  if (std::isdigit(static_cast<unsigned char>(word[0])) != 0) return numbers;
  for (const Words* family : {&relations, &functions, &extrema, &sums, &products, &connectives, &names})
    if (is_one_of(word, *family)) return *family;
  return {};
}

/// The entries of "x = a; y = b", each the right side only.
std::string changed_entry(const std::string& text, const Words& names, Dice& dice) {
  std::vector<std::size_t> starts;
  for (std::size_t k = 0; k < text.size(); ++k)
    if (text[k] == '=') starts.push_back(k + 1);
  const std::size_t start = dice.one_of(starts), end = std::min(text.find(';', start), text.size());
  return text.substr(0, start) + " " + changed(text.substr(start, end - start), names, dice) + text.substr(end);
}

}  // namespace

theorems::Rational Dice::fraction() {
  static const std::vector<int> denominators{1, 1, 1, 2, 3, 5, 7};
  const int denominator = one_of(denominators);
  return {below(8 * denominator + 1) - 4 * denominator, denominator};
}

std::string changed(const std::string& text, const std::vector<std::string>& names, Dice& dice) {
  Words words = words_of(text);
  std::vector<std::size_t> open;
  for (std::size_t k = 0; k < words.size(); ++k)
    if (!alternatives(words[k], names).empty()) open.push_back(k);
  if (!open.empty()) {
    std::string& word = words[dice.one_of(open)];
    word = dice.one_of(alternatives(word, names));
  }
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : " ") + word;
  return result;
}

DynamicsCase changed(const DynamicsCase& c, const std::string& time, Dice& dice) {
  const Words parameters = names_in(c.parameters);
  Words names = names_in(c.states);
  names.insert(names.end(), parameters.begin(), parameters.end());
  names.push_back(time);
  DynamicsCase result = c;
  switch (dice.below(8)) {
    case 0:
      if (!c.hypotheses.empty()) result.hypotheses = changed(c.hypotheses, parameters, dice);
      break;
    case 1:
      result.states = changed_entry(c.states, parameters, dice);
      break;
    case 2:
    case 3:
      result.equations = changed_entry(c.equations, names, dice);
      break;
    case 4:
      if (!c.high.empty() && c.high != "inf") result.high = changed(c.high, {}, dice);
      break;
    default:
      result.claim = changed(c.claim, names, dice);
  }
  return result;
}

}  // namespace flowcert::proofs::test
