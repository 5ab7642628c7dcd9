#pragma once

#include <memory>
#include <string_view>

#include "integrators/flows/flow_trajectory.hpp"

namespace flowcert::integrators {

/// A trajectory at one time: everything observable there, with the states computed once however many observables are
/// asked for. Must not outlive the trajectory. What each function means stands at FlowTrajectory's of the same name.
class FlowMoment {
 public:
  /// Throws std::out_of_range for a time outside [0, end_time()].
  FlowMoment(const FlowTrajectory::Implementation& trajectory, const Real& time);
  FlowMoment(FlowMoment&&) noexcept;
  FlowMoment& operator=(FlowMoment&&) noexcept;
  ~FlowMoment();

  [[nodiscard]] Real observe(std::string_view name) const;
  [[nodiscard]] Real disagreement(std::string_view name) const;
  [[nodiscard]] Real error_estimate() const;
  [[nodiscard]] Real derivative(std::string_view name) const;
  /// How far the two computations differ in the derivative.
  [[nodiscard]] Real derivative_disagreement(std::string_view name) const;

 private:
  struct States;
  std::unique_ptr<States> states_;
};

}  // namespace flowcert::integrators
