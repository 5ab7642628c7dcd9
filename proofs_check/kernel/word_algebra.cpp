#include "proofs_check/kernel/word_algebra.hpp"

#include <algorithm>

namespace flowcert::proofs::kernel {

using theorems::Op;

namespace {

constexpr std::size_t most_parts = 20'000, longest_word = 200;

void add_part(WordSum& sum, const Word& word, const Polynomial& coefficient) {
  if (coefficient.is_zero()) return;
  if (word.size() > longest_word || sum.parts.size() > most_parts) throw TooLarge{};
  const auto [place, is_new] = sum.parts.try_emplace(word, coefficient);
  if (is_new) return;
  place->second = place->second + coefficient;
  if (place->second.is_zero()) sum.parts.erase(place);
}

Word joined(const Word& a, const Word& b) {
  Word result = a;
  result.insert(result.end(), b.begin(), b.end());
  return result;
}

}  // namespace

const Term& WordAlgebra::rows(std::size_t code) const {
  const Letter& letter = letters.at(code / 2);
  return code % 2 == 0 ? letter.rows : letter.columns;
}

const Term& WordAlgebra::columns(std::size_t code) const {
  return rows(code ^ 1U);
}

WordSum WordAlgebra::identity(const Term& size) {
  return {size, size, {{Word{}, Polynomial(1)}}};
}

WordSum WordAlgebra::of(const Word& word) const {
  demand(!word.empty() && word.size() <= longest_word);
  for (std::size_t k = 0; k + 1 < word.size(); ++k) demand(columns(word[k]) == rows(word[k + 1]));
  Word own = word;  // a symmetric letter is its own transpose
  for (std::size_t& code : own)
    if (letters.at(code / 2).symmetric) code -= code % 2;
  return {rows(word.front()), columns(word.back()), {{own, Polynomial(1)}}};
}

WordSum WordAlgebra::sum(const WordSum& a, const WordSum& b, const Polynomial& factor) {
  demand(a.rows == b.rows && a.columns == b.columns);
  WordSum result = a;
  for (const auto& [word, coefficient] : b.parts) add_part(result, word, coefficient * factor);
  return result;
}

WordSum WordAlgebra::product(const WordSum& a, const WordSum& b) {
  demand(a.columns == b.rows);
  WordSum result = zero(a.rows, b.columns);
  for (const auto& [left, p] : a.parts)
    for (const auto& [right, q] : b.parts) add_part(result, joined(left, right), p * q);
  return result;
}

WordSum WordAlgebra::scaled(const WordSum& a, const Polynomial& by) {
  return sum(zero(a.rows, a.columns), a, by);
}

Word WordAlgebra::transposed(const Word& word) const {
  Word result(word.rbegin(), word.rend());
  for (std::size_t& code : result)
    if (!letters.at(code / 2).symmetric) code ^= 1U;
  return result;
}

WordSum WordAlgebra::transposed(const WordSum& a) const {
  WordSum result = zero(a.columns, a.rows);
  for (const auto& [word, coefficient] : a.parts) add_part(result, transposed(word), coefficient);
  return result;
}

Polynomial WordAlgebra::atom(Number number) {
  const auto known = std::find(numbers_.begin(), numbers_.end(), number);
  const auto place = static_cast<std::uint32_t>(known - numbers_.begin());
  if (known == numbers_.end()) numbers_.push_back(std::move(number));
  return Polynomial::atom(place);
}

Polynomial WordAlgebra::number(const Term& term) {
  const auto exponent = [](const Term& e) {
    demand(e.is_number() && theorems::is_integer(e.number()) && e.number() >= 0 && e.number() <= 64);
    return numerator(e.number()).convert_to<std::uint64_t>();
  };
  Polynomial result(term.op() == Op::multiply ? 1 : 0);
  switch (term.op()) {
    case Op::number:
      return Polynomial(term.number());
    case Op::variable:
    case Op::pi:
    case Op::euler:
      return atom({term, {}, MatrixOp::trace, {}});
    case Op::add:
      for (const Term& arg : term.args()) result = result + number(arg);
      return result;
    case Op::multiply:
      for (const Term& arg : term.args()) result = result * number(arg);
      return result;
    case Op::subtract:
      return number(term.arg(0)) - number(term.arg(1));
    case Op::negate:
      return Polynomial() - number(term.arg(0));
    case Op::divide:
      demand(term.arg(1).is_number() && term.arg(1).number() != 0);
      return number(term.arg(0)) * Polynomial(Rational(1 / term.arg(1).number()));
    case Op::power:
      return power(number(term.arg(0)), exponent(term.arg(1)));
    default:
      throw Reader::Unreadable{};
  }
}

Word WordAlgebra::canonical(const Word& word) const {
  Word least = word;
  for (Word turned : {word, transposed(word)})
    for (std::size_t k = 0; k < word.size(); ++k) {
      std::rotate(turned.begin(), turned.begin() + 1, turned.end());
      least = std::min(least, turned);
    }
  return least;
}

Polynomial WordAlgebra::trace(const Word& word, const Term& size) {
  return word.empty() ? number(size) : atom({std::nullopt, canonical(word), MatrixOp::trace, {}});
}

Polynomial WordAlgebra::trace(const WordSum& a) {
  demand(a.rows == a.columns);
  Polynomial result;
  for (const auto& [word, coefficient] : a.parts) result = result + coefficient * trace(word, a.rows);
  return result;
}

Polynomial WordAlgebra::norm(MatrixOp kind, const WordSum& a) {
  const bool negative = !a.parts.empty() && a.parts.begin()->second.terms().begin()->second < 0;
  return atom({std::nullopt, {}, kind, negative ? scaled(a, Polynomial(-1)) : a});
}

WordSum WordAlgebra::derivative(const WordSum& a) {
  WordSum result = zero(a.rows, a.columns);
  for (const auto& [word, coefficient] : a.parts) {
    add_part(result, word, derivative(coefficient));
    for (std::size_t k = 0; k < word.size(); ++k) {
      const Letter& letter = letters.at(word[k] / 2);
      if (letter.constant) continue;
      demand(letter.change.has_value());
      const WordSum change = word[k] % 2 == 0 ? *letter.change : transposed(*letter.change);
      const auto at = word.begin() + static_cast<std::ptrdiff_t>(k);
      for (const auto& [middle, factor] : change.parts)
        add_part(result, joined(joined(Word(word.begin(), at), middle), Word(at + 1, word.end())),
                 coefficient * factor);
    }
  }
  return result;
}

Polynomial WordAlgebra::derivative(const Polynomial& p) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : p.terms()) {
    for (const auto& [index, exponent] : monomial) {
      const Number known = numbers_.at(index);
      demand(known.norm == MatrixOp::trace);
      if (known.term && !(*known.term == theorems::variable("t"))) continue;
      Monomial rest = monomial;
      std::erase_if(rest, [&](const auto& power) { return power.first == index && power.second == 1; });
      for (auto& [other, rank] : rest)
        if (other == index) --rank;
      Polynomial change;
      change.add(rest, Rational(coefficient * exponent));
      if (!known.term) change = change * trace(derivative(of(known.word)));
      result = result + change;
    }
  }
  return result;
}

