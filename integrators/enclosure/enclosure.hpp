#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "integrators/enclosure/validated_step.hpp"
#include "integrators/flows/system.hpp"
#include "integrators/flows/trajectory.hpp"
#include "integrators/numbers/ball.hpp"

namespace flowcert::integrators {

/// A closed interval with exact ends; a point when they are equal.
struct Interval {
  Rational low, high;
  [[nodiscard]] bool is_point() const { return low == high; }
};

/// An observable along one step: its value at start + s, 0 <= s <= length, is in
/// coefficients[0] + ... + coefficients[p] s^p + remainder s^(p+1).
struct ObservedStep {
  Rational start, length;
  std::vector<Ball> coefficients;
  Ball remainder;
};

/// Proven knowledge of a system's solutions: for every choice of the parameters in their intervals the solution exists
/// and is unique on [0, end], and each ball below contains its values. Piecewise systems are not enclosed.
class Enclosure {
 public:
  [[nodiscard]] bool complete() const { return outcome == Outcome::complete; }

  /// The state at t; std::out_of_range outside [0, end].
  [[nodiscard]] std::vector<Ball> at(const Rational& t) const;
  /// The state for every t in [low, high]. Narrower ranges give narrower balls.
  [[nodiscard]] std::vector<Ball> over(const Rational& low, const Rational& high) const;

  /// A tape's outputs (inputs: SystemProblem::inputs()) at t, and for every t in a range.
  [[nodiscard]] std::vector<Ball> observe_at(const Tape& tape, const Rational& t) const;
  [[nodiscard]] std::vector<Ball> observe_over(const Tape& tape, const Rational& low, const Rational& high) const;
  /// The outputs along one step as polynomials in time with remainders: keeps what sides of a claim have in common, and
  /// shows how a difference leaves 0. Not finite where an output is not smooth on the step's box.
  [[nodiscard]] std::vector<ObservedStep> observe_step(const Tape& tape, std::size_t step) const;

  std::vector<ValidatedStep> steps;
  std::vector<Interval> parameters;
  std::vector<Ball> initial;
  Rational end;  // proven up to here
  Outcome outcome = Outcome::complete;
  std::string reason;
  int digits = 0;  // working precision that was needed

 private:
  [[nodiscard]] std::vector<Ball> with_inputs(std::vector<Ball> state, const Ball& time) const;
};

/// The values of an observable along a step for every time in [low, high], within the step.
[[nodiscard]] Ball range(const ObservedStep& observed, const Rational& low, const Rational& high);

struct EnclosureOptions {
  int digits = 50;             // relative width aimed at, when initial values and parameters are points
  std::function<bool()> stop;  // asked at every step
  int max_working_digits = 4000;
  std::size_t max_bytes = std::size_t{1} << 30;
};

/// Encloses the solutions on [0, t_end] by a validated Taylor method (validated_step.hpp). Points are tried again with
/// more working digits until the end's balls have the relative width 10^-digits; with proper intervals the width is
/// what it is. Gives up with a reason in the outcome, never by an exception, when the steps shrink to nothing, the
/// right-hand side is undefined, not smooth or switches, or the caller stops it; what was proven up to `end` stands.
[[nodiscard]] Enclosure integrate_enclosure(const SystemProblem& problem, std::span<const Interval> parameters,
                                            const Rational& t_end, const EnclosureOptions& options);

}  // namespace flowcert::integrators
