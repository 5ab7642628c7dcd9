#include "proofs_check/exact/translate.hpp"

#include "proofs_check/exact/exponential.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/function_value.hpp"
#include "proofs_check/exact/radical.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/trigonometric.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t deepest = 4000;

[[noreturn]] void split_at_zero(Scope& scope, const Poly& p, bool three_ways) {
  const Term t = term_of(scope, p);
  if (three_ways) throw split_into(scope, t, {Op::greater, Op::less, Op::equal});
  throw split_into(scope, t, {Op::greater_equal, Op::less});
}

Fraction absolute(Scope& scope, const Fraction& a) {
  const Poly p = same_sign(scope, a);
  const SignSet sign = sign_of(scope, p);
  if (sign.within(signs::nonnegative)) return a;
  if (sign.within(signs::nonpositive)) return scale(scope, a, -1);
  split_at_zero(scope, p, false);
}

Fraction sign_value(Scope& scope, const Fraction& a) {
  const Poly p = same_sign(scope, a);
  const SignSet sign = sign_of(scope, p);
  if (sign.within(signs::positive)) return constant(1);
  if (sign.within(signs::negative)) return constant(-1);
  if (sign.within(signs::zero) || has_sign(scope, p, signs::zero)) return constant(0);
  split_at_zero(scope, p, true);
}

Fraction extremum(Scope& scope, const Term& term) {
  Fraction best = translate(scope, term.arg(0));
  for (std::size_t i = 1; i < term.args().size(); ++i) {
    const Fraction next = translate(scope, term.arg(i));
    const Poly gap = same_sign(scope, subtract(scope, next, best));
    const SignSet sign = sign_of(scope, gap);
    const bool next_is_more = sign.within(signs::nonnegative);
    if (!next_is_more && !sign.within(signs::nonpositive)) split_at_zero(scope, gap, false);
    if (next_is_more == (term.op() == Op::max)) best = next;
  }
  return best;
}

Fraction rounded(Scope& scope, const Term& term) {
  const Fraction a = translate(scope, term.arg(0));
  if (a.denominator.empty() && is_constant(a.numerator)) {
    const Rational value = constant_of(a.numerator);
    Integer quotient = numerator(value) / denominator(value);  // truncates
    if (term.op() == Op::floor && Rational(quotient) > value) --quotient;
    if (term.op() == Op::ceil && Rational(quotient) < value) ++quotient;
    return constant(Rational(quotient));
  }
  const std::string key = "rounded " + theorems::to_text(term);
  if (scope.find(key) == nullptr) {
    scope.make(key, Kind::opaque, term).integer = true;
    const Fraction gap = subtract(scope, a, Fraction{scope.find(key)->symbol, {}});
    const Fraction beyond = term.op() == Op::floor ? subtract(scope, gap, constant(1)) : add(scope, gap, constant(1));
    scope.facts.push_back({same_sign(scope, gap), term.op() == Op::floor ? signs::nonnegative : signs::nonpositive});
    scope.facts.push_back({same_sign(scope, beyond), term.op() == Op::floor ? signs::negative : signs::positive});
    learn_axiom(scope, term.op() == Op::floor ? "floor is not above" : "ceil is not below", term.args());
    learn_axiom(scope, term.op() == Op::floor ? "floor is near" : "ceil is near", term.args());
  }
  return Fraction{scope.find(key)->symbol, {}};
}

Fraction hyperbolic(Scope& scope, const Term& term) {
  const Fraction up = exp_of(scope, translate(scope, term.arg(0)));
  const Fraction down = inverse(scope, up);
  const Fraction twice_sinh = subtract(scope, up, down), twice_cosh = add(scope, up, down);
  if (term.op() == Op::sinh) return scale(scope, twice_sinh, Rational(1, 2));
  if (term.op() == Op::cosh) return scale(scope, twice_cosh, Rational(1, 2));
  return multiply(scope, twice_sinh, inverse(scope, twice_cosh));
}

