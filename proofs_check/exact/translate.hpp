#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// The value of a real term as a fraction in the scope's generators, valid at every point of the hypotheses. Every
/// condition that the term needs to be defined (a denominator nonzero, ...) is proved on the way, in the order of
/// evaluation, so a translation that returns is also a proof that the term is defined. Throws GiveUp, Split or Restart.
[[nodiscard]] Fraction translate(Scope& scope, const Term& term);

/// base^exponent: integer exponents need base != 0 if < 0 (0^0 = 1, as everywhere in the language); rational ones base
/// >= 0 (> 0 if negative); an exponent in integer variables works for every base, every other exponent needs base > 0.
[[nodiscard]] Fraction translate_power(Scope& scope, const Term& base, const Term& exponent);

}  // namespace flowcert::proofs::exact
