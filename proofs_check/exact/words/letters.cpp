#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/exact/words/algebra.hpp"

namespace flowcert::proofs::exact::words {

std::size_t Algebra::add_letter(LetterFacts facts) {
  facts.symmetric = facts.symmetric || facts.positive;
  if (facts.symmetric && facts.rows != facts.columns) throw GiveUp{"a symmetric matrix that is not square"};
  facts.name = unused(std::move(facts.name));
  letters_.push_back(std::move(facts));
  return letters_.size() - 1;
}

std::string Algebra::unused(std::string name) {
  const auto is_taken = [&] {
    return name == "I" || facts_of(name) != nullptr ||
           std::any_of(letters_.begin(), letters_.end(), [&](const LetterFacts& facts) { return facts.name == name; });
  };
  while (is_taken()) name += "'";
  return name;
}

std::optional<std::size_t> Algebra::find_letter(const std::string& parameter) const {
  for (std::size_t k = 0; k < letters_.size(); ++k) {
    if (letters_[k].parameter == parameter) return k;
  }
  return std::nullopt;
}

const Term& Algebra::rows_of(Letter letter) const {
  const LetterFacts& facts = letters_[number_of(letter)];
  return is_transposed(letter) ? facts.columns : facts.rows;
}

const Term& Algebra::columns_of(Letter letter) const {
  const LetterFacts& facts = letters_[number_of(letter)];
  return is_transposed(letter) ? facts.rows : facts.columns;
}

Letter Algebra::transposed(Letter letter) const {
  if (letters_[number_of(letter)].symmetric) return letter;
  return is_transposed(letter) ? letter - 1 : letter + 1;
}

Word Algebra::transposed(const Word& word) const {
  Word result;
  result.reserve(word.size());
  for (auto letter = word.rbegin(); letter != word.rend(); ++letter) result.push_back(transposed(*letter));
  return result;
}

std::string Algebra::text(const Word& word) const {
  if (word.empty()) return "I";
  std::string result;
  for (const Letter letter : word) {
    if (!result.empty()) result += ' ';
    result += letters_[number_of(letter)].name;
    if (is_transposed(letter)) result += "^T";
  }
  return result;
}

std::string Algebra::text(const WordSum& sum) const {
  if (sum.parts.empty()) return "0";
  std::string result;
  for (auto part = sum.parts.rbegin(); part != sum.parts.rend(); ++part) {
    const Poly& coefficient = part->second;
    const bool minus = is_constant(coefficient) && constant_of(coefficient) < 0;
    const Poly size = minus ? Poly(-coefficient) : coefficient;
    result += result.empty() ? (minus ? "-" : "") : (minus ? " - " : " + ");
    if (!size.is_equal(1)) result += fmt::format(fmt::runtime(term_count(size) > 1 ? "({}) " : "{} "), to_text(size));
    result += text(part->first);
  }
  return result;
}

}  // namespace flowcert::proofs::exact::words
