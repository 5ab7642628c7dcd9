#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "theorems/language/elaborate/interval.hpp"

namespace flowcert::theorems {

using VariableRanges = std::unordered_map<std::string, ExactInterval>;

/// An interval that contains every value of the term for variables in their ranges; nothing where that is not known or
/// the term may be undefined. Rigorous: rounding is outward.
[[nodiscard]] std::optional<ExactInterval> enclose(const Term& term, const VariableRanges& ranges);

/// The sign of a - b for constant terms when it can be told; equality only of rational numbers. By balls at rising
/// precision: constants that agree to some 3,700 digits are not told apart.
[[nodiscard]] std::optional<int> compare_constants(const Term& a, const Term& b);

/// True only if no number (with `integer`: no whole number) lies between the ends: for whatever values, if the ends are
/// the same term, else for constant ends.
[[nodiscard]] bool certainly_empty(const Term& low, bool low_open, const Term& high, bool high_open, bool integer);

/// Whether a claim is true (or false) for all variables in their ranges; nothing when that cannot be told.
[[nodiscard]] std::optional<bool> decide_by_ranges(const Term& claim, const VariableRanges& ranges);

}  // namespace flowcert::theorems
