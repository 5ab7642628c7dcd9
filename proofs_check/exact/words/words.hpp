#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "proofs_check/exact/polynomial.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::proofs::exact::words {

using theorems::Term;

/// A matrix variable or its transpose: twice its number in the alphabet, plus 1 if transposed.
using Letter = int;
[[nodiscard]] inline std::size_t number_of(Letter letter) {
  return static_cast<std::size_t>(letter / 2);
}
[[nodiscard]] inline bool is_transposed(Letter letter) {
  return letter % 2 == 1;
}

/// A product of letters whose sizes fit; the empty word is the identity.
using Word = std::vector<Letter>;

/// Longer words are larger; words of the same length compare letter by letter. Compatible with multiplication from both
/// sides, and every word has finitely many smaller ones over a finite alphabet: rewriting downwards ends.
struct WordLess {
  bool operator()(const Word& a, const Word& b) const {
    if (a.size() != b.size()) return a.size() < b.size();
    return a < b;
  }
};

/// A matrix of a given shape: the sum of coefficient * word, no coefficient zero. Coefficients are polynomials in
/// numbers (parameters, traces, norms); as words multiply by concatenation, equal sums are equal matrices at every
/// size.
struct WordSum {
  Term rows, columns;
  std::map<Word, Poly, WordLess> parts;

  [[nodiscard]] bool is_zero() const { return parts.empty(); }
  /// The same sum of the same words: equal shapes as well, which the empty word does not tell.
  [[nodiscard]] bool is_same(const WordSum& other) const {
    return rows == other.rows && columns == other.columns &&
           std::equal(parts.begin(), parts.end(), other.parts.begin(), other.parts.end(),
                      [](const auto& a, const auto& b) { return a.first == b.first && a.second.is_equal(b.second); });
  }
};

[[nodiscard]] inline Word concatenated(const Word& a, const Word& b) {
  Word result = a;
  result.insert(result.end(), b.begin(), b.end());
  return result;
}

}  // namespace flowcert::proofs::exact::words
