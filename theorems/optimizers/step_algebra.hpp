#pragma once

#include <any>
#include <stdexcept>

#include "theorems/language/flow_description.hpp"

namespace flowcert::theorems {

/// Thrown by an algebra that cannot express what a step does.
struct NotExpressible : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the steps of optimizers are written in. A value holds one matrix for each layer; the algebras are those of
/// numbers, for whole layers, and of terms, for the scalar weights that a flow is reduced to. At most one step is taken
/// with an algebra.
class StepAlgebra {
 public:
  using Value = std::any;

  StepAlgebra(const StepAlgebra&) = delete;
  StepAlgebra& operator=(const StepAlgebra&) = delete;

  [[nodiscard]] const DiscreteSettings& settings() const { return settings_; }
  /// Of this step, from 1, in which bias corrections are written.
  [[nodiscard]] virtual Term count() const = 0;
  [[nodiscard]] virtual Value gradient() = 0;
  /// What the last step remembered in this place; at first 0, or in place 0 the gradient if the settings say so.
  [[nodiscard]] virtual Value memory(std::size_t place) = 0;
  virtual void remember(std::size_t place, const Value& value) = 0;

  /// a x + b y.
  [[nodiscard]] virtual Value combined(const Term& a, const Value& x, const Term& b, const Value& y) = 0;
  /// Entry by entry, sign(0) = 0.
  [[nodiscard]] virtual Value sign(const Value& x) = 0;
  /// The polar factor of each layer, or its approximation by Newton and Schulz.
  [[nodiscard]] virtual Value orthogonalized(const Value& x) = 0;
  /// Divided by the norm of all layers together; 0 stays 0.
  [[nodiscard]] virtual Value normalized(const Value& x) = 0;
  /// Entry by entry.
  [[nodiscard]] virtual Value square(const Value& x) = 0;
  /// x/(sqrt(y) + epsilon) entry by entry, 0/0 being 0.
  [[nodiscard]] virtual Value over_root(const Value& x, const Value& y) = 0;
  /// (L + epsilon)^(-1/4) x (R + epsilon)^(-1/4) with L = x x^T, R = x^T x, summed over steps if the settings say so.
  [[nodiscard]] virtual Value preconditioned(const Value& x) = 0;

  /// The momentum after this gradient, kept in place 0, or what Nesterov's look-ahead makes of it.
  [[nodiscard]] Value momentum();

 protected:
  explicit StepAlgebra(const DiscreteSettings& settings) : settings_(settings) {}
  ~StepAlgebra() = default;

 private:
  const DiscreteSettings& settings_;
};

}  // namespace flowcert::theorems
