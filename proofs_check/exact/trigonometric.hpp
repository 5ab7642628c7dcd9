#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

struct SineCosine {
  Fraction sine, cosine;
};

/// sin(a) and cos(a) by angle addition over the same kind of basis as exp_of: generators s = sin(u*m), c = cos(u*m)
/// with s^2 = 1 - c^2. Rational multiples of pi with denominator 2, 3, 4 or 6 are algebraic numbers.
[[nodiscard]] SineCosine sine_cosine(Scope& scope, const Fraction& a);

/// asin, acos and atan as generators with their ranges; sin(asin(x)) = x and the like hold in sine_cosine.
[[nodiscard]] Fraction arcsine(Scope& scope, const Fraction& a);
[[nodiscard]] Fraction arccosine(Scope& scope, const Fraction& a);
[[nodiscard]] Fraction arctangent(Scope& scope, const Fraction& a);

/// pi, with rational bounds as facts.
[[nodiscard]] Fraction pi_of(Scope& scope);

}  // namespace flowcert::proofs::exact
