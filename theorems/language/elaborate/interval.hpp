#pragma once

#include <optional>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// A closed interval with exact ends; an infinite end's number means nothing.
struct ExactInterval {
  Rational low, high;
  bool low_infinite = false, high_infinite = false;
  [[nodiscard]] bool is_point() const { return !low_infinite && !high_infinite && low == high; }
  [[nodiscard]] bool is_finite() const { return !low_infinite && !high_infinite; }
};

/// Arithmetic of intervals: each result contains all values for points of the arguments. Ends with more than twice
/// `bits` bits are rounded outwards to about `bits` significant ones.
class IntervalArithmetic {
 public:
  explicit IntervalArithmetic(long bits) : bits_(bits) {}

  [[nodiscard]] ExactInterval point(const Rational& value) const;
  [[nodiscard]] ExactInterval sum(const ExactInterval& a, const ExactInterval& b) const;
  [[nodiscard]] ExactInterval product(const ExactInterval& a, const ExactInterval& b) const;
  /// Nothing if 0 may be among the divisors.
  [[nodiscard]] std::optional<ExactInterval> inverse(const ExactInterval& a) const;
  /// a^n for |n| <= 64, else nothing.
  [[nodiscard]] std::optional<ExactInterval> power(const ExactInterval& a, const Rational& n) const;
  /// Nothing where the function may be undefined or no bound is known.
  [[nodiscard]] std::optional<ExactInterval> function(Op op, const ExactInterval& a) const;
  [[nodiscard]] ExactInterval pi() const;
  [[nodiscard]] ExactInterval euler() const;

 private:
  [[nodiscard]] Rational round_down(const Rational& value) const;
  [[nodiscard]] ExactInterval rounded(ExactInterval a) const;

  long bits_;
};

[[nodiscard]] ExactInterval negated(const ExactInterval& a);
/// The smallest (or largest) of values in the intervals.
[[nodiscard]] ExactInterval extremum(bool least, const std::vector<ExactInterval>& args);

}  // namespace flowcert::theorems
