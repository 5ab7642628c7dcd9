#include "proofs_check/exact/trigonometric.hpp"

#include <array>

#include "proofs_check/exact/exponential.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/radical.hpp"
#include "proofs_check/exact/sign_oracle.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr long largest_multiple_angle = 24;

SineCosine sum_of(Scope& scope, const SineCosine& a, const SineCosine& b) {
  return {add(scope, multiply(scope, a.sine, b.cosine), multiply(scope, a.cosine, b.sine)),
          subtract(scope, multiply(scope, a.cosine, b.cosine), multiply(scope, a.sine, b.sine))};
}

SineCosine multiple(Scope& scope, const SineCosine& base, long times) {
  if (std::abs(times) > largest_multiple_angle) throw GiveUp{"too large a multiple of an angle"};
  SineCosine result{constant(0), constant(1)};
  for (long i = 0; i < std::abs(times); ++i) result = sum_of(scope, result, base);
  if (times < 0) result.sine = scale(scope, result.sine, -1);
  return result;
}

Fraction square_root(Scope& scope, const Rational& value) {
  return rational_power(scope, constant(value), Rational(1, 2));
}

/// sin and cos of pi/12 times `twelfths`, for 0 <= twelfths <= 6 where the value needs square roots of 2 or 3 only.
std::optional<SineCosine> first_quadrant(Scope& scope, int twelfths) {
  const Fraction half = constant(Rational(1, 2));
  switch (twelfths) {
    case 0:
      return SineCosine{constant(0), constant(1)};
    case 2:
      return SineCosine{half, square_root(scope, Rational(3, 4))};
    case 3:
      return SineCosine{square_root(scope, Rational(1, 2)), square_root(scope, Rational(1, 2))};
    case 4:
      return SineCosine{square_root(scope, Rational(3, 4)), half};
    case 6:
      return SineCosine{constant(1), constant(0)};
    default:
      return std::nullopt;
  }
}

/// sin and cos of c*pi, if they are known.
std::optional<SineCosine> at_pi_times(Scope& scope, const Rational& c) {
  const Rational twelfths = c * 12;
  if (!theorems::is_integer(twelfths)) return std::nullopt;
  Integer rest = numerator(twelfths) % 24;
  if (rest < 0) rest += 24;
  const int n = rest.convert_to<int>();
  const auto base = first_quadrant(scope, n % 6);
  if (!base) return std::nullopt;
  SineCosine result = *base;
  for (int quarter = 0; quarter < n / 6; ++quarter)
    result = {result.cosine, scale(scope, result.sine, -1)};  // sin(a + pi/2) = cos(a), cos(a + pi/2) = -sin(a)
  return result;
}

SineCosine generators_for(Scope& scope, const Fraction& m, const Rational& c) {
  const std::string name = theorems::to_text(term_of(scope, m));
  std::string key = name;
  auto unit = common_unit(scope.proof, "angle " + key, c, scope.find("sine " + key) != nullptr);
  if (!unit) {
    key += " * " + theorems::to_text(Rational(abs(c)));
    unit = Rational(abs(c));
  }
  if (scope.find("sine " + key) == nullptr) {
    const Fraction argument = scale(scope, m, *unit);
    const Term angle = term_of(scope, argument);
    Generator& cosine = scope.make("cosine " + key, Kind::cosine, theorems::apply(Op::cos, {angle}));
    cosine.argument = argument;
    const Symbol cosine_symbol = cosine.symbol;
    Generator& sine = scope.make("sine " + key, Kind::sine, theorems::apply(Op::sin, {angle}));
    sine.argument = argument;
    sine.order = 2;
    sine.relation = (1 - GiNaC::pow(cosine_symbol, 2)).expand();
    scope.facts.push_back({sine.relation, signs::nonnegative});
    scope.facts.push_back({(1 - GiNaC::pow(sine.symbol, 2)).expand(), signs::nonnegative});
    learn_axiom(scope, "sin^2 + cos^2", {angle}, Use::power);
    learn_axiom(scope, "sin^2 <= 1", {angle});
    learn_axiom(scope, "cos^2 <= 1", {angle});
  }
  const Fraction sine{scope.find("sine " + key)->symbol, {}}, cosine{scope.find("cosine " + key)->symbol, {}};
  return multiple(scope, {sine, cosine}, numerator(Rational(c / *unit)).convert_to<long>());
}

