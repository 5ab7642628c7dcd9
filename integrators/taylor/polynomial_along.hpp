#pragma once

#include <optional>

#include "integrators/numbers/tape.hpp"
#include "integrators/taylor/series_along.hpp"

namespace flowcert::integrators {

/// Contains the values of the tape's first output along a curve over a stretch, from the curve around the stretch's
/// middle and half its length: the output is written out as a polynomial in time. No value where the output is not a
/// polynomial of the inputs, or one of too high a degree. (As series_around, which needs no polynomials, but much
/// faster.)
[[nodiscard]] std::optional<Ball> polynomial_range_around(const Tape& tape, const Curve& centred, const Ball& radius);

}  // namespace flowcert::integrators
