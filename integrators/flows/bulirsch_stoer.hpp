#pragma once

#include <span>
#include <string>
#include <vector>

#include "integrators/flows/integrate.hpp"

namespace flowcert::integrators {

/// A solution at chosen times. All estimates, with `digits` working digits.
struct SampledSolution {
  std::vector<Rational> times;            // those reached, in order
  std::vector<std::vector<Real>> values;  // [time][state]
  std::vector<std::vector<Real>> errors;  // [time][state]: the distance to the same at a tolerance 10^3 times larger
  Outcome outcome = Outcome::complete;
  std::string reason;
  int digits = 0;
  [[nodiscard]] bool complete() const { return outcome == Outcome::complete; }
};

/// The second route, which shares nothing with the jets but the tape: Odeint's Bulirsch-Stoer (extrapolated midpoint
/// rule, order up to 18) at the working precision. `times` must increase from 0 on. Smooth right-hand sides only:
/// others, which it would step across blindly, are unsupported. The number of steps grows like 10^(digits/17), so this
/// is for some 40 digits; options.stop is asked at every step.
[[nodiscard]] SampledSolution integrate_bulirsch_stoer(const SystemProblem& problem,
                                                       std::span<const Rational> parameters,
                                                       std::span<const Rational> times,
                                                       const IntegrationOptions& options);

}  // namespace flowcert::integrators
