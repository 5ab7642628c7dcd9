// Square roots and polar factors, by what defines them.
#include <fmt/format.h>

#include "proofs_check/exact/words/reading.hpp"

namespace flowcert::proofs::exact::words {

namespace {

bool moves(const Algebra& algebra, const WordSum& a) {
  for (const auto& [word, coefficient] : a.parts) {
    for (const Letter letter : word) {
      if (!algebra.letter(number_of(letter)).constant) return true;
    }
  }
  return false;
}

}  // namespace

bool Reading::is_positive(const WordSum& a) {
  if (a.rows != a.columns) return false;
  for (const auto& [word, coefficient] : a.parts) {
    if (!algebra.is_nonnegative(coefficient)) return false;
    const auto half = static_cast<std::ptrdiff_t>(word.size() / 2);
    const Word left(word.begin(), word.begin() + half);
    const Word right(word.end() - half, word.end());
    if (right != algebra.transposed(left)) return false;
    if (word.size() % 2 == 1 && !algebra.letter(number_of(word[word.size() / 2])).positive) return false;
  }
  return true;
}

// The square root of Y is the one positive semidefinite matrix whose square is Y; it exists iff Y is symmetric and
// positive semidefinite (Horn & Johnson, Matrix Analysis, theorem 7.2.6).
WordSum Reading::square_root(const MatrixTerm& term) {
  const WordSum y = matrix(term.arg(0));
  if (!is_positive(y))
    throw GiveUp{"the root of a matrix that is not seen to be positive semidefinite: " + algebra.text(y)};
  for (const auto& [letter, of] : roots)
    if (of.is_same(y)) return algebra.of_letter(letter);
  LetterFacts facts;
  facts.name = fmt::format("sqrtm({})", algebra.text(y));
  facts.rows = facts.columns = y.rows;
  facts.positive = true;
  facts.constant = !moves(algebra, y);
  const std::size_t letter = algebra.add_letter(std::move(facts));
  roots.emplace_back(letter, y);
  const WordSum root = algebra.of_letter(letter);
  algebra.assume_zero(algebra.add(algebra.multiply(root, root), y, -1));
  return root;
}

void Reading::complete() {
  algebra.complete();
  for (const auto& [letter, y] : roots) {
    const WordSum root = algebra.of_letter(letter);
    if (!(algebra.add(algebra.reduced(root), root, -1).is_zero())) continue;  // found already
    for (std::size_t k = 0; k < algebra.letter_count(); ++k) {
      const WordSum a = algebra.of_letter(k);
      for (const WordSum& square :
           {algebra.multiply(algebra.transpose(a), a), algebra.multiply(a, algebra.transpose(a))}) {
        if (k == letter || square.rows != y.rows) continue;
        const WordSum difference = algebra.add(algebra.multiply(square, square), y, -1);
        if (!algebra.reduced(difference).is_zero()) continue;
        algebra.proof().trail.push_back(fmt::format("{} = {}: positive semidefinite, with the same square",
                                                    algebra.text(root), algebra.text(square)));
        algebra.assume_zero(algebra.add(root, square, -1));
        algebra.complete();
      }
    }
  }
}

// Compact singular value decomposition: with r the rank of X, L and R have r orthonormal columns and S is diagonal with
// positive entries; orth(X) = L R^T and the nuclear norm is trace(S). (X = 0 has r = 0, and everything below is zero.)
Reading::Decomposition Reading::decompose(const MatrixTerm& term) {
  const WordSum x = matrix(term);
  for (const auto& [matrix, parts] : decompositions)
    if (matrix.is_same(x)) return parts;
  const std::string of = fmt::format("({})", algebra.text(x));
  // Another matrix may be written alike: the number makes the name this rank's own.
  const Term rank = theorems::variable(fmt::format("rank {}{}", decompositions.size() + 1, of));
  const bool constant = !moves(algebra, x);
  const auto letter = [&](const std::string& name, const Term& rows, const Term& columns, bool positive) {
    LetterFacts facts;
    facts.name = name;
    facts.rows = rows;
    facts.columns = columns;
    facts.positive = positive;
    facts.constant = constant;
    return algebra.add_letter(std::move(facts));
  };
  const std::size_t left = letter("left" + of, x.rows, rank, false);
  const std::size_t middle = letter("singular values" + of, rank, rank, true);
  const std::size_t right = letter("right" + of, x.columns, rank, false);
  const WordSum l = algebra.of_letter(left);
  const WordSum s = algebra.of_letter(middle);
  const WordSum r = algebra.of_letter(right);
  const WordSum one = Algebra::identity(rank);
  algebra.assume_zero(algebra.add(algebra.multiply(algebra.transpose(l), l), one, -1));
  algebra.assume_zero(algebra.add(algebra.multiply(algebra.transpose(r), r), one, -1));
  const WordSum product = algebra.multiply(algebra.multiply(l, s), algebra.transpose(r));
  algebra.assume_zero(algebra.add(product, x, -1));
  decompositions.emplace_back(x, Decomposition{left, middle, right});
  return {left, middle, right};
}

}  // namespace flowcert::proofs::exact::words
