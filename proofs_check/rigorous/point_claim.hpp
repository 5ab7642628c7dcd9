#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "integrators/numbers/tape.hpp"
#include "proofs_check/rigorous/claim_program.hpp"

namespace flowcert::proofs {

/// A claim at exact points: relations between rational values are decided exactly, the others in balls at the digits
/// asked for.
class PointClaim {
 public:
  /// As ClaimProgram.
  PointClaim(const theorems::Term& claim, const std::vector<std::string>& inputs);

  [[nodiscard]] Truth at(std::span<const theorems::Rational> point, int digits, const Deadline& deadline) const;

  /// at() with 30, 120, 480, ... digits up to `most_digits`, until the answer is not unknown or the deadline has
  /// passed.
  [[nodiscard]] Truth at_escalating(std::span<const theorems::Rational> point, int most_digits,
                                    const Deadline& deadline) const;

  /// How far the claim is from turning false, scaled by the sides' sizes: negative where it fails. A heuristic estimate
  /// for search; empty where it cannot be computed.
  [[nodiscard]] std::optional<double> robustness(std::span<const theorems::Rational> point) const;

  /// Both sides of the first relation that is false at the point, as text with `digits` digits (for the report).
  struct Sides {
    std::string relation, left, right;
  };
  [[nodiscard]] std::optional<Sides> failing_sides(std::span<const theorems::Rational> point, int digits) const;

 private:
  struct Node;
  [[nodiscard]] static std::shared_ptr<const Node> build(const theorems::Term& term,
                                                         const std::vector<std::string>& inputs);
  std::shared_ptr<const Node> root_;
};

}  // namespace flowcert::proofs
