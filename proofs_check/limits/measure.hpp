#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "proofs_check/deadline.hpp"
#include "proofs_check/limits/limit_parts.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What a claim's parts are at one value of the variable that goes to its limit: of a part about a range the supremum
/// over it (of the absolute value, except for inequalities). Estimates, with their errors as radii. Throws
/// std::invalid_argument or std::runtime_error with the reason where there is none.
using Measure = std::function<std::vector<integrators::Ball>(const theorems::Rational& at, const Deadline& deadline)>;

/// A claim about a limit, by its parts.
struct LimitQuestion {
  const theorems::Problem& problem;
  const theorems::GroundClaim& claim;
  const theorems::LimitVariable& limit;
  const std::vector<LimitPart>& parts;
};

/// The size of a part's rate at a value of the variable, where it depends on nothing else: its quantity need not be
/// measured then, but is that of the part before divided by this.
[[nodiscard]] std::optional<integrators::Ball> rate_at(const LimitPart& part, const theorems::LimitVariable& limit,
                                                       const theorems::Rational& at);

/// Of formulas in the variable, and in at most one more over a range.
[[nodiscard]] Measure measure_of_formula(const LimitQuestion& question);

/// Along the solution of a system, or from a flow's full matrices, one for every value.
[[nodiscard]] Measure measure_of_solutions(const LimitQuestion& question);

/// Along an iteration, or an optimizer's steps, one run for every value.
[[nodiscard]] Measure measure_of_steps(const LimitQuestion& question);

/// Of one run at its own times, which go to inf.
struct MeasureOfTime {
  std::function<theorems::Rational()> end;  // how far it was followed
  Measure measure;
  std::function<bool(const Deadline&)> further;  // follows it to a multiple of the end; false where the time is short
};
/// Along a system's solution or a flow, followed for a while.
[[nodiscard]] MeasureOfTime measure_in_time(const LimitQuestion& question, const Deadline& deadline);
/// Along an iteration.
[[nodiscard]] MeasureOfTime measure_in_steps(const LimitQuestion& question, const Deadline& deadline);

}  // namespace flowcert::proofs
