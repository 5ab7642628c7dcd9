#pragma once

#include <span>
#include <vector>

#include "integrators/taylor/block.hpp"
#include "integrators/taylor/jet_program.hpp"

namespace flowcert::integrators {

/// The Taylor coefficients of every slot of a program, order by order: coefficient k is the k-th derivative over k!.
/// T is double, Real, Ball or Block. For Ball each coefficient contains the exact one for every point of the inputs.
/// Undefined values (and non-smooth points: sqrt at 0, abs of a ball that contains 0) give NaN or the indeterminate
/// ball.
template <class T>
class Jets {
 public:
  /// The program must outlive the jets. `order` only reserves memory.
  Jets(const JetProgram& program, std::size_t order);

  /// Sets the inputs' values and computes order 0.
  void start(std::span<const T> inputs);
  /// Computes the next order from the inputs' coefficients of that order (ignored for constant inputs).
  void advance(std::span<const T> inputs);

  [[nodiscard]] std::size_t order() const { return order_; }
  [[nodiscard]] const std::vector<T>& output(std::size_t k) const { return series_[program_->outputs()[k]]; }

 private:
  [[nodiscard]] T coefficient(const JetInstruction& x, std::size_t slot, std::size_t k) const;
  void push(std::size_t slot, T value);

  const JetProgram* program_;
  std::size_t order_ = 0;
  std::vector<std::vector<T>> series_;
  std::vector<std::vector<T>> derivative_;  // k times the k-th coefficient, where a recurrence reads it
};

/// The solution's Taylor coefficients 0..order of x' = f(x, t): result[i][k] for state i. The program's inputs are the
/// state, then the time, then whatever does not change; `inputs` are their values, and it has one output per state.
template <class T>
[[nodiscard]] std::vector<std::vector<T>> solution_jets(const JetProgram& field, std::span<const T> inputs,
                                                        std::size_t order);

/// The coefficients 0..order of each output along given input series (series[k] may be shorter: the rest is 0).
template <class T>
[[nodiscard]] std::vector<std::vector<T>> compose_jets(const JetProgram& program,
                                                       const std::vector<std::vector<T>>& inputs, std::size_t order);

}  // namespace flowcert::integrators