WordSum WordAlgebra::at_start(const WordSum& a) {
  WordSum result = zero(a.rows, a.columns);
  for (const auto& [word, coefficient] : a.parts) {
    Word start = word;
    for (std::size_t& code : start) {
      const Letter& letter = letters.at(code / 2);
      demand(letter.constant || letter.start);
      if (!letter.constant) code = 2 * *letter.start + code % 2;
    }
    add_part(result, start, at_start(coefficient));
  }
  return result;
}

Polynomial WordAlgebra::at_start(const Polynomial& p) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : p.terms()) {
    Polynomial part{coefficient};
    for (const auto& [index, exponent] : monomial) {
      const Number known = numbers_.at(index);
      demand(known.norm == MatrixOp::trace);
      const bool time = known.term && *known.term == theorems::variable("t");
      const Polynomial value = time         ? Polynomial()
                               : known.term ? Polynomial::atom(index)
                                            : trace(at_start(of(known.word)));
      part = part * power(value, exponent);
    }
    result = result + part;
  }
  return result;
}

bool WordAlgebra::is_sum_of_squares(const WordSum& a) const {
  return std::all_of(a.parts.begin(), a.parts.end(), [&](const auto& part) {
    const auto value = part.second.number();
    const auto half = static_cast<std::ptrdiff_t>(part.first.size() / 2);
    const Word left(part.first.begin(), part.first.begin() + half), right(part.first.begin() + half, part.first.end());
    return value && *value >= 0 && right == transposed(left);
  });
}

}  // namespace flowcert::proofs::kernel
