#pragma once

#include <span>
#include <string>
#include <vector>

#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/rigorous/truth.hpp"

namespace flowcert::proofs {

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
  void watch(const theorems::Term& term);

  BallProgram program_;
  std::vector<Argument> arguments_;
  std::vector<TimeRelation> time_relations_;
};

}  // namespace flowcert::proofs
