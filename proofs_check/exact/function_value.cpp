#include "proofs_check/exact/function_value.hpp"

#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

using theorems::Function;
using theorems::Parity;
using theorems::Range;

SignSet sign_of_value(Scope& scope, const Function& f, const Fraction& argument) {
  switch (f.range) {
    case Range::positive:
      return signs::positive;
    case Range::not_negative:
      return signs::nonnegative;
    case Range::sign_of_argument:
      return structural_sign(scope, same_sign(scope, argument));
    case Range::any:
      break;
  }
  return signs::any;
}

void require_domain(Scope& scope, const Function& f, const Fraction& argument, const std::string& name) {
  if (f.domain.nonzero != nullptr) throw GiveUp{"no exact method for " + name};
  const SignSet needed = f.domain.with_ends ? signs::nonnegative : signs::positive;
  const std::string what = "the distance of the argument of " + name + " from an end of its domain";
  if (f.domain.low) require(scope, same_sign(scope, subtract(scope, argument, constant(*f.domain.low))), needed, what);
  if (f.domain.high)
    require(scope, same_sign(scope, subtract(scope, constant(*f.domain.high), argument)), needed, what);
}

std::optional<Fraction> value_at_number(const Function& f, const Fraction& argument) {
  if (!argument.denominator.empty() || !is_constant(argument.numerator)) return std::nullopt;
  try {
    return constant(f.at_rational(constant_of(argument.numerator)));
  } catch (const theorems::NotRational&) {
    return std::nullopt;
  }
}

/// Of u and -u, f(-u) being f(u) or -f(u), the one whose first term has no minus.
bool is_mirrored(const Function& f, const Fraction& argument) {
  if (f.parity == Parity::none || argument.numerator.is_zero()) return false;
  return terms_of(argument.numerator).front().coefficient < 0;
}

/// The bounds of a value that hold without conditions.
void learn_bounds(Scope& scope, const Term& value) {
  for (const theorems::Axiom& axiom : theorems::axioms_of(value.op())) {
    const Op op = axiom.conclusion.op();
    const bool bound = theorems::is_relation(op) && op != Op::equal;
    if (!bound || axiom.arguments != 1 || !axiom.conditions.empty()) continue;
    const Term claim = substitute(axiom.conclusion, {{"x", value.arg(0)}});
    const Fraction gap = subtract(scope, translate(scope, claim.arg(0)), translate(scope, claim.arg(1)));
    scope.facts.push_back({same_sign(scope, gap), signs_of(op)});
    learn_axiom(scope, axiom.name, value.args());
  }
}

}  // namespace

Fraction function_value(Scope& scope, const Term& term) {
  const Function& f = *theorems::function_of(term.op());
  Fraction argument = translate(scope, term.arg(0));
  require_domain(scope, f, argument, std::string(theorems::name_of_function(term.op())));
  if (auto value = value_at_number(f, argument)) return *value;
  const bool mirrored = is_mirrored(f, argument);
  if (mirrored) argument = scale(scope, argument, -1);
  const Term value = theorems::apply(term.op(), {term_of(scope, argument)});
  const std::string key = "function " + theorems::to_text(value);
  if (scope.find(key) == nullptr) {
    const SignSet sign = sign_of_value(scope, f, argument);
    Generator& made = scope.make(key, Kind::function, value);
    made.argument = argument;
    made.sign = sign;
    made.integer = f.whole;
    learn_bounds(scope, value);
  }
  const Fraction result{scope.find(key)->symbol, {}};
  return mirrored && f.parity == Parity::odd ? scale(scope, result, -1) : result;
}

}  // namespace flowcert::proofs::exact
