#include "proofs_check/exact/exponential.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/radical.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int largest_root = 24;

Fraction number_power(Scope& scope, const Fraction& base, const Rational& exponent) {
  if (theorems::is_integer(exponent)) {
    if (abs(exponent) > 1000000) throw GiveUp{"an exponent that is too large"};
    const long n = numerator(exponent).convert_to<long>();
    return power(scope, base, n);  // 0^0 = 1, as everywhere in the claim language
  }
  require(scope, same_sign(scope, base), exponent > 0 ? signs::nonnegative : signs::positive,
          "the base of a fractional power");
  if (denominator(exponent) > largest_root) {
    show(scope, same_sign(scope, base), signs::positive, "the base of a fractional power");
    return exp_of(scope, scale(scope, log_of(scope, base), exponent));
  }
  return rational_power(scope, base, exponent);
}

/// (-1)^m for an integer monomial m with an odd multiple; even multiples are 1.
Fraction alternating(Scope& scope, const Fraction& m) {
  const Term term = theorems::pow(Term(-1), term_of(scope, m));
  const std::string key = "alternating " + theorems::to_text(term);
  if (scope.find(key) == nullptr) {
    Generator& made = scope.make(key, Kind::alternating, term);
    made.sign = signs::nonzero;
    made.order = 2;
    made.relation = 1;
  }
  return Fraction{scope.find(key)->symbol, {}};
}

/// base^m, m an integer monomial that is >= 0, base of any sign. 0^0 = 1.
Fraction power_generator(Scope& scope, const Fraction& base, const Fraction& m) {
  const Term term = theorems::pow(term_of(scope, base), term_of(scope, m));
  const std::string key = "power " + theorems::to_text(term);
  if (scope.find(key) == nullptr) {
    const SignSet sign = structural_sign(scope, same_sign(scope, base));
    Generator& made = scope.make(key, Kind::power, term);
    made.sign = sign.within(signs::nonzero) ? signs::nonzero : signs::any;
    if (sign.within(signs::nonnegative)) made.sign = made.sign & signs::nonnegative;
  }
  return Fraction{scope.find(key)->symbol, {}};
}

/// base^exponent for an exponent that is an integer at every point, by exponent = sum of multiples of monomials +
/// number.
Fraction integer_power(Scope& scope, const Fraction& base, const Poly& exponent) {
  const SignSet sign = sign_of(scope, same_sign(scope, base));
  if (sign.within(signs::positive))
    return exp_of(scope, multiply(scope, from_poly(scope, exponent), log_of(scope, base)));
  Fraction result = constant(1);
  if (sign.within(signs::negative)) {
    for (const PolyTerm& term : terms_of(exponent))
      if (numerator(term.coefficient) % 2 != 0)
        result = multiply(scope, result,
                          term.powers.empty() ? constant(-1) : alternating(scope, Fraction{monomial_of(term), {}}));
    const Fraction log = log_of(scope, scale(scope, base, -1));
    return multiply(scope, result, exp_of(scope, multiply(scope, from_poly(scope, exponent), log)));
  }
  const bool nonzero = has_sign(scope, base.numerator, signs::nonzero);
  if (!nonzero) show(scope, exponent, signs::nonnegative, "the exponent of a base that may be 0");
  for (const PolyTerm& term : terms_of(exponent)) {
    // Splitting base^(a + b) needs both parts >= 0 where base may be 0.
    const Poly part = (monomial_of(term) * to_numeric(term.coefficient)).expand();
    if (!nonzero) show(scope, part, signs::nonnegative, "a part of the exponent of a base that may be 0");
    if (abs(term.coefficient) > 1000) throw GiveUp{"an exponent that is too large"};
    const long times = numerator(term.coefficient).convert_to<long>();
    const Fraction one = term.powers.empty() ? base : power_generator(scope, base, Fraction{monomial_of(term), {}});
    result = multiply(scope, result, power(scope, one, times));
  }
  return result;
}

}  // namespace

Fraction translate_power(Scope& scope, const Term& base_term, const Term& exponent_term) {
  const Fraction exponent = translate(scope, exponent_term);
  const bool polynomial = exponent.denominator.empty();
  if (base_term.op() == Op::euler) return exp_of(scope, exponent);
  const Fraction base = translate(scope, base_term);
  if (polynomial && is_constant(exponent.numerator)) return number_power(scope, base, constant_of(exponent.numerator));
  if (polynomial && integer_valued(scope, exponent.numerator)) return integer_power(scope, base, exponent.numerator);
  // A power is defined for some bases that are not positive: (-2)^x for x = 2.
  show(scope, same_sign(scope, base), signs::positive, "the base of a power");
  return exp_of(scope, multiply(scope, exponent, log_of(scope, base)));
}

}  // namespace flowcert::proofs::exact
