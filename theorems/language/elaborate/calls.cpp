#include <fmt/format.h>

#include "theorems/functions/functions.hpp"
#include "theorems/language/elaborate/evaluator.hpp"
#include "theorems/language/elaborate/number_functions.hpp"

namespace flowcert::theorems {

Value Evaluator::call(const Expression& e, const Scope* scope) {
  if (const auto let = lets_.find(e.name); let != lets_.end()) return call_let(*let->second, e, 0, scope);
  if (const auto function = function_named(e.name)) return elementary(*function, e, scope);
  if (e.name == "min") return extremum(Op::min, e, scope);
  if (e.name == "max") return extremum(Op::max, e, scope);
  if (e.name == "order") return order(e, scope);
  if (e.name == "mod" || e.name == "factorial" || e.name == "binomial") {
    std::vector<Term> args;
    for (const ExpressionPtr& arg : e.args) args.push_back(scalar(*arg, scope));
    factory_.offset = e.offset;
    return scalar_value(*number_function(factory_, e.name, args));
  }
  if (e.name == "ddt" || e.name == "at" || e.name == "initial") return along_dynamics(e, scope);
  return matrix_call(e, scope);
}

// The value depends on the arguments alone, so equal arguments need no second expansion: without this a tower of
// definitions that each use the one below twice would take exponential time.
Value Evaluator::call_let(const LetSyntax& let, const Expression& e, std::size_t first_argument, const Scope* scope) {
  const std::size_t given = e.args.size() - first_argument;
  if (given != let.head.arguments.size()) {
    throw LocatedError{e.offset,
                       fmt::format("'{}' takes {} arguments, not {}", let.head.name, let.head.arguments.size(), given)};
  }
  std::vector<Scope> inner(given);
  std::string key = let.head.name;
  for (std::size_t i = 0; i < given; ++i) {
    const Expression& argument = *e.args[first_argument + i];
    Value value = evaluate(argument, scope);
    if (let.head.indexed) {
      const Term number = as_scalar(value, argument);
      if (number.is_number() && !is_integer(number.number())) {
        throw LocatedError{argument.offset,
                           fmt::format("an index must be an integer, not {}", to_text(number.number()))};
      }
    }
    key += fmt::format("|{}:{}x{}f{}", static_cast<int>(value.kind), value.rows, value.columns, value.flow);
    for (const Term& entry : value.entries) {
      key += fmt::format(",{}", static_cast<const void*>(factory_.add({entry}).id()));
    }
    inner[i] = Scope{i == 0 ? nullptr : &inner[i - 1], let.head.arguments[i], std::move(value)};
  }
  if (const auto found = call_values_.find(key); found != call_values_.end()) return found->second;
  Value value = evaluate(*let.body, given == 0 ? nullptr : &inner.back());
  call_values_.emplace(std::move(key), value);
  return value;
}

Value Evaluator::index(const Expression& e, const Scope* scope) {
  const Expression& base = *e.args[0];
  if (base.kind == Syntax::name) {
    const auto let = lets_.find(base.name);
    if (let != lets_.end() && let->second->head.indexed && !is_index_bound(base, scope))
      return call_let(*let->second, e, 1, scope);
  }
  if (auto entry = class_entry(e, scope)) return *entry;
  const Value value = evaluate(base, scope);
  const std::size_t given = e.args.size() - 1;
  const auto position = [&](std::size_t which, std::size_t size, std::string_view what) {
    const Expression& at = *e.args[which];
    const long k = integer(at, scope, "an index");
    if (k < 1 || static_cast<std::size_t>(k) > size) {
      throw LocatedError{at.offset, fmt::format("{} {} is out of range: there are {}", what, k, size)};
    }
    return static_cast<std::size_t>(k) - 1;
  };
  const auto expect_count = [&](std::size_t count) {
    if (given != count) {
      throw LocatedError{
          e.offset, fmt::format("{} takes {}, not {}", describe(value), count == 1 ? "1 index" : "2 indices", given)};
    }
  };
  switch (value.kind) {
    case Value::Kind::scalar:
    case Value::Kind::truth:
      throw LocatedError{e.offset, fmt::format("{} has no index", describe(value))};
    case Value::Kind::matrix:
      if (value.is_vector || (given == 1 && (value.rows == 1 || value.columns == 1))) {
        expect_count(1);
        return scalar_value(value.entries[position(1, value.entries.size(), "index")]);
      }
      expect_count(2);
      {
        const std::size_t i = position(1, value.rows, "row");
        return scalar_value(value.at(i, position(2, value.columns, "column")));
      }
    case Value::Kind::singular_values: {
      expect_count(1);
      const std::size_t k = position(1, std::min(value.rows, value.columns), "singular value");
      return scalar_value(matrix_function(MatrixFunction::singular_value, value, k + 1, 0));
    }
    case Value::Kind::layers:
    case Value::Kind::gradients: {
      expect_count(1);
      const std::size_t i = position(1, flow(value.flow).layers(), "layer");
      return layer(value.flow, i + 1, value.kind == Value::Kind::gradients, e);
    }
  }
  return value;
}

// Some, like sign and abs, are also taken entry by entry, as sign flows do.
Value Evaluator::elementary(Op op, const Expression& e, const Scope* scope) {
  Value value = materialized(evaluate(*e.args[0], scope), *e.args[0]);
  if (!function_of(op)->entrywise || !value.is_matrix()) {
    return scalar_value(factory_.apply(op, {as_scalar(value, *e.args[0])}));
  }
  for (Term& entry : value.entries) entry = factory_.apply(op, {entry});
  return value;
}

Value Evaluator::extremum(Op op, const Expression& e, const Scope* scope) {
  std::vector<Term> args;
  for (const ExpressionPtr& arg : e.args) {
    const Value value = materialized(evaluate(*arg, scope), *arg);
    if (e.args.size() == 1 && value.is_matrix()) {
      args.insert(args.end(), value.entries.begin(), value.entries.end());
    } else {
      args.push_back(as_scalar(value, *arg));
    }
  }
  if (args.size() == 1) return scalar_value(args[0]);
  return scalar_value(factory_.apply(op, std::move(args)));
}

Value Evaluator::order(const Expression& e, const Scope* scope) {
  TermNode node;
  node.op = Op::order;
  node.args = {scalar(*e.args[0], scope)};
  if (e.args.size() == 2) {
    const Expression& variable = *e.args[1];
    const bool limit = variable.kind == Syntax::name && variable.name == choices_.limit_variable;
    if (variable.kind != Syntax::name || (variable.name != "t" && variable.name != "n" && !limit)) {
      throw LocatedError{
          variable.offset,
          "the second argument of 'order' is the variable that goes to its limit: t, n, or the check's limit variable"};
    }
    node.name = limit ? "" : variable.name;
  }
  return scalar_value(factory_.make(std::move(node)));
}

}  // namespace flowcert::theorems
