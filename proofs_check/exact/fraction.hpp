#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Normal form modulo the generators' relations (r^2 = a, s^2 = 1 - c^2, ...): each generator with a relation occurs
/// below its order. Pointwise equal to p.
[[nodiscard]] Poly reduce(Scope& scope, const Poly& p);

[[nodiscard]] Fraction constant(const Rational& value);
[[nodiscard]] Fraction from_poly(Scope& scope, const Poly& p);
[[nodiscard]] Fraction add(Scope& scope, const Fraction& a, const Fraction& b);
[[nodiscard]] Fraction subtract(Scope& scope, const Fraction& a, const Fraction& b);
[[nodiscard]] Fraction multiply(Scope& scope, const Fraction& a, const Fraction& b);
[[nodiscard]] Fraction scale(Scope& scope, const Fraction& a, const Rational& by);
/// 1/a; throws GiveUp unless a is nonzero wherever the hypotheses hold (or that may be assumed).
[[nodiscard]] Fraction inverse(Scope& scope, const Fraction& a);
/// a^exponent; a negative exponent needs what inverse needs.
[[nodiscard]] Fraction power(Scope& scope, const Fraction& a, long exponent);

/// A polynomial that has the same sign as a at every point of the hypotheses (and is 0 where a is).
[[nodiscard]] Poly same_sign(Scope& scope, const Fraction& a);

/// Whether p takes integer values only: integer coefficients, integer variables.
[[nodiscard]] bool integer_valued(Scope& scope, const Poly& p);

/// Throws GiveUp unless p has a sign in `wanted` at every point of the hypotheses; `what` names the need ("the base of a
/// power").
void show(Scope& scope, const Poly& p, SignSet wanted, const std::string& what);

/// The same for what a term needs to be defined ("a denominator"): while hypotheses are read, whose terms are defined
/// where they hold, it becomes a fact instead. Only for needs without which the term is undefined.
void require(Scope& scope, const Poly& p, SignSet wanted, const std::string& what);

}  // namespace flowcert::proofs::exact
