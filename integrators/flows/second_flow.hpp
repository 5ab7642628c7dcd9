#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "theorems/language/flow_description.hpp"

namespace flowcert::integrators {

/// A matrix flow at a few times by a second route, which shares with the Taylor steps of flow_path nothing but the
/// model's gradients: Odeint's Bulirsch-Stoer extrapolation of the field evaluated point by point, with the polar
/// factor from a singular value decomposition by Jacobi rotations. Both of Odeint's runs control their steps' defects;
/// values are balls around the finer run's with a hundred times the distance to the coarser one's as radius. An
/// estimate, of some twenty digits. Where the field jumps (a singular value reaches zero) the steps shrink to nothing,
/// and it ends.
class SecondFlow {
 public:
  /// `times` must ascend. Throws std::invalid_argument for descriptions that are no flows (flow_law).
  SecondFlow(const theorems::FlowDescription& description, const std::vector<Rational>& times,
             const std::function<bool()>& stop);
  SecondFlow(SecondFlow&&) noexcept;
  ~SecondFlow();

  /// It reached the last time; if not, why.
  [[nodiscard]] bool complete() const;
  [[nodiscard]] const std::string& reason() const;

  /// The observable, or with `velocity` its time derivative, at one of the times. Indeterminate where it is undefined.
  /// Throws std::invalid_argument for names and times that are none.
  [[nodiscard]] Ball value(std::string_view name, const Rational& time, bool velocity) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace flowcert::integrators
