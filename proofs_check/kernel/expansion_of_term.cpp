#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/expansion.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;

namespace {

const Growth one;

}  // namespace

Expander::Expander(Approach approach, Constants constants, std::size_t most_parts)
    : approach_(std::move(approach)), constants_(std::move(constants)), most_parts_(most_parts) {
  elements_.emplace_back();
  order_.push_back(0);
}

bool Expander::constant(const Term& term) const {
  return !theorems::mentions(term, approach_.variable);
}

Expansion Expander::variable() {
  const Growth x{{0, Term(1)}}, small{{0, Term(-1)}};
  if (theorems::is_infinite(approach_.to))
    return {{{x, Term(approach_.to.op() == Op::infinity ? 1 : -1)}}, std::nullopt};
  constants_.see_defined(approach_.to);
  Expansion result = exactly(approach_.to);
  result.parts.push_back({small, Term(approach_.from_above ? 1 : -1)});
  return result;
}

Expansion Expander::of(const Term& term) {
  const auto known = known_.find(term);
  if (known != known_.end()) return known->second;
  Expansion result = expand(term);
  known_.emplace(term, result);
  return result;
}

Expansion Expander::of_power(const Term& base, const Term& exponent) {
  if (constant(exponent)) {
    constants_.see_defined(exponent);
    return power(of(base), exponent);
  }
  if (base.op() == Op::euler) return exponential(of(exponent));
  Expansion root = of(base), raised = of(exponent);
  const int sign = settle(root);
  if (sign > 0) return exponential(product(raised, logarithm(root)));
  // 0 to a positive power is 0; of something negative only whole powers are defined.
  if (sign < 0 || settle(raised) <= 0) throw NotExpanded{"a varying power of something that is not positive"};
  return {};
}

Expansion Expander::expand(const Term& term) {
  if (constant(term)) {
    constants_.see_defined(term);
    return exactly(term);
  }
  switch (term.op()) {
    case Op::variable:
      return variable();
    case Op::add: {
      Expansion result;
      for (const Term& arg : term.args()) result = sum(result, of(arg));
      return result;
    }
    case Op::subtract:
      return difference(of(term.arg(0)), of(term.arg(1)));
    case Op::negate:
      return scaled(of(term.arg(0)), {one, Term(-1)});
    case Op::multiply: {
      Expansion result = exactly(Term(1));
      for (const Term& arg : term.args()) result = product(result, of(arg));
      return result;
    }
    case Op::divide:
      return quotient(of(term.arg(0)), of(term.arg(1)));
    case Op::power:
      return of_power(term.arg(0), term.arg(1));
    case Op::min:
    case Op::max:
      return extremum(term);
    default:
      return expand_function(term);
  }
}

bool Expander::true_nearby(const Term& relation) {
  Expansion gap = difference(of(relation.arg(0)), of(relation.arg(1)));
  const int sign = settle(gap);
  const Outcomes allowed = outcomes_of(relation.op());
  return sign < 0 ? allowed.less : sign > 0 ? allowed.greater : allowed.equal;
}

/// What the function is written with may be defined where the function is not.
Expansion Expander::by_others(const theorems::Function& f, const Term& u) {
  for (const Term& defined : theorems::domain_relations(f, u))
    if (!true_nearby(defined)) throw UndefinedNearby{};
  return of(f.by_others(u));
}

Expansion Expander::expand_function(const Term& term) {
  if (term.args().size() != 1) throw NotExpanded{"no expansion of " + theorems::to_text(term)};
  if (const theorems::Function* f = theorems::function_of(term.op()); f != nullptr && f->by_others != nullptr)
    return by_others(*f, term.arg(0));
  const Expansion x = of(term.arg(0));
  switch (term.op()) {
    case Op::exp:
      return exponential(x);
    case Op::log:
      return logarithm(x);
    case Op::sqrt:
      if (top(x) == nullptr) return x;
      return power(x, Term(Rational(1, 2)));
    case Op::abs:
      return absolute(x);
    case Op::sign: {
      Expansion settled = x;
      return exactly(Term(settle(settled)));
    }
    case Op::sin:
      return sine(x);
    case Op::cos:
      return cosine(x);
    case Op::asin:
      return arcsine(x);
    case Op::atan:
      return arctangent(x);
    case Op::floor:
      return floor_of(x, false);
    case Op::ceil:
      return floor_of(x, true);
    default:
      throw NotExpanded{"no expansion of " + theorems::to_text(term)};
  }
}

}  // namespace flowcert::proofs::kernel
