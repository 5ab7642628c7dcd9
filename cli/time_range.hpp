#pragma once

#include <string>
#include <vector>

#include "theorems/terms/rational.hpp"

namespace flowcert::cli {

/// The times of "START:STEP:END": START, START + STEP, ... up to END inclusive; or the single time of "T". Each is an
/// exact number: an integer, a fraction, a decimal, with an exponent of up to 4 digits ("0:1/10:2", "0:1e-3:0.5").
/// Throws std::invalid_argument saying what was expected; also for a step that is not positive, an end before the
/// start, or more than 1,000,000 times.
[[nodiscard]] std::vector<theorems::Rational> times_of(const std::string& text);

/// The exact number that the text writes. Throws std::invalid_argument.
[[nodiscard]] theorems::Rational exact_number(const std::string& text);

}  // namespace flowcert::cli
