#include "proofs_check/exact/justify_value.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/justify_angle.hpp"
#include "proofs_check/exact/justify_arithmetic.hpp"
#include "proofs_check/kernel/axioms.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

using kernel::Op;
using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;
using kernel::Term;

/// The pending step with another claim and rule.
StepPtr changed(const Step& pending, const Term& claim, Rule rule) {
  auto step = std::make_shared<Step>(pending);
  step->conclusion.claim = claim;
  step->rule = rule;
  step->data.name.clear();
  return step;
}

/// The pending step's equality by an equality about the same term, and arithmetic.
StepPtr by_equality(const Step& pending, const StepPtr& equality) {
  if (!equality) return nullptr;
  if (equality->conclusion.claim == pending.conclusion.claim) return equality;
  auto step = std::make_shared<Step>(pending);
  step->data.name.clear();
  step->data.places.resize(step->premises.size(), 0);
  step->premises.push_back(equality);
  step->data.places.push_back(static_cast<std::size_t>(Use::definition));
  step->rule = Rule::identity;
  return step;
}

StepPtr by_axiom(const Step& pending, const std::string& name, const std::vector<Term>& about,
                 const Deadline& deadline) {
  return by_equality(pending, axiom_about(pending, name, about, deadline));
}

/// Whether the pending step's value is this term, written otherwise.
bool value_is(const Step& pending, const Term& term) {
  return kernel::holds(*changed(pending, relation(Op::equal, pending.conclusion.claim.arg(1), term), Rule::identity));
}

StepPtr of_absolute_value(const Step& pending, const Deadline& deadline) {
  const Term& inner = pending.conclusion.claim.arg(0).arg(0);
  for (const bool negative : {false, true}) {
    if (!value_is(pending, negative ? -inner : inner)) continue;
    if (const StepPtr step = by_axiom(
            pending, negative ? "abs of something not positive" : "abs of something not negative", {inner}, deadline))
      return step;
  }
  return nullptr;
}

StepPtr of_sign(const Step& pending, const Deadline& deadline) {
  const Term &f = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  const char* name = value.is_number(1)    ? "sign of something positive"
                     : value.is_number(-1) ? "sign of something negative"
                                           : "sign of zero";
  return by_axiom(pending, name, f.args(), deadline);
}

StepPtr of_extremum(const Step& pending, const Deadline& deadline) {
  const Term& f = pending.conclusion.claim.arg(0);
  for (const Term& chosen : f.args()) {
    if (!value_is(pending, chosen)) continue;
    std::vector<Term> about = f.args();
    about.push_back(chosen);
    if (const StepPtr step = by_axiom(pending, f.op() == Op::min ? "the least" : "the greatest", about, deadline))
      return step;
  }
  return nullptr;
}

/// exp(sum of c*log(f), rest) as the product of f^c and exp(rest). Null if the exponent is read as something else.
std::optional<Term> product_of(const Step& pending, const Term& exponent) {
  try {
    kernel::Reader reader = kernel::reader_of(pending);
    kernel::Quotient quotient = reader.read(exponent);
    const kernel::Polynomial bottom = reader.bottom(quotient);
    if (bottom.terms().size() != 1) return std::nullopt;
    const auto& [divisor, size] = *bottom.terms().begin();
    std::vector<Term> product, rest;
    for (const auto& [monomial, coefficient] : quotient.top.terms()) {
      std::map<std::uint32_t, std::int64_t> exponents;
      for (const auto& [atom, e] : monomial) exponents[atom] += e;
      for (const auto& [atom, e] : divisor) exponents[atom] -= e;
      Term base(1), factor(Rational(coefficient / size));
      for (const auto& [atom, e] : exponents) {
        const Term& term = reader.atoms()[atom];
        if (e == 1 && term.op() == Op::log && base.is_number(1)) {
          base = term.arg(0);
        } else if (e != 0) {
          factor = factor * theorems::pow(term, Term(Rational(e)));
        }
      }
      if (base.is_number(1)) {
        rest.push_back(factor);
      } else {
        product.push_back(theorems::pow(base, factor));
      }
    }
    if (!rest.empty()) product.push_back(theorems::apply(Op::exp, {theorems::add(rest)}));
    if (product.empty()) return std::nullopt;
    return theorems::multiply(product);
  } catch (const kernel::Reader::Unreadable&) {
  } catch (const kernel::TooLarge&) {
  }
  return std::nullopt;
}

/// exp(E) == value by the logarithms of both; else by the product that exp(E) is.
StepPtr of_exponential(const Step& pending) {
  const Term& claim = pending.conclusion.claim;
  const StepPtr plain = changed(pending, claim, Rule::exponential_of_sum);
  if (kernel::holds(*plain) || claim.arg(0).op() != Op::exp) return plain;
  const auto product = product_of(pending, claim.arg(0).arg(0));
  if (!product) return nullptr;
  const StepPtr equal = changed(pending, relation(Op::equal, claim.arg(0), *product), Rule::exponential_of_sum);
  return kernel::holds(*equal) ? by_equality(pending, equal) : nullptr;
}

