#include "proofs_check/exact/radical.hpp"

#include "proofs_check/exact/exponential.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/sign_oracle.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr long highest_order = 24;
constexpr int highest_trial = 2000;

Integer floor_of(const Rational& value) {
  const Integer top = numerator(value), bottom = denominator(value);
  Integer quotient = top / bottom;
  if (top < 0 && quotient * bottom != top) --quotient;
  return quotient;
}

long small(const Integer& value, const char* what) {
  if (abs(value) > 1000000) throw GiveUp{std::string(what) + " is too large"};
  return value.convert_to<long>();
}

/// What the kernel is told of base^(1/order).
void learn_root(Scope& scope, const Term& base, long order, bool positive) {
  if (order == 2) {
    learn_axiom(scope, "square of a root", {base}, Use::power);
    learn_axiom(scope, positive ? "a root of something positive" : "a root is not negative", {base});
    return;
  }
  const Term n{Rational(order)};
  learn_axiom(scope, "power of a root", {base, n}, Use::power);
  learn_axiom(scope, positive ? "a power of something positive" : "a power is not negative", {base, Term(1) / n});
}

/// f^s for one polynomial f >= 0 and rational s.
Fraction root_power(Scope& scope, const Poly& f, const Rational& s) {
  if (theorems::is_integer(s)) return power(scope, Fraction{f, {}}, small(numerator(s), "an exponent"));
  if (is_symbol(f)) {
    const Generator& g = scope.generator_of(Symbol(f));
    if (g.kind == Kind::exponential) return exp_of(scope, scale(scope, g.argument, s));
    if (g.kind == Kind::root) return rational_power(scope, Fraction{g.relation, {}}, Rational(s / Rational(g.order)));
  }
  const Rational step = Rational(1) / Rational(denominator(s));
  const Term base = term_of(scope, f);
  const std::string key = "root " + theorems::to_text(base);
  const auto unit = common_unit(scope.proof, key, step, scope.find(key) != nullptr);
  if (!unit || denominator(*unit) > highest_order) throw GiveUp{"a root of too high an order"};
  const long order = denominator(*unit).convert_to<long>();
  const Generator* g = scope.find(key);
  if (g == nullptr) {
    if (!is_constant(f)) learn_sign(scope, f, signs::nonnegative, "the argument of a root");
    const SignSet sign = is_constant(f) ? signs::positive : structural_sign(scope, f);
    Generator& made =
        scope.make(key, Kind::root, order == 2 ? theorems::apply(Op::sqrt, {base}) : theorems::pow(base, Term(*unit)));
    made.sign = sign.within(signs::positive) ? signs::positive : signs::nonnegative;
    made.order = static_cast<unsigned long>(order);
    made.relation = f;
    if (!is_constant(f)) scope.facts.push_back({f, signs::nonnegative});
    g = &made;
    learn_root(scope, base, order, made.sign.within(signs::positive));
  }
  const Integer whole = floor_of(s);
  const Rational rest = (s - Rational(whole)) / *unit;
  const Fraction outer = power(scope, Fraction{f, {}}, small(whole, "an exponent"));
  return multiply(scope, outer, power(scope, Fraction{g->symbol, {}}, numerator(rest).convert_to<long>()));
}

[[noreturn]] void split_on(Scope& scope, const Poly& f) {
  throw split_into(scope, term_of(scope, f), {Op::greater_equal, Op::less});
}

}  // namespace

std::vector<std::pair<Integer, long>> factorise(const Rational& value) {
  std::vector<std::pair<Integer, long>> result;
  Integer top = numerator(value), bottom = denominator(value);
  for (int p = 2; p < highest_trial && (top != 1 || bottom != 1); ++p) {
    long exponent = 0;
    for (; top % p == 0; top /= p) ++exponent;
    for (; bottom % p == 0; bottom /= p) --exponent;
    if (exponent != 0) result.emplace_back(p, exponent);
  }
  if (top != 1) result.emplace_back(top, 1);
  if (bottom != 1) result.emplace_back(bottom, -1);
  return result;
}

Fraction rational_power(Scope& scope, const Fraction& a, const Rational& r) {
  scope.proof.check_time();
  if (theorems::is_integer(r)) return power(scope, a, small(numerator(r), "an exponent"));
  if (a.numerator.is_zero()) return constant(0);
  const Factorisation& parts = scope.proof.factorisation(a.numerator);
  std::vector<std::pair<Poly, long>> factors = parts.factors;
  for (const auto& [id, exponent] : a.denominator)
    factors.emplace_back(scope.factors[id].poly, -static_cast<long>(exponent));
  Fraction result = constant(1);
  Rational coefficient = parts.coefficient;
  Poly unknown = 1;
  for (const auto& [factor, exponent] : factors) {
    const SignSet sign = sign_of(scope, factor);
    if (sign.within(signs::nonnegative)) {
      result = multiply(scope, result, root_power(scope, factor, r * Rational(exponent)));
    } else if (sign.within(signs::nonpositive)) {
      if (exponent % 2 != 0) coefficient = -coefficient;
      result = multiply(scope, result, root_power(scope, (-factor).expand(), r * Rational(exponent)));
    } else if (exponent == 1) {
      unknown = multiply(unknown, factor);
    } else {
      split_on(scope, factor);
    }
  }
  if (!is_constant(unknown)) {
    // The whole is >= 0 and so are the other factors; where one of those vanishes `unknown` may be negative, so the
    // cases of its sign have to be told apart unless it is known.
    if (coefficient < 0) unknown = (-unknown).expand();
    if (!has_sign(scope, unknown, signs::nonnegative)) split_on(scope, unknown);
    result = multiply(scope, result, root_power(scope, unknown, r));
  } else if (coefficient < 0) {
    // a >= 0 and a <= 0: a is 0 at every point of the hypotheses.
    return constant(0);
  }
  for (const auto& [base, exponent] : factorise(Rational(abs(coefficient))))
    result = multiply(scope, result, root_power(scope, to_numeric(Rational(base)), r * Rational(exponent)));
  return result;
}

}  // namespace flowcert::proofs::exact
