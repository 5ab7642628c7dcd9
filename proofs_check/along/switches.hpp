#pragma once

#include <span>
#include <string>
#include <vector>

#include "proofs_check/kernel/truth.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::proofs {

/// A place where a term changes branch: abs, sign, floor or ceil and its argument, or min or max and the difference of
/// two of its arguments.
struct SwitchPoint {
  theorems::Term node, argument;
};

/// All such places in a term.
[[nodiscard]] std::vector<SwitchPoint> switch_points(const theorems::Term& term);

/// The relations of a claim outside quantifiers, each once, in the order of ClaimProgram::relations().
[[nodiscard]] std::vector<theorems::Term> relations_of(const theorems::Term& claim);

/// What a claim has that is about time alone and linear in it: relations, and the arguments of abs, sign, min, max,
/// floor and ceil. Where these change is known exactly.
class TimeSwitches {
 public:
  explicit TimeSwitches(const theorems::Term& claim);

  /// The times at which one of them turns.
  [[nodiscard]] const std::vector<theorems::Rational>& roots() const { return roots_; }

  /// The relations (of relations_of) about time alone have one truth between two neighbouring roots: that at `inside`.
  /// Sets their entries.
  void settle(const theorems::Rational& inside, std::vector<Truth>& truths) const;

 private:
  struct TimeRelation {
    std::size_t index = 0;
    theorems::Rational root;
    bool true_before = false, true_after = false;
  };
  std::vector<TimeRelation> relations_;
  std::vector<theorems::Rational> roots_;
};

}  // namespace flowcert::proofs
