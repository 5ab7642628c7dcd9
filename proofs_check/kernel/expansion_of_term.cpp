#include "proofs_check/kernel/expansion.hpp"
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

Expansion Expander::expand_function(const Term& term) {
  if (term.args().size() != 1) throw NotExpanded{"no expansion of " + theorems::to_text(term)};
  const Expansion x = of(term.arg(0));
  const auto halves = [&](bool plus) {
    const Expansion up = exponential(x), down = exponential(scaled(x, {one, Term(-1)}));
    return plus ? sum(up, down) : difference(up, down);
  };
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
    case Op::tan:
      return quotient(sine(x), cosine(x));
    case Op::asin:
      return arcsine(x);
    case Op::acos:
      return difference(exactly(theorems::constant(Op::pi) / Term(2)), arcsine(x));
    case Op::atan:
      return arctangent(x);
    case Op::sinh:
      return scaled(halves(false), {one, Term(Rational(1, 2))});
    case Op::cosh:
      return scaled(halves(true), {one, Term(Rational(1, 2))});
    case Op::tanh:
      return quotient(halves(false), halves(true));
    case Op::floor:
      return floor_of(x, false);
    case Op::ceil:
      return floor_of(x, true);
    default:
      throw NotExpanded{"no expansion of " + theorems::to_text(term)};
  }
}

}  // namespace flowcert::proofs::kernel
