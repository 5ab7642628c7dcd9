#include "proofs_check/exact/words/algebra.hpp"

namespace flowcert::proofs::exact::words {

namespace {

constexpr std::size_t most_parts = 20'000;
constexpr std::size_t longest_word = 200;

}  // namespace

WordSum Algebra::zero(const Term& rows, const Term& columns) {
  return {rows, columns, {}};
}

WordSum Algebra::identity(const Term& size) {
  WordSum result{size, size, {}};
  result.parts.emplace(Word{}, 1);
  return result;
}

WordSum Algebra::of_letter(std::size_t number) const {
  WordSum result{letters_[number].rows, letters_[number].columns, {}};
  result.parts.emplace(Word{static_cast<Letter>(2 * number)}, 1);
  return result;
}

// Between two places where the size is 1 stands a number, which commutes with everything: x y^T z is (y^T z) x for
// vectors x, y, z.
void Algebra::add_part(WordSum& sum, const Word& word, const Poly& coefficient) {
  if (word.size() > longest_word) throw GiveUp{"a product of too many matrices"};
  std::vector<std::size_t> narrow;
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (rows_of(word[k]).is_number(1)) narrow.push_back(k);
  }
  if (!word.empty() && columns_of(word.back()).is_number(1)) narrow.push_back(word.size());
  Poly factor = coefficient;
  Word rest = word;
  if (narrow.size() >= 2) {
    const auto at = [&](std::size_t k) { return word.begin() + static_cast<std::ptrdiff_t>(narrow[k]); };
    for (std::size_t k = 0; k + 1 < narrow.size(); ++k) {
      factor = exact::multiply(factor, trace(Word(at(k), at(k + 1)), Term(1)));
    }
    rest.assign(word.begin(), at(0));
    rest.insert(rest.end(), at(narrow.size() - 1), word.end());
  }
  if (factor.is_zero()) return;
  const auto [place, fresh] = sum.parts.emplace(rest, factor);
  if (fresh) {
    if (sum.parts.size() > most_parts) throw GiveUp{"a sum of too many products"};
    return;
  }
  place->second = (place->second + factor).expand();
  if (place->second.is_zero()) sum.parts.erase(place);
}

WordSum Algebra::add(const WordSum& a, const WordSum& b, const Poly& factor) {
  if (a.rows != b.rows || a.columns != b.columns) throw GiveUp{"a sum of different shapes"};
  WordSum result = a;
  for (const auto& [word, coefficient] : b.parts) add_part(result, word, exact::multiply(coefficient, factor));
  return result;
}

WordSum Algebra::multiply(const WordSum& a, const WordSum& b) {
  if (a.columns != b.rows) throw GiveUp{"a product whose sizes do not agree"};
  WordSum result = zero(a.rows, b.columns);
  for (const auto& [left, c] : a.parts) {
    for (const auto& [right, d] : b.parts) {
      proof_->check_time();
      add_part(result, concatenated(left, right), exact::multiply(c, d));
    }
  }
  return result;
}

WordSum Algebra::scale(const WordSum& a, const Poly& by) {
  WordSum result = zero(a.rows, a.columns);
  for (const auto& [word, coefficient] : a.parts) add_part(result, word, exact::multiply(coefficient, by));
  return result;
}

WordSum Algebra::transpose(const WordSum& a) {
  WordSum result = zero(a.columns, a.rows);
  for (const auto& [word, coefficient] : a.parts) add_part(result, transposed(word), coefficient);
  return result;
}

}  // namespace flowcert::proofs::exact::words