/// sin and cos of an inverse function's value, where the monomial is such a generator and the multiple an integer.
std::optional<SineCosine> of_inverse(Scope& scope, const Fraction& m, const Rational& c) {
  if (!m.denominator.empty() || !is_symbol(m.numerator) || !theorems::is_integer(c)) return std::nullopt;
  const Generator g = scope.generator_of(Symbol(m.numerator));
  if (g.kind != Kind::arcsine && g.kind != Kind::arctangent) return std::nullopt;
  const Fraction square = multiply(scope, g.argument, g.argument);
  SineCosine base;
  if (g.kind == Kind::arcsine) {
    base = {g.argument, rational_power(scope, subtract(scope, constant(1), square), Rational(1, 2))};
  } else {
    const Fraction root = inverse(scope, rational_power(scope, add(scope, constant(1), square), Rational(1, 2)));
    base = {multiply(scope, g.argument, root), root};
  }
  if (abs(c) > largest_multiple_angle) return std::nullopt;
  return multiple(scope, base, numerator(c).convert_to<long>());
}

Fraction inverse_function(Scope& scope, const Fraction& a, Op op, Kind kind) {
  const Term term = theorems::apply(op, {term_of(scope, a)});
  const std::string key = "inverse " + theorems::to_text(term);
  if (scope.find(key) == nullptr) {
    const SignSet sign = structural_sign(scope, same_sign(scope, a));  // asin and atan are odd and increasing
    Generator& made = scope.make(key, kind, term);
    made.argument = a;
    made.sign = sign;
    const Symbol symbol = made.symbol;
    const Poly half_pi = (pi_of(scope).numerator / 2).expand();
    const SignSet below = kind == Kind::arctangent ? signs::positive : signs::nonnegative;
    scope.facts.push_back({(half_pi - symbol).expand(), below});
    scope.facts.push_back({(half_pi + symbol).expand(), below});
    const bool arctangent = kind == Kind::arctangent;
    for (const char* name : {arctangent ? "atan is below pi/2" : "asin is at most pi/2",
                             arctangent ? "atan is above -pi/2" : "asin is at least -pi/2"})
      learn_axiom(scope, name, term.args());
  }
  return Fraction{scope.find(key)->symbol, {}};
}

}  // namespace

SineCosine sine_cosine(Scope& scope, const Fraction& a) {
  scope.proof.check_time();
  SineCosine result{constant(0), constant(1)};
  if (term_count(a.numerator) > 10) throw GiveUp{"an angle with too many terms"};
  for (const PolyTerm& term : terms_of(a.numerator)) {
    const Fraction m = multiply(scope, Fraction{monomial_of(term), {}}, Fraction{1, a.denominator});
    std::optional<SineCosine> part = of_inverse(scope, m, term.coefficient);
    const Generator* pi = scope.find("pi");
    if (!part && pi != nullptr && m.denominator.empty() && m.numerator.is_equal(pi->symbol))
      part = at_pi_times(scope, term.coefficient);
    if (!part) part = generators_for(scope, m, term.coefficient);
    result = sum_of(scope, result, *part);
  }
  return result;
}

Fraction arcsine(Scope& scope, const Fraction& a) {
  const Fraction room = subtract(scope, constant(1), multiply(scope, a, a));
  require(scope, same_sign(scope, room), signs::nonnegative, "1 - x^2 in the arcsine of x");
  return inverse_function(scope, a, Op::asin, Kind::arcsine);
}

Fraction arccosine(Scope& scope, const Fraction& a) {
  return subtract(scope, scale(scope, pi_of(scope), Rational(1, 2)), arcsine(scope, a));
}

Fraction arctangent(Scope& scope, const Fraction& a) {
  return inverse_function(scope, a, Op::atan, Kind::arctangent);
}

Fraction pi_of(Scope& scope) {
  if (scope.find("pi") == nullptr) {
    Generator& made = scope.make("pi", Kind::pi, theorems::constant(Op::pi));
    made.sign = signs::positive;
    // pi = 3.14159265358979323846264...
    const Rational low(Integer("314159265358979323846"), Integer("100000000000000000000"));
    const Rational high(Integer("314159265358979323847"), Integer("100000000000000000000"));
    const Symbol symbol = made.symbol;
    scope.facts.push_back({(symbol - to_numeric(low)).expand(), signs::positive});
    scope.facts.push_back({(symbol - to_numeric(high)).expand(), signs::negative});
    learn_axiom(scope, "pi is above 3.14159265358979323846", {});
    learn_axiom(scope, "pi is below 3.14159265358979323847", {});
  }
  return Fraction{scope.find("pi")->symbol, {}};
}

}  // namespace flowcert::proofs::exact
