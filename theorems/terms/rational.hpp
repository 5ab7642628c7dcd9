#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <string>

namespace flowcert::theorems {

/// Exact numbers. There is deliberately no conversion from double: claim text becomes rationals, never floats.
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;
using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;

[[nodiscard]] inline bool is_integer(const Rational& value) {
  return denominator(value) == 1;
}

/// "p/q" or "p".
[[nodiscard]] inline std::string to_text(const Rational& value) {
  return value.str();
}

}  // namespace flowcert::theorems
