#pragma once

#include "proofs_check/exact/words/prove_case.hpp"
#include "proofs_check/exact/words/reading.hpp"

namespace flowcert::proofs::exact::words {

/// What is known where a statement is proved: the algebra with its rules. A value, so that the premise of an
/// implication is known inside it only.
class Premises {
 public:
  explicit Premises(Proof& proof) : reading_{Algebra(proof), {}, {}, {}}, proof_(&proof) {}

  void take_numbers(const NumberHypotheses& numbers);
  /// The matrices of the claim, and the flow if there is one.
  void declare(const theorems::MatrixClaim& claim, const theorems::MatrixClaim::Case& one);
  /// Uses a statement that holds: equalities between matrices become equations, those between numbers substitutions;
  /// what cannot be used is left out.
  void take(const theorems::MatrixStatement& statement);
  /// Completes the rules; throws GiveUp if the hypotheses turn out to contradict each other.
  void complete();
  void refuse_contradiction() const;
  /// Writes the rules that were used into the proof's trail.
  void describe_rules() const;

  [[nodiscard]] Reading& reading() { return reading_; }
  /// Inequalities between numbers that hold, for real arithmetic: each polynomial has the sign.
  [[nodiscard]] const std::vector<Fact>& number_facts() const { return facts_; }

 private:
  void take_matrices(const theorems::MatrixStatement& relation);
  void take_root(const theorems::MatrixTerm& x, const theorems::MatrixTerm& root);
  void note_positive(const WordSum& difference);

  Reading reading_;
  Proof* proof_;
  std::vector<Fact> facts_;
};

}  // namespace flowcert::proofs::exact::words
