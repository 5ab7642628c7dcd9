#pragma once

#include <optional>

#include "proofs_check/limits/ladder.hpp"

namespace flowcert::proofs {

/// The limit of a quantity that approaches it in powers of 1/depth, the logarithm of the scale: Neville's extrapolation
/// to 1/depth = 0 from the last rungs, the error taken from how the extrapolations of neighbouring orders, and of
/// neighbouring rungs, differ. Nothing unless the scales' logarithms span a factor, and the rungs between lie on the
/// polynomial that is extrapolated. An estimate, the radius its error.
[[nodiscard]] std::optional<integrators::Ball> limit_in_logarithms(const Ladder& ladder);

}  // namespace flowcert::proofs
