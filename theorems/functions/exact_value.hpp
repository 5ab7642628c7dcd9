#pragma once

#include <stdexcept>

#include "theorems/terms/rational.hpp"

namespace flowcert::theorems {

/// Thrown by exact evaluation where the value is not a rational number, or too large to write out.
class NotRational : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Thrown by exact evaluation where the value is undefined (division by zero, log of a negative number, ...).
class Undefined : public std::domain_error {
  using std::domain_error::domain_error;
};

/// f(u) for a function that is irrational at every rational number but one.
[[nodiscard]] Rational only_at(const Rational& u, int point, int value);

/// The root of that degree, 2 or more, of a number that is not negative; throws Undefined for others, NotRational where
/// it is irrational.
[[nodiscard]] Rational exact_root(const Rational& value, const Integer& degree);

/// The largest whole number that is not above.
[[nodiscard]] Integer floor_of(const Rational& value);

/// The bits of numerator or denominator, whichever has more.
[[nodiscard]] std::size_t bits_of(const Rational& value);

}  // namespace flowcert::theorems
