#pragma once

#include <vector>

#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Up to `count` exact points of the problem's free parameters at which every hypothesis is verified, in a fixed order;
/// the one empty point when there are no free parameters.
[[nodiscard]] std::vector<std::vector<theorems::Rational>> parameter_points(const theorems::Problem& problem,
                                                                            std::size_t count,
                                                                            const Deadline& deadline);

}  // namespace flowcert::proofs
