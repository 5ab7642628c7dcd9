#pragma once

#include <optional>

#include "integrators/numbers/tape.hpp"
#include "integrators/taylor/series_along.hpp"

namespace flowcert::integrators {

/// Contains the values of the tape's first output along the curve over the stretch from low to high: the output is
/// written out as a polynomial in time, around the stretch's middle. No value where the output is not a polynomial of
/// the inputs, or one of too high a degree. (As series_along, which needs no polynomials, but much faster.)
[[nodiscard]] std::optional<Ball> polynomial_range_along(const Tape& tape, const Curve& curve, const Rational& low,
                                                         const Rational& high);

}  // namespace flowcert::integrators