/// x^(p/q) == value, by the value's power.
StepPtr of_power(const Step& pending, const Deadline& deadline) {
  const StepPtr step = of_exponential(pending);
  if (step && kernel::holds(*step)) return step;
  const Term &f = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  if (f.op() != Op::power || !f.arg(1).is_number() || f.arg(1).number() <= 0) return nullptr;
  const Term top(theorems::Rational(numerator(f.arg(1).number()))),
      bottom(theorems::Rational(denominator(f.arg(1).number())));
  return by_axiom(pending, "a power by its root", {f.arg(0), top, bottom, value}, deadline);
}

StepPtr by_other_functions(const Step& pending, const Deadline& deadline) {
  const Term& f = pending.conclusion.claim.arg(0);
  return by_axiom(pending, std::string(theorems::name_of_function(f.op())) + " by other functions", f.args(), deadline);
}

/// sinh, cosh and tanh: exp(-x) is 1/exp(x).
StepPtr of_hyperbolic(const Step& pending, const Deadline& deadline) {
  const Term& x = pending.conclusion.claim.arg(0).arg(0);
  const Term mirrored = relation(Op::equal, theorems::apply(Op::exp, {-x}), Term(1) / theorems::apply(Op::exp, {x}));
  Step with_mirrored = pending;
  with_mirrored.data.places.resize(pending.premises.size(), 0);
  with_mirrored.premises.push_back(changed(pending, mirrored, Rule::exponential_of_sum));
  with_mirrored.data.places.push_back(static_cast<std::size_t>(Use::definition));
  return by_other_functions(with_mirrored, deadline);
}

/// sin and cos of an angle by those of its parts; tan by both.
StepPtr of_angle(const Step& pending, const Deadline& deadline) {
  const Term& f = pending.conclusion.claim.arg(0);
  const StepPtr known = with_angle(pending, f.arg(0), deadline);
  if (!known) return nullptr;
  if (f.op() == Op::tan) return by_other_functions(*known, deadline);
  return by_identity(with_domains(*known, deadline), deadline);
}

void collect(Op op, const Term& term, std::vector<Term>& found) {
  if (term.op() == op && std::find(found.begin(), found.end(), term) == found.end()) found.push_back(term);
  for (const Term& arg : term.args()) collect(op, arg, found);
}

/// f(u) == value for a value that is a number, f(v) or -f(v): v is u, or -u for an odd or even function.
StepPtr of_function(const Step& pending, const Deadline& deadline) {
  const Term &f = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  if (theorems::function_of(f.op())->by_others != nullptr) return by_other_functions(pending, deadline);
  if (value.is_number()) return by_axiom(pending, "function of a number", {f}, deadline);
  std::vector<Term> others;
  collect(f.op(), value, others);
  if (others.size() != 1) return nullptr;
  const Term& v = others[0].arg(0);
  if (const StepPtr same = by_axiom(pending, "equal arguments", {f, v}, deadline)) return same;
  const theorems::Parity parity = theorems::function_of(f.op())->parity;
  if (parity == theorems::Parity::none) return nullptr;
  const std::string name =
      std::string(theorems::name_of_function(f.op())) + (parity == theorems::Parity::odd ? " is odd" : " is even");
  const StepPtr mirrored = axiom_about(pending, name, {v}, deadline);
  if (!mirrored) return nullptr;
  Step with_mirrored = pending;
  with_mirrored.data.places.resize(pending.premises.size(), 0);
  with_mirrored.premises.push_back(mirrored);
  with_mirrored.data.places.push_back(static_cast<std::size_t>(Use::definition));
  return by_axiom(with_mirrored, "equal arguments", {f, -v}, deadline);
}

/// log(A) == S by the form of A; else by that of the product that A is: exp(S).
StepPtr of_logarithm(const Step& pending, const Deadline& deadline) {
  const StepPtr plain = changed(pending, pending.conclusion.claim, Rule::logarithm);
  if (kernel::holds(*plain)) return plain;
  const Term &log = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  std::vector<Term> product;  // exp(sum of c*log(f)) as the product of f^c
  const std::vector<Term> sum = value.op() == Op::add ? value.args() : std::vector<Term>{value};
  for (const Term& term : sum) {
    Term rest(1), base(1);
    for (const Term& factor : term.op() == Op::multiply ? term.args() : std::vector<Term>{term}) {
      if (factor.op() == Op::log && base.is_number(1)) {
        base = factor.arg(0);
      } else {
        rest = rest * factor;
      }
    }
    product.push_back(base.is_number(1) ? theorems::apply(Op::exp, {term}) : theorems::pow(base, rest));
  }
  const StepPtr equal = consequence(pending, relation(Op::equal, log.arg(0), theorems::multiply(product)), deadline);
  if (!equal) return nullptr;
  auto step = std::make_shared<Step>(*plain);
  step->data.places.resize(step->premises.size(), 0);
  step->premises.push_back(equal);
  return step;
}

