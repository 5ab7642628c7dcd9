#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "integrators/flows/system.hpp"
#include "integrators/flows/trajectory.hpp"

namespace flowcert::integrators {

struct IntegrationOptions {
  int digits = 50;                               // relative accuracy asked of each step, with some to spare
  std::function<bool()> stop;                    // asked at every step; true ends the integration
  std::size_t max_bytes = std::size_t{1} << 30;  // of the trajectory's polynomials
  std::size_t max_events = 10'000;
  bool companion = true;  // also solve to six digits fewer, for Trajectory::error
};

/// The solution on [0, t_end], by Taylor steps of an order fitted to the digits (Jorba & Zou 2005) and, where sign,
/// abs, min and max switch, piece by piece with Filippov's convention. Never throws for mathematical reasons: see
/// Trajectory::outcome. An estimate: the digits are those of a step; what the problem makes of the steps' errors is
/// seen in Trajectory::error. Throws std::invalid_argument for terms that no tape can hold.
[[nodiscard]] Trajectory integrate_taylor(const SystemProblem& problem, std::span<const Rational> parameters,
                                          const Rational& t_end, const IntegrationOptions& options);

}  // namespace flowcert::integrators
