// Hypotheses as rewriting rules, completed within bounds (after Mora 1986: Groebner bases in free algebras).
#include <algorithm>
#include <deque>

#include "proofs_check/exact/words/algebra.hpp"

namespace flowcert::proofs::exact::words {

namespace {

constexpr std::size_t most_rules = 80;
constexpr std::size_t longest_left = 10;
constexpr std::size_t most_equations = 3'000;
constexpr std::size_t most_rewrites = 20'000;
constexpr int most_passes = 6;

std::optional<std::size_t> position_of(const Word& part, const Word& whole) {
  const auto found = std::search(whole.begin(), whole.end(), part.begin(), part.end());
  if (found == whole.end()) return std::nullopt;
  return static_cast<std::size_t>(found - whole.begin());
}

Word slice(const Word& word, std::size_t from, std::size_t to) {
  return {word.begin() + static_cast<std::ptrdiff_t>(from), word.begin() + static_cast<std::ptrdiff_t>(to)};
}

}  // namespace

std::optional<std::pair<std::size_t, Rule*>> Algebra::find_match(const Word& word) {
  for (Rule& rule : rules_) {
    if (const auto at = position_of(rule.left, word)) return std::pair(*at, &rule);
  }
  return std::nullopt;
}

WordSum Algebra::reduced(const WordSum& a) {
  if (!use_rules) return a;
  WordSum todo = a;
  WordSum done = zero(a.rows, a.columns);
  std::size_t rewrites = 0;
  while (!todo.parts.empty()) {
    const auto last = std::prev(todo.parts.end());
    const auto [word, coefficient] = *last;
    todo.parts.erase(last);
    const auto match = find_match(word);
    if (!match) {
      add_part(done, word, coefficient);
      continue;
    }
    proof_->check_time();
    if (++rewrites > most_rewrites) throw GiveUp{"too many rewriting steps"};
    const auto& [at, rule] = *match;
    rule->used = true;
    const Word before = slice(word, 0, at);
    const Word after = slice(word, at + rule->left.size(), word.size());
    for (const auto& [middle, factor] : rule->right.parts) {
      add_part(todo, concatenated(concatenated(before, middle), after), exact::multiply(coefficient, factor));
    }
  }
  if (reducing_numbers_) return done;
  WordSum result = zero(a.rows, a.columns);
  for (const auto& [word, coefficient] : done.parts) {
    const Poly value = reduced(coefficient);
    if (!value.is_zero()) result.parts.emplace(word, value);
  }
  return result;
}

Poly Algebra::reduced(const Poly& given) {
  if (!use_rules) return given.expand();
  struct Guard {
    bool& flag;
    bool before;
    ~Guard() { flag = before; }
  } guard{reducing_numbers_, reducing_numbers_};
  reducing_numbers_ = true;
  Poly p = given.expand();
  for (int pass = 0; pass < most_passes; ++pass) {
    const Poly before = p;
    for (const auto& [symbol, value] : replaced_) p = p.subs(symbol == value).expand();
    for (const Symbol& symbol : symbols_of(p)) {
      const NumberFacts* known = facts_of(symbol);
      if (known == nullptr) continue;
      const NumberFacts facts = *known;
      if (facts.kind == NumberFacts::Kind::trace) {
        const Poly value = trace(facts.word, rows_of(facts.word.front()));
        if (!value.is_equal(symbol)) p = p.subs(symbol == value).expand();
      } else if (facts.kind == NumberFacts::Kind::norm && p.degree(symbol) >= 2) {
        Poly lowered = 0;
        for (int k = p.ldegree(symbol); k <= p.degree(symbol); ++k) {
          const int half = k >= 2 ? k / 2 : 0;
          const Poly power = exact::power(facts.square, static_cast<unsigned long>(half));
          lowered += (p.coeff(symbol, k) * GiNaC::pow(symbol, k - 2 * half) * power).expand();
        }
        p = lowered.expand();
      }
    }
    if (p.is_equal(before)) break;
  }
  return p;
}

void Algebra::orient(const WordSum& equation) {
  const WordSum a = reduced(equation);
  if (a.is_zero() || contradictory_) return;
  // A sum of squares is zero only if each square is: tr(v^T v) is the sum of the squares of v's entries.
  const auto square_halves = [&](const Poly& sign) {
    std::vector<WordSum> halves;
    for (const auto& [word, coefficient] : a.parts) {
      const Poly factor = (coefficient * sign).expand();
      const Word left = slice(word, 0, word.size() / 2);
      const Word right = slice(word, word.size() / 2, word.size());
      if (word.empty() || word.size() % 2 != 0 || left != transposed(right) || !is_constant(factor) ||
          constant_of(factor) < 0) {
        return std::vector<WordSum>{};
      }
      WordSum half = zero(rows_of(right.front()), columns_of(right.back()));
      half.parts.emplace(right, 1);
      halves.push_back(std::move(half));
    }
    return halves;
  };
  for (const int sign : {1, -1}) {
    for (const WordSum& half : square_halves(sign)) equations_.push_back(half);
  }
  const auto [leading, coefficient] = *a.parts.rbegin();
  if (leading.empty()) {  // c I = 0, and every size is at least 1; only a rank may be 0
    if (!a.rows.is_variable() || !a.rows.name().starts_with("rank ")) (void)assume_zero(coefficient);
    return;
  }
  Poly inverted;
  try {
    inverted = inverse(coefficient);
  } catch (const GiveUp&) {
    return;  // the coefficient may vanish: nothing can be said of the word
  }
  if (leading.size() > longest_left || rules_.size() >= most_rules) return;
  Rule rule{leading, zero(a.rows, a.columns), false};
  for (const auto& [word, c] : a.parts) {
    if (word != leading) add_part(rule.right, word, exact::multiply(c, -inverted));
  }
  // Rules that the new one rewrites are equations again.
  for (std::size_t k = 0; k < rules_.size();) {
    if (!position_of(rule.left, rules_[k].left)) {
      ++k;
      continue;
    }
    WordSum again = scale(rules_[k].right, -1);
    add_part(again, rules_[k].left, 1);
    equations_.push_back(std::move(again));
    rules_.erase(rules_.begin() + static_cast<std::ptrdiff_t>(k));
  }
  rules_.push_back(rule);
  for (const Rule& other : std::vector<Rule>(rules_)) {
    overlaps(rule, other);
    if (other.left != rule.left) overlaps(other, rule);
  }
}

/// A word that begins with a's left side and ends with b's, sharing a part, can be rewritten in two ways: equal
/// matrices.
void Algebra::overlaps(const Rule& a, const Rule& b) {
  const std::size_t longest = std::min(a.left.size(), b.left.size());
  for (std::size_t k = 1; k < longest; ++k) {
    if (slice(a.left, a.left.size() - k, a.left.size()) != slice(b.left, 0, k)) continue;
    const Word before = slice(a.left, 0, a.left.size() - k);
    const Word after = slice(b.left, k, b.left.size());
    WordSum difference = zero(rows_of(a.left.front()), columns_of(b.left.back()));
    for (const auto& [word, c] : a.right.parts) add_part(difference, concatenated(word, after), c);
    for (const auto& [word, c] : b.right.parts) add_part(difference, concatenated(before, word), -c);
    equations_.push_back(std::move(difference));
  }
}

void Algebra::complete() {
  std::size_t handled = 0;
  while (!equations_.empty() && handled < most_equations && !contradictory_) {
    proof_->check_time();
    // Short equations first: they make the strongest rules.
    const auto length = [](const WordSum& a) { return a.parts.empty() ? 0 : a.parts.rbegin()->first.size(); };
    const auto next = std::min_element(equations_.begin(), equations_.end(),
                                       [&](const WordSum& a, const WordSum& b) { return length(a) < length(b); });
    const WordSum equation = *next;
    equations_.erase(next);
    ++handled;
    orient(equation);
    orient(transpose(equation));
  }
  equations_.clear();
  for (std::size_t k = 0; k < rules_.size(); ++k) rules_[k].right = reduced(rules_[k].right);
  for (Rule& rule : rules_) rule.used = false;
}

}  // namespace flowcert::proofs::exact::words
