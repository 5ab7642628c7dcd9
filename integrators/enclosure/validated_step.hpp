#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "integrators/taylor/jet_program.hpp"

namespace flowcert::integrators {

/// One step of a validated Taylor method. Guaranteed: for every starting point in the box and every choice of the
/// constant inputs in their balls, the solution exists, is unique, and stays in `whole` for 0 <= s <= length, where
///   x_i(start + s) is in coefficients[i][0] + ... + coefficients[i][p] s^p + remainder[i] s^(p+1).
struct ValidatedStep {
  Rational start, length;
  std::vector<std::vector<Ball>> coefficients;  // [state][order]
  std::vector<Ball> remainder;
  std::vector<Ball> whole;
  std::vector<std::vector<Ball>>
      over_whole;  // [state][order up to p + 1]: Taylor coefficients at any point of the step
};

/// A smooth field as a program whose inputs are the state, the time and then constants.
struct ValidatedProblem {
  const JetProgram* program = nullptr;
  std::vector<Ball> constants;
  std::size_t order = 20;
  double log2_tolerance = -100;  // of the remainder, relative to a component's size; chooses the step, not the rigour
};

/// The a priori enclosure is the high-order one (Corliss & Rihm 1996; Nedialkov, Jackson & Pryce 2001, theorem 1): if
/// the box B satisfies  sum_{k<=p} [0,h]^k x_k(X) + [0,h]^(p+1) x_{p+1}(B)  lies in the interior of B and the field has
/// p+1 derivatives on B, then the solution from each point of X exists on [0, h] and stays in B; x_{p+1}(B) is also the
/// Lagrange remainder. The length is at most `longest`. No value: no step of useful length was found (a singularity is
/// near, the box is too wide, or the field is not smooth on it).
[[nodiscard]] std::optional<ValidatedStep> validated_step(const ValidatedProblem& problem, const std::vector<Ball>& box,
                                                          const Rational& start, const Rational& longest);

/// The state at start + s, 0 <= s <= length.
[[nodiscard]] std::vector<Ball> state_at(const ValidatedStep& step, const Rational& s);
/// The state for every s in [low, high], part of [0, length].
[[nodiscard]] std::vector<Ball> state_over(const ValidatedStep& step, const Rational& low, const Rational& high);

}  // namespace flowcert::integrators
