// Sums, products and quantifiers: ranges of numbers are unrolled, intervals of reals stay.
#include <fmt/format.h>

#include "theorems/language/elaborate/constant.hpp"
#include "theorems/language/elaborate/evaluator.hpp"
#include "theorems/language/elaborate/integer_range.hpp"

namespace flowcert::theorems {

namespace {

constexpr long longest_range = 1'000'000;

bool mentions_scope(const Expression& e, const Scope* scope) {
  if (e.kind == Syntax::name) {
    for (const Scope* s = scope; s != nullptr; s = s->outer) {
      if (!s->moves_time && s->name == e.name) return true;
    }
  }
  for (const ExpressionPtr& arg : e.args) {
    if (mentions_scope(*arg, scope)) return true;
  }
  return false;
}

}  // namespace

bool Evaluator::is_index_bound(const Expression& e, const Scope* scope) const {
  return mentions_scope(e, scope);
}

Evaluator::Range Evaluator::range(const Binder& binder, const Scope* scope) {
  const Range found{integer(*binder.low, scope, "a range's end"), integer(*binder.high, scope, "a range's end")};
  if (found.high - found.low >= longest_range) {
    throw LocatedError{binder.offset,
                       fmt::format("the range {}..{} is too long: at most {}", found.low, found.high, longest_range)};
  }
  return found;
}

Value Evaluator::reduction(const Expression& e, const Scope* scope) {
  if (runs_over_classes(e.binders[0], scope)) return scalar_value(class_reduction(e, scope));
  std::vector<Value> parts;
  reduce(e, 0, scope, parts);
  const bool sum = e.kind == Syntax::sum;
  if (parts.empty()) return scalar_value(factory_.number(sum ? 0 : 1));
  if (sum) return add_values(std::move(parts), e);
  std::vector<Term> factors;
  for (const Value& part : parts) {
    if (!part.is_scalar()) break;
    factors.push_back(part.term());
  }
  if (factors.size() == parts.size()) return scalar_value(factory_.multiply(std::move(factors)));
  Value total = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) total = multiply_values(total, parts[i], e);
  return total;
}

void Evaluator::reduce(const Expression& e, std::size_t binder, const Scope* scope, std::vector<Value>& parts) {
  if (binder == e.binders.size()) {
    parts.push_back(materialized(evaluate(*e.args[0], scope), *e.args[0]));
    return;
  }
  const Binder& index = e.binders[binder];
  if (!index.range) {
    throw LocatedError{index.offset, "a sum or product runs over a range such as k in 1..D, not over an interval"};
  }
  const Range values = range(index, scope);
  // sum(j in 1..k-1, ...) at k = 1 is 0; anything emptier is a mistake.
  if (values.high < values.low - 1) {
    throw LocatedError{index.offset, fmt::format("the range {}..{} is empty", values.low, values.high)};
  }
  for (long k = values.low; k <= values.high; ++k) {
    const Scope inner{scope, index.name, scalar_value(factory_.number(k))};
    reduce(e, binder + 1, &inner, parts);
  }
}

Term Evaluator::quantifier(const Expression& e, std::size_t binder, const Scope* scope) {
  if (binder == e.binders.size()) return truth(*e.args[0], scope);
  const Binder& bound = e.binders[binder];
  if (!bound.range || bound.name == "n") return real_quantifier(e, binder, scope);
  if (runs_over_classes(bound, scope)) return class_quantifier(e, binder, scope);
  const Range values = range(bound, scope);
  const bool fixed = choices_.picks.empty() && choices_.sizes.empty() && !is_index_bound(*bound.low, scope) &&
                     !is_index_bound(*bound.high, scope);
  if (values.high < values.low && fixed) {
    throw LocatedError{bound.offset, fmt::format("the range {}..{} is empty", values.low, values.high)};
  }
  std::vector<Term> parts;
  for (long k = values.low; k <= values.high; ++k) {
    const Scope inner{scope, bound.name, scalar_value(factory_.number(k))};
    parts.push_back(quantifier(e, binder + 1, &inner));
  }
  return e.kind == Syntax::for_all ? factory_.conjunction(std::move(parts)) : factory_.disjunction(std::move(parts));
}

Term Evaluator::real_quantifier(const Expression& e, std::size_t binder, const Scope* scope) {
  const Binder& bound = e.binders[binder];
  TermNode node;
  node.op = e.kind == Syntax::for_all ? Op::for_all : Op::exists;
  node.low_open = bound.low_open;
  node.high_open = bound.high_open;
  node.integer_range = bound.range || bound.name == "n";
  Term low = end(*bound.low, scope);
  Term high = end(*bound.high, scope);
  if (node.integer_range) include_ends(low, node.low_open, high, node.high_open);
  const bool fixed = choices_.picks.empty() && choices_.sizes.empty() && !is_index_bound(*bound.low, scope) &&
                     !is_index_bound(*bound.high, scope);
  if (fixed && certainly_empty(low, node.low_open, high, node.high_open, node.integer_range)) {
    throw LocatedError{bound.offset, fmt::format("the interval of '{}' is empty", bound.name)};
  }
  // Under t the state is the state at that time, so its name stays; other variables get one that nothing else has.
  const bool time = bound.name == "t" || bound.name == "n";
  if (time) {
    require_within_dynamics(low, *bound.low, "this interval's start");
    require_within_dynamics(high, *bound.high, "this interval's end");
  }
  const Term variable = time ? factory_.variable(bound.name) : stand_in(bound.name);
  const Scope inner{scope, bound.name, scalar_value(variable), time};
  node.args = {low, high, quantifier(e, binder + 1, &inner)};
  if (!time) return close(std::move(node), bound.name, variable);
  node.name = bound.name;
  return factory_.make(std::move(node));
}

}  // namespace flowcert::theorems
