#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "proofs_check/kernel/interval_value.hpp"
#include "proofs_check/kernel/truth.hpp"

namespace flowcert::proofs::kernel {

/// All x with low <= x <= high.
struct Side {
  Rational low, high;
};
/// One side for each variable, in the order of the variables.
using Box = std::vector<Side>;

/// A statement that is looked at over boxes of its variables' values. Yes and no are said of all points of a box.
class StatementOverBoxes {
 public:
  StatementOverBoxes(const Term& statement, std::vector<std::string> variables, long bits);

  /// By the values of both sides of each relation over the box, and where these are too wide, by the derivatives of
  /// their difference. Quantifiers are not looked into.
  [[nodiscard]] Truth over(const Box& box) const;

 private:
  struct Relation {
    Op op;
    std::size_t left, right;            // among values_
    std::size_t difference;             // among slopes_
    std::vector<std::size_t> gradient;  // among slopes_, for each variable; empty if there is none
  };
  void collect(const Term& part);
  [[nodiscard]] std::vector<Interval> sides(const Box& box) const;
  void refine(const Box& box, const std::vector<Interval>& values, std::vector<Truth>& truths) const;
  [[nodiscard]] Interval range_of(const Relation& relation, const Box& box, const std::vector<Interval>& slopes) const;
  [[nodiscard]] Interval mean_value_form(const Relation& relation, const Box& box,
                                         const std::vector<Interval>& slopes) const;
  [[nodiscard]] Truth combined(const Term& part, const std::vector<Truth>& truths) const;

  Term statement_;
  std::vector<std::string> variables_;
  IntervalValues values_, slopes_;
  std::vector<Relation> relations_;
  std::unordered_map<Term, std::size_t, theorems::TermHash> places_;
};

}  // namespace flowcert::proofs::kernel
