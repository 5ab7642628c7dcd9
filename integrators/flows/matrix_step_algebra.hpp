#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "integrators/flows/flow_setup.hpp"
#include "theorems/optimizers/step_algebra.hpp"

namespace flowcert::integrators {

/// Thrown where rounding would decide what is zero: zero and not zero give different steps.
class Undecidable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Decides what is zero, relative to the largest matrix seen: what rounding leaves of 0 where so many digits are worked
/// with that nothing else can be as small, as far as the description's numbers tell. With fewer digits nothing is
/// known: even 0 itself may come from a rounded target.
class ZeroTest {
 public:
  ZeroTest(int digits, int places);
  /// Throws Undecidable if something that small could be another number than 0.
  void require_enough() const;
  void see(const std::vector<Matrix>& matrices);
  [[nodiscard]] bool is_zero(const Real& value) const;

 private:
  Real threshold_, rounding_, scale_ = 0;
  bool enough_;
};

/// Steps of optimizers on whole layers, at the working precision.
class MatrixStepAlgebra final : public theorems::StepAlgebra {
 public:
  using Matrices = std::vector<Matrix>;

  MatrixStepAlgebra(const theorems::FlowDescription& description, const FlowSetup& setup, int digits);

  /// The direction that is subtracted from these layers, times the step size: one more step.
  [[nodiscard]] Matrices direction(const Matrices& layers);

  [[nodiscard]] theorems::Term count() const override;
  [[nodiscard]] Value gradient() override;
  [[nodiscard]] Value memory(std::size_t place) override;
  void remember(std::size_t place, const Value& value) override;
  [[nodiscard]] Value combined(const theorems::Term& a, const Value& x, const theorems::Term& b,
                               const Value& y) override;
  [[nodiscard]] Value sign(const Value& x) override;
  [[nodiscard]] Value orthogonalized(const Value& x) override;
  [[nodiscard]] Value normalized(const Value& x) override;
  [[nodiscard]] Value square(const Value& x) override;
  [[nodiscard]] Value over_root(const Value& x, const Value& y) override;
  [[nodiscard]] Value preconditioned(const Value& x) override;

 private:
  [[nodiscard]] Matrix orthogonalized_layer(const Matrix& m) const;

  const theorems::FlowDescription& description_;
  const FlowSetup& setup_;
  ZeroTest zero_;
  Real epsilon_;
  int count_ = 0;
  Matrices gradient_;
  std::map<std::size_t, Matrices> memories_;
  Matrices left_, right_;  // Shampoo's preconditioners
};

}  // namespace flowcert::integrators
