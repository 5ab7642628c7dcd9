#pragma once

#include <utility>
#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Bases with exponents: value = product base^exponent, for value > 0, by trial division; what has no small factor
/// stays whole.
[[nodiscard]] std::vector<std::pair<Integer, long>> factorise(const Rational& value);

/// a^r for a that is >= 0 (> 0 if r < 0) at every point of the hypotheses: the caller has required that. Square factors
/// come out as absolute values (sqrt(p^2 q) = |p| sqrt(q)), signs decided from the hypotheses or by Split; roots of
/// products are split where all factors have known signs. Each f^(1/q) is a generator r >= 0 with r^q = f.
[[nodiscard]] Fraction rational_power(Scope& scope, const Fraction& a, const Rational& r);

}  // namespace flowcert::proofs::exact
