#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "integrators/enclosure/enclosure.hpp"
#include "integrators/enclosure/validated_step.hpp"
#include "integrators/flows/system.hpp"

namespace flowcert::integrators {

/// The states of a family of solutions, one for each choice p of the parameters in their box, as
///   center + linear (p - p_center) + rest:
/// the linear part is carried exactly, so that only what is not linear in the parameters widens from step to step (the
/// mean value form of Lohner 1987, with the box as the rest's shape). Its steps are those of validated_step for the
/// system together with its derivatives by start and parameters.
class MeanValueSet {
 public:
  /// Throws std::domain_error where the right-hand side or the initial values have no derivative as an expression.
  MeanValueSet(const SystemProblem& problem, std::span<const Interval> parameters, double log2_tolerance,
               std::size_t order);

  MeanValueSet(const MeanValueSet&) = delete;
  MeanValueSet& operator=(const MeanValueSet&) = delete;

  /// Contains every member's state now.
  [[nodiscard]] const std::vector<Ball>& box() const { return box_; }

  /// One step on, with coefficients that contain every member's; no value as for validated_step.
  [[nodiscard]] std::optional<ValidatedStep> step(const Rational& start, const Rational& longest);

 private:
  using Matrix = std::vector<std::vector<Ball>>;  // [row][column]

  void set_box();
  [[nodiscard]] std::vector<Ball> spread(const Matrix& by_start, const Matrix& by_parameter) const;

  std::size_t dimension_, parameter_count_;
  std::vector<Ball> parameters_, parameter_centers_, deviations_;
  std::optional<JetProgram> plain_, variational_;
  ValidatedProblem validated_;
  std::vector<Ball> center_, rest_, box_;
  Matrix linear_;
};

}  // namespace flowcert::integrators
