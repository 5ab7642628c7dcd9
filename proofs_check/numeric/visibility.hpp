#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "proofs_check/rigorous/ball_program.hpp"

namespace flowcert::proofs {

/// How many decimal digits below the largest contribution to a side the least one lies: what an argument contributes is
/// its size times the side's derivative by it, followed through every operation. Agreement to fewer digits says nothing
/// of that argument, as in tanh(10^6) == 1 or cos(10^(-1000)) == 1. An estimate, from balls at the working precision:
/// nothing where some contribution cannot be told from none (raise the precision). Numbers contribute their last digit;
/// what has certainly no effect (an exact zero, the argument that is not the least) does not count.
[[nodiscard]] std::optional<int> hidden_digits(const std::vector<theorems::Term>& sides,
                                               const std::vector<std::string>& names, std::span<const Ball> inputs);

/// What one argument of one operation in a term contributes to the term's value.
struct Contribution {
  const theorems::TermNode* operation;
  std::size_t argument;      // for a number itself, its last digit: past the arguments
  const theorems::Term* of;  // the argument
  double size;               // log10 of a lower bound; -infinity where it cannot be told from none
};

/// A term's contributions at inputs or along a stretch.
class Contributions {
 public:
  Contributions(const theorems::Term& term, const std::vector<std::string>& names);

  /// At a point alone: what has no effect there is left out.
  void at(std::span<const Ball> inputs);
  /// At the middle of a stretch, `over` the inputs over all of it: left out is what has no effect on the whole stretch.
  /// What has none in the middle alone cannot be told from none there; arguments of min, max, sign, floor and ceil
  /// count by their size as soon as they may have an effect.
  void along(std::span<const Ball> middle, std::span<const Ball> over);

  [[nodiscard]] const std::vector<Contribution>& parts() const { return parts_; }
  [[nodiscard]] double most() const { return most_; }    // log10 of the largest contribution, at most
  [[nodiscard]] double value() const { return value_; }  // log10 of the term's size, at most
  [[nodiscard]] bool may_vanish() { return value_of(term_, here_).contains_zero(); }
  [[nodiscard]] const theorems::Term& term() const { return term_; }

 private:
  using Slots = std::vector<Enclosed>;
  void order(const theorems::Term& term);
  void collect();
  void follow(const theorems::Term& term);
  void number(const theorems::Term& term, double weight);
  void note(const theorems::Term& term, std::size_t k, double size);
  const Ball& value_of(const theorems::Term& term, const Slots& slots);
  std::optional<Ball> slope(const theorems::Term& term, std::size_t k);
  std::optional<Ball> derivative(const theorems::Term& term, std::size_t k, const Slots& slots);

  theorems::Term term_;
  BallProgram program_;
  std::vector<theorems::Term> terms_;  // arguments before what they are arguments of
  Slots here_, over_;                  // over_ is empty at a point
  std::unordered_map<const theorems::TermNode*, bool> seen_;
  std::unordered_map<const theorems::TermNode*, double> weight_;  // log10 of the term's derivative, at most
  std::vector<Contribution> parts_;
  double most_ = 0, value_ = 0;
};

}  // namespace flowcert::proofs
