// Traces are numbers: the same for every rotation of a word and for its transpose.
#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/exact/words/algebra.hpp"

namespace flowcert::proofs::exact::words {

std::vector<Word> Algebra::rotations(const Word& word) const {
  std::vector<Word> all;
  for (const Word& start : {word, transposed(word)}) {
    Word turned = start;
    for (std::size_t k = 0; k < word.size(); ++k) {
      all.push_back(turned);
      std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    }
  }
  return all;
}

Poly Algebra::trace_symbol(const Word& canonical) {
  for (const NumberFacts& facts : numbers_) {
    if (facts.kind == NumberFacts::Kind::trace && facts.word == canonical) return facts.symbol;
  }
  NumberFacts facts;
  facts.kind = NumberFacts::Kind::trace;
  facts.name = unused(fmt::format("trace({})", text(canonical)));
  facts.symbol = Symbol(facts.name);
  facts.word = canonical;
  // trace(A^T A) is the sum of the squares of A's entries.
  const std::size_t half = canonical.size() / 2;
  for (const Word& turned : rotations(canonical)) {
    const Word left(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(half));
    const Word right(turned.begin() + static_cast<std::ptrdiff_t>(half), turned.end());
    if (canonical.size() % 2 == 0 && right == transposed(left)) facts.nonnegative = true;
  }
  if (canonical.size() == 1 && letters_[number_of(canonical[0])].positive) facts.nonnegative = true;
  numbers_.push_back(facts);
  return facts.symbol;
}

namespace {

/// Where sizes are 1, a word's rules can bring the traces of its own parts back.
class DeeperTrace {
 public:
  explicit DeeperTrace(int& depth) : depth_(depth) {
    constexpr int deepest = 50;
    if (depth_ >= deepest) throw GiveUp{"traces within traces without an end"};
    ++depth_;
  }
  ~DeeperTrace() { --depth_; }
  DeeperTrace(const DeeperTrace&) = delete;
  DeeperTrace& operator=(const DeeperTrace&) = delete;

 private:
  int& depth_;
};

}  // namespace

Poly Algebra::trace(const Word& word, const Term& size) {
  if (word.empty()) return number(size);
  const DeeperTrace deeper(traces_within_traces_);
  // Where the size is 1 in several places, the trace is a product of numbers.
  std::vector<std::size_t> narrow;
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (rows_of(word[k]).is_number(1)) narrow.push_back(k);
  }
  if (narrow.size() >= 2) {
    Word turned = word;
    const auto first = static_cast<std::ptrdiff_t>(narrow[0]);
    std::rotate(turned.begin(), turned.begin() + first, turned.end());
    Poly product = 1;
    for (std::size_t k = 0; k < narrow.size(); ++k) {
      const std::size_t end = k + 1 < narrow.size() ? narrow[k + 1] : narrow[0] + word.size();
      const auto place = [&](std::size_t at) { return turned.begin() + static_cast<std::ptrdiff_t>(at - narrow[0]); };
      product = exact::multiply(product, trace(Word(place(narrow[k]), place(end)), Term(1)));
    }
    return product;
  }
  std::vector<Word> all = rotations(word);
  const Word canonical = *std::min_element(all.begin(), all.end(), WordLess());
  if (!use_rules || rules_.empty()) return trace_symbol(canonical);
  // A rotation is rewritten only if everything that comes out is smaller than the canonical rotation: that ends.
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (const Word& turned : all) {
    if (!find_match(turned)) continue;
    WordSum one{rows_of(turned.front()), rows_of(turned.front()), {}};
    one.parts.emplace(turned, 1);
    const WordSum smaller = reduced(one);
    bool falls = true;
    for (const auto& [other, coefficient] : smaller.parts) {
      const std::vector<Word> others = rotations(other);
      const Word least = other.empty() ? other : *std::min_element(others.begin(), others.end(), WordLess());
      falls = falls && WordLess()(least, canonical);
    }
    if (falls) return trace(smaller);
  }
  return trace_symbol(canonical);
}

Poly Algebra::trace(const WordSum& a) {
  if (a.rows != a.columns) throw GiveUp{"the trace of a matrix that is not square"};
  Poly sum = 0;
  for (const auto& [word, coefficient] : a.parts) sum += exact::multiply(coefficient, trace(word, a.rows));
  return sum.expand();
}

}  // namespace flowcert::proofs::exact::words
