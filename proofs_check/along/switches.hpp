#pragma once

#include <span>
#include <string>
#include <vector>

#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/rigorous/truth.hpp"

namespace flowcert::proofs {

/// A place where a term changes branch: abs, sign, floor or ceil and its argument, or min or max and the difference of
/// two of its arguments.
struct SwitchPoint {
  theorems::Term node, argument;
};

/// All such places in a term.
[[nodiscard]] std::vector<SwitchPoint> switch_points(const theorems::Term& term);

/// The places where a claim's own terms change branch along a path: arguments of abs and sign, differences under min
/// and max, floor and ceil; and its relations that are about time alone.
class SwitchWatch {
 public:
  SwitchWatch(const theorems::Term& claim, const std::vector<std::string>& inputs);

  /// True if every switching argument keeps one sign over the box. An argument of abs, min or max may also be smaller
  /// than 10^log10_tolerance throughout: both branches then agree to that.
  [[nodiscard]] bool constant_over(const std::vector<integrators::Ball>& box, double log10_tolerance) const;

  /// Exact times at which a relation that is linear in t alone turns.
  [[nodiscard]] std::vector<theorems::Rational> time_roots() const;

  /// Relations about time alone have one truth between two neighbouring time roots: that at `inside`. Sets their
  /// entries.
  void settle_time_relations(const theorems::Rational& inside, std::vector<Truth>& truths) const;

 private:
  struct Argument {
    std::size_t slot = 0;
    bool jumps = false;  // sign, floor, ceil: a tie is a change of value
    bool integer_steps = false;
  };
  struct TimeRelation {
    std::size_t index = 0;  // among the claim's relations, in their order
    theorems::Rational root;
    bool true_before = false, true_after = false;
  };
  BallProgram program_;
  std::vector<Argument> arguments_;
  std::vector<TimeRelation> time_relations_;
};

}  // namespace flowcert::proofs
