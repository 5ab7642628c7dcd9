// Heuristic: which multiples of the equations may be needed. What comes of it is for the kernel to check.
#include "proofs_check/exact/words/combination.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace flowcert::proofs::exact::words {

using kernel::Equation;
using kernel::MatrixReading;
using kernel::Monomial;
using kernel::Polynomial;
using kernel::Word;
using kernel::WordSum;
using kernel::WordSummand;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_multiples = 600, most_rounds = 6, longer_by_most = 4;

/// A word and a product of numbers: what coefficients belong to.
using Key = std::pair<Word, Monomial>;
using Vector = std::map<Key, Rational>;

void add(Vector& sum, const Vector& other, const Rational& factor) {
  for (const auto& [key, value] : other) {
    Rational& place = sum[key];
    place += factor * value;
    if (place == 0) sum.erase(key);
  }
}

Vector vector_of(const Equation& equation) {
  Vector result;
  const auto take = [&](const Word& word, const Polynomial& p) {
    for (const auto& [monomial, coefficient] : p.terms()) result[{word, monomial}] = coefficient;
  };
  if (!equation.matrix) take({}, equation.number);
  if (equation.matrix)
    for (const auto& [word, coefficient] : equation.matrix->parts) take(word, coefficient);
  return result;
}

/// Vectors of multiples, made triangular; each remembers of which multiples it is made.
class Span {
 public:
  void add_multiple(std::size_t number, Vector vector) {
    Row row{std::move(vector), {{number, Rational(1)}}};
    reduce(row);
    if (row.vector.empty()) return;
    const auto [key, lead] = *row.vector.rbegin();
    for (auto& [k, value] : row.vector) value /= lead;
    for (auto& [k, value] : row.made_of) value /= lead;
    rows_.emplace(key, std::move(row));
  }

  /// Multiples and their factors that add up to the vector.
  [[nodiscard]] std::optional<std::map<std::size_t, Rational>> solve(const Vector& vector) const {
    Row row{vector, {}};
    reduce(row);
    if (!row.vector.empty()) return std::nullopt;
    for (auto& [number, factor] : row.made_of) factor = -factor;
    return row.made_of;
  }

 private:
  struct Row {
    Vector vector;
    std::map<std::size_t, Rational> made_of;
  };

  /// As far as its last key goes away.
  void reduce(Row& row) const {
    while (!row.vector.empty()) {
      const auto [key, lead] = *row.vector.rbegin();
      const auto known = rows_.find(key);
      if (known == rows_.end()) return;
      add(row.vector, known->second.vector, -lead);
      for (const auto& [number, factor] : known->second.made_of) row.made_of[number] -= lead * factor;
    }
  }

  std::map<Key, Row> rows_;
};

class Combination {
 public:
  Combination(MatrixReading& reading, const Equation& difference) : reading_(reading), target_(vector_of(difference)) {
    is_matrix_ = difference.matrix.has_value();
    for (const auto& [key, value] : target_) {
      longest_ = std::max(longest_, key.first.size());
      for (const auto& [index, exponent] : key.second)
        longest_ = std::max(longest_, reading_.algebra.numbers().at(index).word.size());
      todo_.push_back(key);
    }
    seen_.insert(todo_.begin(), todo_.end());
    longest_ += longer_by_most;
  }

