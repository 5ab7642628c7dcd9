#pragma once

#include "integrators/flows/integrate.hpp"

namespace flowcert::integrators {

/// One solution of a problem without free parameters at one tolerance: what integrate_taylor runs twice.
[[nodiscard]] Trajectory integrate_pieces(const SystemProblem& problem, const Rational& t_end, int tolerance_digits,
                                          const IntegrationOptions& options);

}  // namespace flowcert::integrators
