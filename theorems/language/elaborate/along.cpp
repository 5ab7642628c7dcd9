// What depends on the dynamics: ddt, at, initial.
#include <fmt/format.h>

#include <array>

#include "theorems/functions/functions.hpp"
#include "theorems/language/elaborate/constant.hpp"
#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

Value Evaluator::along_dynamics(const Expression& e, const Scope* scope) {
  if (e.name == "at") return at(e, scope);
  Value value = materialized(evaluate(*e.args[0], scope), *e.args[0]);
  if (value.is_truth()) {
    throw LocatedError{e.args[0]->offset, fmt::format("'{}' takes a number or a matrix, not a claim", e.name)};
  }
  for (Term& entry : value.entries) entry = e.name == "ddt" ? ddt(entry) : initial(entry);
  return value;
}

// Where the term itself is undefined, so is its derivative: 0 * e keeps that.
Term Evaluator::ddt(const Term& term) {
  if (depends_on_time(term)) return factory_.apply(Op::ddt, {term});
  if (!contains(term, partial_operations())) return factory_.number(0);
  return factory_.multiply({factory_.number(0), term});
}

void Evaluator::require_within_dynamics(const Term& time, const Expression& when, std::string_view what) {
  if (const auto sign = compare_constants(time, factory_.number(0)); sign && *sign < 0) {
    throw LocatedError{when.offset, fmt::format("the time of {} is negative: dynamics start at 0", what)};
  }
  ExpressionPtr end_text;
  if (model_.dynamics) end_text = model_.dynamics->end;
  if (model_.flows.size() == 1 && !model_.flows[0].discrete) end_text = model_.flows[0].t_end;
  if (end_text == nullptr) return;
  const Term last = end(*end_text, nullptr);
  if (last.op() == Op::infinity) return;
  const auto beyond = time.op() == Op::infinity ? std::optional<int>(1) : compare_constants(time, last);
  if (beyond && *beyond > 0) {
    throw LocatedError{when.offset,
                       fmt::format("the time of {} is beyond the end of the dynamics, {}", what, to_text(last))};
  }
}

Term Evaluator::at_time(const Term& term, const Term& time) {
  if (!depends_on_time(term)) return term;
  if (time.is_number(0)) return initial(term);
  return factory_.apply(Op::at, {term, time});
}

// For written-out dynamics the start is known as terms in the parameters.
Term Evaluator::initial(const Term& term) {
  if (!depends_on_time(term)) return term;
  static constexpr std::array along{Op::ddt, Op::at, Op::order};
  if (model_.has_flow() || contains(term, along)) return factory_.apply(Op::at, {term, factory_.number(0)});
  return factory_.add({substitute(term, initial_values_)});
}

Value Evaluator::at(const Expression& e, const Scope* scope) {
  Value value = materialized(evaluate(*e.args[0], scope), *e.args[0]);
  if (value.is_truth()) throw LocatedError{e.args[0]->offset, "'at' takes a number or a matrix, not a claim"};
  const Expression& when = *e.args[1];
  const Term time = scalar(when, scope);
  require_within_dynamics(time, when, "'at'");
  for (Term& entry : value.entries) entry = at_time(entry, time);
  return value;
}

}  // namespace flowcert::theorems