Fraction square_root(Scope& scope, const Term& term) {
  const Fraction a = translate(scope, term.arg(0));
  require(scope, same_sign(scope, a), signs::nonnegative, "the argument of sqrt");
  return rational_power(scope, a, Rational(1, 2));
}

Fraction variable_value(Scope& scope, const Term& term) {
  const Generator* g = scope.find("variable " + term.name());
  if (g == nullptr) throw GiveUp{"the name " + term.name() + " has no meaning in a formula"};
  return Fraction{g->symbol, {}};
}

Fraction translate_new(Scope& scope, const Term& term) {
  switch (term.op()) {
    case Op::number:
      return constant(term.number());
    case Op::pi:
      return pi_of(scope);
    case Op::euler:
      return exp_of(scope, constant(1));
    case Op::variable:
      return variable_value(scope, term);
    case Op::add: {
      Fraction result = constant(0);
      for (const Term& arg : term.args()) result = add(scope, result, translate(scope, arg));
      return result;
    }
    case Op::subtract:
      return subtract(scope, translate(scope, term.arg(0)), translate(scope, term.arg(1)));
    case Op::negate:
      return scale(scope, translate(scope, term.arg(0)), -1);
    case Op::multiply: {
      Fraction result = constant(1);
      for (const Term& arg : term.args()) result = multiply(scope, result, translate(scope, arg));
      return result;
    }
    case Op::divide: {
      const Fraction top = translate(scope, term.arg(0));
      return multiply(scope, top, inverse(scope, translate(scope, term.arg(1))));
    }
    case Op::power:
      return translate_power(scope, term.arg(0), term.arg(1));
    case Op::exp:
      return exp_of(scope, translate(scope, term.arg(0)));
    case Op::log:
      return log_of(scope, translate(scope, term.arg(0)));
    case Op::sqrt:
      return square_root(scope, term);
    case Op::abs:
      return absolute(scope, translate(scope, term.arg(0)));
    case Op::sign:
      return sign_value(scope, translate(scope, term.arg(0)));
    case Op::sin:
      return sine_cosine(scope, translate(scope, term.arg(0))).sine;
    case Op::cos:
      return sine_cosine(scope, translate(scope, term.arg(0))).cosine;
    case Op::tan: {
      const SineCosine both = sine_cosine(scope, translate(scope, term.arg(0)));
      return multiply(scope, both.sine, inverse(scope, both.cosine));
    }
    case Op::asin:
      return arcsine(scope, translate(scope, term.arg(0)));
    case Op::acos:
      return arccosine(scope, translate(scope, term.arg(0)));
    case Op::atan:
      return arctangent(scope, translate(scope, term.arg(0)));
    case Op::sinh:
    case Op::cosh:
    case Op::tanh:
      return hyperbolic(scope, term);
    case Op::floor:
    case Op::ceil:
      return rounded(scope, term);
    case Op::min:
    case Op::max:
      return extremum(scope, term);
    default:
      if (const theorems::Function* f = theorems::function_of(term.op()))
        return f->by_others != nullptr ? translate(scope, f->by_others(term.arg(0))) : function_value(scope, term);
      throw GiveUp{"no exact method for " + theorems::to_text(term)};
  }
}

/// Read by the kernel as it is.
bool is_arithmetic(const Term& term) {
  switch (term.op()) {
    case Op::number:
    case Op::variable:
    case Op::pi:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::negate:
    case Op::divide:
      return true;
    case Op::power:
      return term.arg(1).is_number() && theorems::is_integer(term.arg(1).number());
    default:
      return false;
  }
}

}  // namespace

Fraction translate(Scope& scope, const Term& term) {
  if (term.node().depth > deepest) throw GiveUp{"a term that is nested too deeply"};
  const auto known = scope.translated.find(term);
  if (known != scope.translated.end()) return known->second;
  scope.proof.check_time();
  const Fraction result = translate_new(scope, term);
  if (!is_arithmetic(term)) learn_value(scope, term, result);
  scope.translated.emplace(term, result);
  return result;
}

}  // namespace flowcert::proofs::exact
