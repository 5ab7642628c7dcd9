#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/tape.hpp"
#include "proofs_check/rigorous/domain.hpp"

namespace flowcert::proofs {

/// Exact rational points for a statement's variables: corners, ends approached by powers of ten, round numbers and
/// random points of the outer ranges; every other one of the first in small integers, for witnesses that can be checked
/// by hand; hypotheses `A == B` that are linear in some variable are solved for it. A
/// heuristic: points may still violate hypotheses, and the caller checks them.
class PointSampler {
 public:
  explicit PointSampler(const FormulaStatement& statement);

  /// The next point; empty if an end or a solved variable could not be evaluated for the choice made.
  [[nodiscard]] std::optional<std::vector<theorems::Rational>> next(std::mt19937_64& random);

  /// The point with its solved variables computed again from the others (after a change to some coordinate).
  [[nodiscard]] bool complete(std::vector<theorems::Rational>& point) const;

  [[nodiscard]] const std::vector<OuterRange>& ranges() const { return ranges_; }
  [[nodiscard]] bool solved(std::size_t variable) const { return solution_[variable].has_value(); }

  /// Of a variable's range at a point.
  struct Ends {
    std::optional<theorems::Rational> low, high;
  };

 private:
  void solve_equalities(const FormulaStatement& statement);
  [[nodiscard]] Ends ends(std::size_t variable, const std::vector<theorems::Rational>& point) const;

  std::size_t drawn_ = 0;
  std::vector<std::string> names_;
  std::vector<OuterRange> ranges_;
  std::vector<std::optional<integrators::Tape>> low_, high_;  // ends that depend on other variables
  std::vector<std::optional<integrators::Tape>> solution_;
};

/// The value of a single-output tape at a rational point: exact where it is rational, else a rational number within
/// 1e-40 relatively of it. Empty where undefined.
[[nodiscard]] std::optional<theorems::Rational> value_near(const integrators::Tape& tape,
                                                           const std::vector<theorems::Rational>& point);

}  // namespace flowcert::proofs
