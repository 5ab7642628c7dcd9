#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proofs_check/exact/scope.hpp"
#include "proofs_check/exact/words/words.hpp"

namespace flowcert::proofs::exact::words {

/// What is known of a matrix variable.
struct LetterFacts {
  std::string name;       // for people; add_letter() makes it one that nothing else has
  std::string parameter;  // the matrix parameter that it stands for, or the target; "" for what is made on the way
  Term rows, columns;
  bool symmetric = false;
  bool positive = false;  // symmetric and positive semidefinite
  /// Along the flow. A constant has derivative zero and is its own value at the start; `derivative` is set for what the
  /// flow moves, once it is known; else nothing is known of the change.
  bool constant = true;
  std::optional<WordSum> derivative;
  std::optional<std::size_t> start;  // the letter of its value at the start
};

/// A number that occurs in coefficients.
struct NumberFacts {
  enum class Kind { parameter, time, trace, norm, nuclear, operator_norm, unknown };
  Kind kind = Kind::parameter;
  Symbol symbol;
  std::string name;
  Word word;        // trace: its canonical rotation
  Poly square = 0;  // norm: what its square is
  WordSum of;       // norm, nuclear, operator_norm: of this matrix
  bool nonzero = false, nonnegative = false;
};

/// left -> right: equal matrices (under the hypotheses), every word on the right smaller than the word on the left.
struct Rule {
  Word left;
  WordSum right;
  bool used = false;  // since the completion
};

/// The free algebra with transpose over the matrix variables of one claim, modulo the rules that its hypotheses give.
/// Everything in it is an equality of matrices (or numbers) for all sizes and all values that satisfy the hypotheses.
/// A value: premises of an implication are added to a copy.
class Algebra {
 public:
  explicit Algebra(Proof& proof) : proof_(&proof) {}

  // letters.cpp
  std::size_t add_letter(LetterFacts facts);
  /// The letter of a matrix parameter.
  [[nodiscard]] std::optional<std::size_t> find_letter(const std::string& parameter) const;
  /// The name, with primes if a letter or a number has it.
  [[nodiscard]] std::string unused(std::string name);
  [[nodiscard]] LetterFacts& letter(std::size_t number) { return letters_[number]; }
  [[nodiscard]] const LetterFacts& letter(std::size_t number) const { return letters_[number]; }
  [[nodiscard]] std::size_t letter_count() const { return letters_.size(); }
  [[nodiscard]] const Term& rows_of(Letter letter) const;
  [[nodiscard]] const Term& columns_of(Letter letter) const;
  [[nodiscard]] Letter transposed(Letter letter) const;
  [[nodiscard]] Word transposed(const Word& word) const;
  [[nodiscard]] std::string text(const Word& word) const;
  [[nodiscard]] std::string text(const WordSum& sum) const;

  // sums.cpp: arithmetic without rules
  [[nodiscard]] static WordSum zero(const Term& rows, const Term& columns);
  [[nodiscard]] static WordSum identity(const Term& size);
  [[nodiscard]] WordSum of_letter(std::size_t number) const;
  /// sum += coefficient * word. Segments of the word that are 1 x 1 become numbers.
  void add_part(WordSum& sum, const Word& word, const Poly& coefficient);
  [[nodiscard]] WordSum add(const WordSum& a, const WordSum& b, const Poly& factor = 1);
  [[nodiscard]] WordSum multiply(const WordSum& a, const WordSum& b);
  [[nodiscard]] WordSum scale(const WordSum& a, const Poly& by);
  [[nodiscard]] WordSum transpose(const WordSum& a);

  // numbers.cpp
  [[nodiscard]] Poly number(const Term& term);
  Symbol parameter(const std::string& name);
  [[nodiscard]] const NumberFacts* facts_of(const Symbol& symbol) const;
  [[nodiscard]] NumberFacts* facts_of(const std::string& name);
  [[nodiscard]] const std::vector<NumberFacts>& numbers() const { return numbers_; }
  int traces_within_traces_ = 0;
  /// 1/p; throws GiveUp unless p is a monomial in numbers that are known not to be zero.
  [[nodiscard]] Poly inverse(const Poly& p) const;
  /// True only if p >= 0 whatever the numbers are.
  [[nodiscard]] bool is_nonnegative(const Poly& p) const;
  /// Makes `replaced` equal to `value` in every coefficient from now on.
  void substitute_number(const Symbol& replaced, const Poly& value);
  /// Solves p == 0 for one number, if that is possible without a division that may fail.
  bool assume_zero(const Poly& p);
  [[nodiscard]] Poly norm(const WordSum& a);
  /// A nuclear or operator norm; equal matrices have the same number.
  [[nodiscard]] Poly norm_like(NumberFacts::Kind kind, const WordSum& a, const std::string& name);
  Symbol unknown_number(const std::string& name, bool nonnegative);

  // traces.cpp
  [[nodiscard]] Poly trace(const WordSum& a);
  [[nodiscard]] Poly trace(const Word& word, const Term& size);

  // rules.cpp
  /// Rewrites until no rule applies (without rules: returns a).
  [[nodiscard]] WordSum reduced(const WordSum& a);
  [[nodiscard]] Poly reduced(const Poly& p);
  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
  /// Takes a == 0 (and its transpose) as known; complete() makes rules of it.
  void assume_zero(const WordSum& a) { equations_.push_back(a); }
  /// Completes the rules within bounds on their number and length. Stopping early loses proofs, never soundness.
  void complete();
  /// The hypotheses were found to say that the identity, or the number 1, is zero.
  [[nodiscard]] bool contradictory() const { return contradictory_; }

  // change.cpp: along the flow; computed without rules, as these may hold at one time only
  [[nodiscard]] WordSum derivative(const WordSum& a);
  [[nodiscard]] Poly derivative(const Poly& p);
  [[nodiscard]] WordSum at_start(const WordSum& a);
  [[nodiscard]] Poly at_start(const Poly& p);

  [[nodiscard]] Proof& proof() const { return *proof_; }

  /// While false, reduced() does nothing.
  bool use_rules = true;

 private:
  [[nodiscard]] std::vector<Word> rotations(const Word& word) const;
  Poly trace_symbol(const Word& canonical);
  std::optional<std::pair<std::size_t, Rule*>> find_match(const Word& word);
  void orient(const WordSum& equation);
  void overlaps(const Rule& a, const Rule& b);
  Word start_of(const Word& word) const;

  Proof* proof_;
  std::vector<LetterFacts> letters_;
  std::vector<NumberFacts> numbers_;
  std::vector<std::pair<Symbol, Poly>> replaced_;
  std::vector<Rule> rules_;
  std::vector<WordSum> equations_;
  bool contradictory_ = false;
  bool reducing_numbers_ = false;
};

}  // namespace flowcert::proofs::exact::words
