#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "proofs_check/kernel/reading.hpp"
#include "theorems/matrices/matrix_term.hpp"

namespace flowcert::proofs::kernel {

using theorems::MatrixOp;
using theorems::Term;

/// A product of letters and transposed letters: the letter's place, times two, plus one if transposed. The empty word
/// is an identity.
using Word = std::vector<std::size_t>;

/// A matrix of a given shape: the sum of coefficient * word, no coefficient 0. Coefficients are polynomials in numbers.
struct WordSum {
  Term rows, columns;
  std::map<Word, Polynomial> parts;
  friend bool operator==(const WordSum&, const WordSum&) = default;
};

/// A matrix variable.
struct Letter {
  Term rows, columns;
  bool symmetric = false;
  bool constant = false;             // along the flow
  std::optional<std::size_t> start;  // of what moves along the flow: the letter of its value at the start
  std::optional<WordSum> change;     // and its derivative
};

/// Throws Reader::Unreadable unless it fits.
inline void demand(bool fits) {
  if (!fits) throw Reader::Unreadable{};
}

/// The free algebra with transposes over letters of given shapes, and the numbers that are made of it. Equal sums are
/// equal matrices at every size and for all values of the letters, by the laws of rings, of transposition and of the
/// trace (cyclic, and the same of the transpose). Nothing is known of numbers but that they are numbers. Operations
/// throw Reader::Unreadable for shapes that do not fit and for what has no place in the algebra.
class WordAlgebra {
 public:
  std::vector<Letter> letters;

  [[nodiscard]] static WordSum zero(const Term& rows, const Term& columns) { return {rows, columns, {}}; }
  [[nodiscard]] static WordSum identity(const Term& size);
  [[nodiscard]] WordSum of(const Word& word) const;  // not empty
  [[nodiscard]] static WordSum sum(const WordSum& a, const WordSum& b, const Polynomial& factor = Polynomial(1));
  [[nodiscard]] static WordSum product(const WordSum& a, const WordSum& b);
  [[nodiscard]] static WordSum scaled(const WordSum& a, const Polynomial& by);
  [[nodiscard]] WordSum transposed(const WordSum& a) const;
  [[nodiscard]] Word transposed(const Word& word) const;

  /// A term that is a polynomial in variables and constants.
  [[nodiscard]] Polynomial number(const Term& term);
  [[nodiscard]] Polynomial trace(const WordSum& a);
  /// A norm of a matrix: equal matrices have the same, and so has the negative.
  [[nodiscard]] Polynomial norm(MatrixOp kind, const WordSum& a);

  /// Along the flow, with "t" for the time.
  [[nodiscard]] WordSum derivative(const WordSum& a);
  [[nodiscard]] Polynomial derivative(const Polynomial& p);
  [[nodiscard]] WordSum at_start(const WordSum& a);
  [[nodiscard]] Polynomial at_start(const Polynomial& p);

  /// v^T v, v v^T and their sums with coefficients that are numbers from 0 on: positive semidefinite.
  [[nodiscard]] bool is_sum_of_squares(const WordSum& a) const;

  /// What an atom of the polynomials stands for: a variable or constant, a word's trace, or a norm.
  struct Number {
    std::optional<Term> term;
    Word word;
    MatrixOp norm = MatrixOp::trace;
    WordSum of;
    friend bool operator==(const Number&, const Number&) = default;
  };
  [[nodiscard]] const std::vector<Number>& numbers() const { return numbers_; }
  [[nodiscard]] const Term& rows(std::size_t code) const;
  [[nodiscard]] const Term& columns(std::size_t code) const;
  /// The least of the words with the same trace.
  [[nodiscard]] Word canonical(const Word& word) const;

 private:
  Polynomial atom(Number number);
  Polynomial trace(const Word& word, const Term& size);
  std::vector<Number> numbers_;
};

}  // namespace flowcert::proofs::kernel
