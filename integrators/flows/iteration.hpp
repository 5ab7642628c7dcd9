#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "integrators/enclosure/enclosure.hpp"
#include "integrators/flows/system.hpp"
#include "integrators/flows/trajectory.hpp"
#include "integrators/numbers/ball.hpp"

namespace flowcert::integrators {

struct IterationOptions {
  int digits = 50;                               // of reals; relative width aimed at for balls
  std::function<bool()> stop;                    // asked at every step
  std::size_t max_bits = std::size_t{1} << 16;   // of a numerator or denominator, in exact iteration
  std::size_t max_bytes = std::size_t{1} << 30;  // of all iterates together
  int max_working_digits = 20'000;               // of balls
};

/// x_0, x_1, ... as far as they were computed: all of them when the outcome is `complete`.
template <class T>
struct Iterates {
  std::vector<std::vector<T>> values;  // [n][state]
  Outcome outcome = Outcome::complete;
  std::string reason;  // when not complete: what got in the way, with the step
  int digits = 0;      // working precision (0 for rationals)
  [[nodiscard]] bool complete() const { return outcome == Outcome::complete; }
};

/// Exact iterates. `unsupported` where a value is irrational or outgrows max_bits, `undefined` where one is undefined.
[[nodiscard]] Iterates<Rational> iterate_exactly(const SystemProblem& problem, std::span<const Rational> parameters,
                                                 std::size_t steps, const IterationOptions& options);

/// Enclosures of the iterates for every choice of the parameters in their intervals. With points the precision grows
/// until the last balls have the relative width asked for, or no longer get narrower (a switch that no precision
/// decides).
[[nodiscard]] Iterates<Ball> iterate_balls(const SystemProblem& problem, std::span<const Interval> parameters,
                                           std::size_t steps, const IterationOptions& options);

/// Estimates, at options.digits working digits.
[[nodiscard]] Iterates<Real> iterate_reals(const SystemProblem& problem, std::span<const Rational> parameters,
                                           std::size_t steps, const IterationOptions& options);

}  // namespace flowcert::integrators