  std::optional<std::vector<WordSummand>> run(const Deadline& deadline) {
    for (std::size_t round = 0; round <= most_rounds; ++round) {
      if (const auto found = span_.solve(target_)) return summands(*found);
      std::vector<Key> now;
      now.swap(todo_);
      for (const Key& key : now) {
        if (deadline.passed() || multiples_.size() > most_multiples) return std::nullopt;
        is_matrix_ ? try_word(key.first, key.second) : try_traces(key.second);
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::vector<WordSummand> summands(const std::map<std::size_t, Rational>& found) const {
    std::vector<WordSummand> result;
    for (const auto& [number, factor] : found) {
      if (factor == 0) continue;
      result.push_back(multiples_[number]);
      result.back().coefficient = Term(factor) * result.back().coefficient;
    }
    return result;
  }

  /// m / n as a term, if it is a product of variables.
  [[nodiscard]] std::optional<Term> quotient(const Monomial& m, const Monomial& n) const {
    std::map<std::uint32_t, long> powers;
    for (const auto& [index, exponent] : m) powers[index] += exponent;
    for (const auto& [index, exponent] : n) powers[index] -= exponent;
    Term result(1);
    for (const auto& [index, exponent] : powers) {
      if (exponent == 0) continue;
      const auto& number = reading_.algebra.numbers().at(index);
      if (exponent < 0 || !number.term) return std::nullopt;
      result = result * theorems::pow(*number.term, Term(Rational(exponent)));
    }
    return result;
  }

  /// Multiples that have `word` times the numbers among their parts. A trace's word may begin anywhere, so that it is
  /// enough to look at its beginning.
  void try_word(const Word& word, const Monomial& numbers, bool in_trace = false) {
    for (std::size_t k = 0; k < reading_.equations.size(); ++k) {
      const std::optional<Equation> equation = reading_.equations[k];
      if (!equation || !equation->matrix) continue;
      for (const bool transposed : {false, true}) {
        const WordSum side = transposed ? reading_.algebra.transposed(*equation->matrix) : *equation->matrix;
        for (const auto& [part, coefficient] : side.parts) {
          if (part.empty()) continue;
          auto at = std::search(word.begin(), word.end(), part.begin(), part.end());
          for (; at != word.end(); at = std::search(at + 1, word.end(), part.begin(), part.end())) {
            if (in_trace && at != word.begin()) break;
            const Word left(word.begin(), at), right(at + static_cast<std::ptrdiff_t>(part.size()), word.end());
            for (const auto& [monomial, value] : coefficient.terms())
              if (const auto factor = quotient(numbers, monomial)) use({k, transposed, *factor, left, right});
          }
        }
      }
    }
  }

  void try_traces(const Monomial& numbers) {
    for (std::size_t k = 0; k < reading_.equations.size(); ++k) {
      const std::optional<Equation> equation = reading_.equations[k];
      if (!equation || equation->matrix) continue;
      for (const auto& [monomial, value] : equation->number.terms())
        if (const auto factor = quotient(numbers, monomial)) use({k, false, *factor, {}, {}});
    }
    for (const auto& [index, exponent] : numbers) {
      const Word word = reading_.algebra.numbers().at(index).word;
      Monomial rest = numbers;
      std::erase_if(rest, [&](const auto& power) { return power.first == index && power.second == 1; });
      for (auto& [other, rank] : rest)
        if (other == index) --rank;
      for (Word turned : {word, reading_.algebra.transposed(word)}) {
        for (std::size_t turn = 0; turn < word.size(); ++turn) {
          std::rotate(turned.begin(), turned.begin() + 1, turned.end());
          try_word(turned, rest, true);
        }
      }
    }
  }

  void use(const WordSummand& multiple) {
    const auto same = [&](const WordSummand& other) {
      return other.equation == multiple.equation && other.transposed == multiple.transposed &&
             other.coefficient == multiple.coefficient && other.left == multiple.left && other.right == multiple.right;
    };
    if (std::any_of(multiples_.begin(), multiples_.end(), same)) return;
    Vector vector;
    try {
      vector = value_of(multiple);
    } catch (const kernel::Reader::Unreadable&) {
      return;
    }
    for (const auto& [key, value] : vector)
      if (key.first.size() > longest_) return;
    for (const auto& [key, value] : vector)
      if (seen_.insert(key).second) todo_.push_back(key);
    span_.add_multiple(multiples_.size(), std::move(vector));
    multiples_.push_back(multiple);
  }

  Vector value_of(const WordSummand& multiple) {
    if (!is_matrix_) return vector_of({std::nullopt, kernel::trace_of(reading_, {multiple})});
    const WordSum& of = *reading_.equations[multiple.equation]->matrix;
    const Term rows = multiple.left.empty() ? (multiple.transposed ? of.columns : of.rows)
                                            : reading_.algebra.rows(multiple.left.front());
    const Term columns = multiple.right.empty() ? (multiple.transposed ? of.rows : of.columns)
                                                : reading_.algebra.columns(multiple.right.back());
    return vector_of({kernel::sum_of(reading_, {multiple}, rows, columns), {}});
  }

  MatrixReading& reading_;
  Vector target_;
  bool is_matrix_ = false;
  std::size_t longest_ = 0;
  std::vector<Key> todo_;
  std::set<Key> seen_;
  std::vector<WordSummand> multiples_;
  Span span_;
};

}  // namespace

std::optional<std::vector<WordSummand>> combination_of(MatrixReading& reading, const Equation& difference,
                                                       const Deadline& deadline) {
  return Combination(reading, difference).run(deadline);
}

}  // namespace flowcert::proofs::exact::words
