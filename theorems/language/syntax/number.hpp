#pragma once

#include <cstddef>
#include <string>

#include "theorems/terms/rational.hpp"

namespace flowcert::theorems {

/// The exact value of an unsigned decimal such as "12", "0.10" or "1.5e-40". Takes the digits that the value needs off
/// `digits_left`. Throws LocatedError at `offset` when the exponent exceeds largest_exponent or the digits run out.
[[nodiscard]] Rational exact_number(const std::string& text, std::size_t offset, long& digits_left);

}  // namespace flowcert::theorems
