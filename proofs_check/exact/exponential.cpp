#include "proofs_check/exact/exponential.hpp"

#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/radical.hpp"
#include "proofs_check/exact/sign_oracle.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int largest_multiple = 400;

Rational common_divisor(const Rational& a, const Rational& b) {
  const Integer top = gcd(Integer(numerator(a) * denominator(b)), Integer(numerator(b) * denominator(a)));
  return Rational(top, Integer(denominator(a) * denominator(b)));
}

/// The factor exp(c*m) for a monomial m with coefficient 1.
Fraction exp_of_monomial(Scope& scope, const Fraction& m, const Rational& c) {
  std::string key = "exp " + theorems::to_text(term_of(scope, m));
  auto unit = common_unit(scope.proof, key, c, scope.find(key) != nullptr);
  if (!unit) {
    key += " * " + theorems::to_text(Rational(abs(c)));
    unit = Rational(abs(c));
  }
  const Generator* g = scope.find(key);
  if (g == nullptr) {
    const Fraction argument = scale(scope, m, *unit);
    Generator& made = scope.make(key, Kind::exponential, theorems::apply(Op::exp, {term_of(scope, argument)}));
    made.sign = signs::positive;
    made.argument = argument;
    g = &made;
    learn_axiom(scope, "exp is positive", {g->term.arg(0)});
  }
  return power(scope, Fraction{g->symbol, {}}, numerator(Rational(c / *unit)).convert_to<long>());
}

/// The logarithm generator that the monomial consists of, if it is one.
const Generator* single(Scope& scope, const Fraction& m, Kind kind) {
  if (!m.denominator.empty() || !is_symbol(m.numerator)) return nullptr;
  const Generator& g = scope.generator_of(Symbol(m.numerator));
  return g.kind == kind ? &g : nullptr;
}

Fraction log_generator(Scope& scope, const Poly& f) {
  const Term term = theorems::apply(Op::log, {term_of(scope, f)});
  const std::string key = "log " + theorems::to_text(term);
  const Generator* g = scope.find(key);
  if (g == nullptr) {
    learn_sign(scope, f, signs::positive, "the argument of log");
    Generator& made = scope.make(key, Kind::logarithm, term);
    made.argument = Fraction{f, {}};
    const Poly above = (f - 1).expand();
    made.sign = structural_sign(scope, above);  // log(f) has the sign of f - 1
    g = &made;
  }
  return Fraction{g->symbol, {}};
}

/// log of a positive number, over its small prime factors.
Fraction log_of_number(Scope& scope, const Rational& value) {
  Fraction result = constant(0);
  for (const auto& [base, exponent] : factorise(value))
    result = add(scope, result, scale(scope, log_generator(scope, to_numeric(Rational(base))), Rational(exponent)));
  return result;
}

/// log(f) for a polynomial f > 0 that is one factor.
Fraction log_of_factor(Scope& scope, const Poly& f) {
  if (is_symbol(f)) {
    const Generator& g = scope.generator_of(Symbol(f));
    if (g.kind == Kind::exponential) return g.argument;
    if (g.kind == Kind::root)
      return scale(scope, log_of(scope, Fraction{g.relation, {}}), Rational(1) / Rational(g.order));
  }
  return log_generator(scope, f);
}

}  // namespace

std::optional<Rational> common_unit(Proof& proof, const std::string& key, const Rational& multiple, bool in_use) {
  const Rational size = abs(multiple);
  const auto [place, is_new] = proof.units.emplace(key, size);
  if (is_new) return size;
  const Rational unit = common_divisor(place->second, size);
  if (size / unit > largest_multiple || place->second / unit > largest_multiple) return std::nullopt;
  if (unit == place->second) return unit;
  place->second = unit;
  if (in_use) throw Restart{};
  return unit;
}

Fraction exp_of(Scope& scope, const Fraction& a) {
  scope.proof.check_time();
  Fraction result = constant(1);
  if (term_count(a.numerator) > 40) throw GiveUp{"the exponent of exp has too many terms"};
  for (const PolyTerm& term : terms_of(a.numerator)) {
    const Fraction m = multiply(scope, Fraction{monomial_of(term), {}}, Fraction{1, a.denominator});
    const Generator* log = single(scope, m, Kind::logarithm);
    result = multiply(scope, result,
                      log != nullptr ? rational_power(scope, log->argument, term.coefficient)
                                     : exp_of_monomial(scope, m, term.coefficient));
  }
  if (!is_constant(a.numerator)) scope.exponentials.push_back({a, result});
  return result;
}

Fraction log_of(Scope& scope, const Fraction& a) {
  scope.proof.check_time();
  require(scope, same_sign(scope, a), signs::positive, "the argument of log");
  Factorisation parts = scope.proof.factorisation(a.numerator);
  std::vector<std::pair<Poly, long>> factors = parts.factors;
  for (const auto& [id, exponent] : a.denominator)
    factors.emplace_back(scope.factors[id].poly, -static_cast<long>(exponent));
  Fraction result = constant(0);
  Rational coefficient = parts.coefficient;
  Poly unknown = 1;  // product of the factors whose signs are not known, each in the numerator
  for (const auto& [factor, exponent] : factors) {
    const SignSet sign = sign_of(scope, factor);
    if (sign.within(signs::positive) || sign.within(signs::negative)) {
      const bool flip = sign.within(signs::negative);
      if (flip && exponent % 2 != 0) coefficient = -coefficient;
      const Fraction log = log_of_factor(scope, flip ? Poly((-factor).expand()) : factor);
      result = add(scope, result, scale(scope, log, Rational(exponent)));
    } else if (exponent == 1) {
      unknown = multiply(unknown, factor);
    } else {
      // log f^2, log 1/f: f is nonzero, for the whole is positive; so two cases.
      const Term f = term_of(scope, factor);
      throw split_into(scope, f, {Op::greater, Op::less_equal});
    }
  }
  if (!is_constant(unknown)) {
    if (coefficient < 0) unknown = (-unknown).expand();
    result = add(scope, result, log_generator(scope, unknown));
  } else if (coefficient < 0) {
    throw GiveUp{"the logarithm of something negative"};
  }
  return add(scope, result, log_of_number(scope, abs(coefficient)));
}

}  // namespace flowcert::proofs::exact