/// f(...) == value for f with a square root: a number that is not negative and has the right square.
StepPtr of_root(const Step& pending, const Deadline& deadline) {
  const Term &root = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  return by_axiom(pending, "the root that is not negative", {root.arg(0), value}, deadline);
}

/// The rational root of a root of a rational square.
std::optional<Term> exact_root(const Term& root) {
  if (!root.arg(0).is_number() || root.arg(0).number() < 0) return std::nullopt;
  const theorems::Integer top = numerator(root.arg(0).number()), bottom = denominator(root.arg(0).number());
  const theorems::Integer a = sqrt(top), b = sqrt(bottom);
  if (a * a != top || b * b != bottom) return std::nullopt;
  return Term(Rational(a, b));
}

/// The roots of rational squares that the step speaks of.
std::vector<Term> roots_of_squares(const Step& pending) {
  std::vector<Term> roots;
  collect(Op::sqrt, pending.conclusion.claim, roots);
  for (const Term& h : pending.conclusion.context->hypotheses) collect(Op::sqrt, h, roots);
  std::erase_if(roots, [](const Term& root) { return !exact_root(root); });
  return roots;
}

}  // namespace

StepPtr axiom_about(const Step& pending, const std::string& name, const std::vector<Term>& about,
                    const Deadline& deadline) {
  const auto [conditions, claim] = kernel::axioms::about(name, about);
  const auto instance =
      changed(with_domains(*changed(pending, claim, Rule::pending), deadline), claim, Rule::function_fact);
  auto step = std::make_shared<Step>(*instance);
  for (const Term& condition : conditions) {
    if (condition == relation(Op::equal, Term(0), Term(1))) return nullptr;
    const StepPtr shown = consequence(pending, condition, deadline);
    if (!shown) return nullptr;
    step->premises.push_back(shown);
  }
  step->data = {};
  step->data.terms = about;
  step->data.name = name;
  return kernel::holds(*step) ? step : nullptr;
}

Step with_axioms(const Step& pending, const Deadline& deadline) {
  constexpr std::size_t most = 4;
  Step result = pending;
  result.data.places.resize(result.premises.size(), 0);
  const auto learn = [&](const char* name, const std::vector<Term>& about) {
    if (const StepPtr axiom = axiom_about(pending, name, about, deadline)) result.premises.push_back(axiom);
  };
  for (const Term& root : roots_of_squares(pending)) {
    const auto axiom =
        axiom_about(pending, "the root that is not negative", {root.arg(0), *exact_root(root)}, deadline);
    if (!axiom) continue;
    result.data.places.resize(result.premises.size(), 0);
    result.premises.push_back(axiom);
    result.data.places.push_back(static_cast<std::size_t>(Use::definition));
  }
  std::vector<Term> logarithms, exponentials;
  collect(Op::log, pending.conclusion.claim, logarithms);
  collect(Op::exp, pending.conclusion.claim, exponentials);
  if (logarithms.size() > most || exponentials.size() > most) return result;
  for (const Term& log : logarithms)
    for (const char* name : {"log(x) <= x - 1", "x*log(x) >= x - 1"}) learn(name, log.args());
  for (const Term& exp : exponentials)
    for (const char* name : {"exp is positive", "exp(x) >= 1 + x", "exp(a)*(1 - a) <= 1"}) learn(name, exp.args());
  for (const std::vector<Term>* all : {&logarithms, &exponentials})
    for (const Term& one : *all)
      for (const Term& other : *all)
        if (!(one == other))
          learn(all == &logarithms ? "y*(log(x) - log(y)) <= x - y" : "exp(a) >= exp(b)*(1 + a - b)",
                {one.arg(0), other.arg(0)});
  return result;
}

StepPtr by_value(const Step& pending, const Deadline& deadline) {
  const Term& claim = pending.conclusion.claim;
  if (claim.op() != Op::equal) return nullptr;
  const Term& f = claim.arg(0);
  switch (f.op()) {
    case Op::euler:
      return by_axiom(pending, "e is exp(1)", {}, deadline);
    case Op::abs:
      return of_absolute_value(pending, deadline);
    case Op::sign:
      return of_sign(pending, deadline);
    case Op::min:
    case Op::max:
      return of_extremum(pending, deadline);
    case Op::exp:
    case Op::power:
      return of_power(pending, deadline);
    case Op::sqrt: {
      const StepPtr step = of_exponential(pending);
      return step && kernel::holds(*step) ? step : of_root(pending, deadline);
    }
    case Op::log:
      return of_logarithm(pending, deadline);
    case Op::sinh:
    case Op::cosh:
    case Op::tanh:
      return of_hyperbolic(pending, deadline);
    case Op::sin:
    case Op::cos:
    case Op::tan:
      return of_angle(pending, deadline);
    case Op::floor:
      return by_axiom(pending, "floor of a number", {f.arg(0), claim.arg(1)}, deadline);
    case Op::ceil:
      return by_axiom(pending, "ceil of a number", {f.arg(0), claim.arg(1)}, deadline);
    default:
      return theorems::is_function(f.op()) ? of_function(pending, deadline) : nullptr;
  }
}

}  // namespace flowcert::proofs::exact
