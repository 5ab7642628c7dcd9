#pragma once

#include <arf.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// All real numbers from `low` to `high`; ends are binary fractions, rounded outwards, or infinite.
class Interval {
 public:
  Interval() { arf_init(low_), arf_init(high_); }  // the number 0
  Interval(const Interval& other) : Interval() { arf_set(low_, other.low_), arf_set(high_, other.high_); }
  Interval(Interval&& other) noexcept : Interval() { swap(other); }
  Interval& operator=(Interval other) noexcept {
    swap(other);
    return *this;
  }
  ~Interval() { arf_clear(low_), arf_clear(high_); }

  /// What nothing is known of.
  [[nodiscard]] static Interval everything();
  [[nodiscard]] static Interval between(const Rational& low, const Rational& high, long bits);

  [[nodiscard]] arf_ptr low() { return low_; }
  [[nodiscard]] arf_ptr high() { return high_; }
  [[nodiscard]] arf_srcptr low() const { return low_; }
  [[nodiscard]] arf_srcptr high() const { return high_; }
  [[nodiscard]] bool finite() const { return arf_is_finite(low_) != 0 && arf_is_finite(high_) != 0; }
  [[nodiscard]] bool is_point() const { return arf_equal(low_, high_) != 0; }
  [[nodiscard]] bool positive() const { return arf_sgn(low_) > 0; }
  [[nodiscard]] bool negative() const { return arf_sgn(high_) < 0; }

  void include(const Interval& other);

 private:
  void swap(Interval& other) noexcept { arf_swap(low_, other.low_), arf_swap(high_, other.high_); }
  arf_t low_{}, high_{};
};

[[nodiscard]] Interval sum(const Interval& a, const Interval& b, long bits);
[[nodiscard]] Interval difference(const Interval& a, const Interval& b, long bits);
[[nodiscard]] Interval product(const Interval& a, const Interval& b, long bits);

/// Terms that are evaluated over boxes together, by Arb's balls. A finite interval means that the term is defined at
/// every point of the box and that its values there are in the interval. Any other says nothing: the term may be
/// undefined somewhere, or of a kind that is not evaluated here (matrix functions, derivatives, infinity, sums of
/// symbolic length).
class IntervalValues {
 public:
  IntervalValues(std::vector<std::string> variables, long bits) : variables_(std::move(variables)), bits_(bits) {}

  /// The term's place among the values.
  std::size_t place_of(const Term& term);
  /// The values of all terms over the box, which has one interval for each variable.
  [[nodiscard]] std::vector<Interval> over(const std::vector<Interval>& box) const;

  [[nodiscard]] long bits() const { return bits_; }

 private:
  struct Node {
    Term term;
    std::vector<std::size_t> args;
    std::size_t variable = 0;
  };
  std::vector<std::string> variables_;
  long bits_;
  std::vector<Node> nodes_;
  std::unordered_map<Term, std::size_t, theorems::TermHash> places_;
};

}  // namespace flowcert::proofs::kernel
