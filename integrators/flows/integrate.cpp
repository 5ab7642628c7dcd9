#include "integrators/flows/integrate.hpp"

#include "integrators/events/piecewise_integrator.hpp"

namespace flowcert::integrators {

namespace {
constexpr int spare_digits = 6;  // what a step's error may grow by before it shows in the digits asked for
}

Trajectory integrate_taylor(const SystemProblem& problem, std::span<const Rational> parameters, const Rational& t_end,
                            const IntegrationOptions& options) {
  const SystemProblem fixed = with_values(problem, parameters);
  Trajectory result = integrate_pieces(fixed, t_end, options.digits + 2 * spare_digits, options);
  result.parameters.assign(parameters.begin(), parameters.end());
  if (!options.companion) return result;
  auto companion = integrate_pieces(fixed, t_end, options.digits + spare_digits, options);
  companion.parameters = result.parameters;
  result.companion = std::make_shared<const Trajectory>(std::move(companion));
  return result;
}

}  // namespace flowcert::integrators
