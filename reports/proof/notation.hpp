#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reports/proof/outline.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::reports::proof {

/// How a proof's formulas are written: with the names that the file gives to expressions ([let]).
class Notation {
 public:
  Notation() = default;
  explicit Notation(const std::vector<std::pair<std::string, theorems::Term>>& lets);

  /// A statement or a term, made readable. Formulas beyond `longest` characters are described, not written.
  [[nodiscard]] Formula formula(const theorems::Term& term);
  /// As it is: no summand changes sides.
  [[nodiscard]] Formula formula_as_written(const theorems::Term& term);
  /// left = the sum of these, each of them kept together.
  [[nodiscard]] Formula equation(const theorems::Term& left, const std::vector<theorems::Term>& summands);
  /// 0 = the sum of these > 0.
  [[nodiscard]] Formula contradiction(const std::vector<theorems::Term>& summands);

  /// The names that were used so far, with what they stand for.
  [[nodiscard]] std::vector<Item> abbreviations();

  static constexpr std::size_t longest = 2'000;

 private:
  [[nodiscard]] theorems::Term with_names(const theorems::Term& term);
  [[nodiscard]] Formula sum(const std::vector<theorems::Term>& summands);
  [[nodiscard]] Formula value_of(std::size_t let);

  std::vector<std::pair<std::string, theorems::Term>> lets_;
  std::unordered_map<theorems::Term, std::size_t, theorems::TermHash> by_value_;
  std::vector<bool> used_;
};

/// Stands for the difference of the sides of the line with this number, until lines have their last numbers; with 0,
/// for that of the line itself.
[[nodiscard]] theorems::Term difference_of(std::size_t line);
/// The lines whose differences a formula names.
[[nodiscard]] std::vector<std::size_t> differences_in(const Formula& formula);
/// The formula with the names that the lines' last numbers give: D(4).
[[nodiscard]] Formula with_differences_named(const Formula& formula,
                                             const std::function<std::size_t(std::size_t)>& number);

/// The term in both notations, as it is.
[[nodiscard]] Formula formula_of(const theorems::Term& term);

}  // namespace flowcert::reports::proof
