#include <fmt/format.h>

#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

namespace {

constexpr int deepest_evaluation = 800;
constexpr std::size_t most_steps = 12'000'000;
constexpr std::size_t longest_fold = 64;  // longer chains become flat sums, so that terms stay shallow

/// `offset` names the expression that is expanded, for errors out of the factory.
class At {
 public:
  At(TermFactory& factory, std::size_t offset) : factory_(factory), before_(factory.offset) {
    factory_.offset = offset;
  }
  At(const At&) = delete;
  At& operator=(const At&) = delete;
  ~At() { factory_.offset = before_; }

 private:
  TermFactory& factory_;
  std::size_t before_;
};

}  // namespace

Evaluator::Evaluator(const FileModel& model, Choices choices)
    : model_(model), choices_(std::move(choices)), flows_(model.flows.size()) {
  for (const ParameterSyntax& parameter : model.parameters) parameters_.emplace(parameter.name, &parameter);
  for (const LetSyntax& let : model.lets) lets_.emplace(let.head.name, &let);
  if (model.dynamics) {
    for (const StateSyntax& variable : model.dynamics->state) {
      states_[variable.name.substr(0, variable.name.find('['))].push_back(variable.name);
    }
  }
  find_taken_names();
  if (choices_.classes_stay) find_classes();
}

Value Evaluator::evaluate(const Expression& e, const Scope* scope) {
  const At here(factory_, e.offset);
  if (++steps_ > most_steps) throw LocatedError{e.offset, "the claim takes too long to expand"};
  struct Depth {
    int& depth;
    ~Depth() { --depth; }
  } guard{++depth_};
  if (depth_ > deepest_evaluation) {
    throw LocatedError{e.offset, "the definitions that this uses are nested too deeply"};
  }
  return evaluate_kind(e, scope);
}

Value Evaluator::evaluate_kind(const Expression& e, const Scope* scope) {
  switch (e.kind) {
    case Syntax::number:
      return scalar_value(factory_.number(e.number));
    case Syntax::name:
      return name(e, scope);
    case Syntax::sum_chain:
      return sum_chain(e, scope);
    case Syntax::product_chain:
      return product_chain(e, scope);
    case Syntax::negate:
      return negated(materialized(evaluate(*e.args[0], scope), *e.args[0]));
    case Syntax::power:
      return power(e, scope);
    case Syntax::relation_chain:
      return relation_chain(e, scope);
    case Syntax::logical_not:
    case Syntax::logical_and:
    case Syntax::logical_or:
    case Syntax::implies:
      return logical(e, scope);
    case Syntax::call:
      return call(e, scope);
    case Syntax::index:
      return index(e, scope);
    case Syntax::literal:
      return literal(e, scope);
    case Syntax::sum:
    case Syntax::product:
      return reduction(e, scope);
    case Syntax::for_all:
    case Syntax::exists:
      return truth_value(quantifier(e, 0, scope));
  }
  throw LocatedError{e.offset, "unexpected expression"};
}

Term Evaluator::scalar(const Expression& e, const Scope* scope) {
  return as_scalar(evaluate(e, scope), e);
}

Term Evaluator::truth(const Expression& e, const Scope* scope) {
  const Value value = evaluate(e, scope);
  if (value.is_truth()) return value.term();
  throw LocatedError{e.offset, fmt::format("expected a claim such as a == b, found {}", describe(value))};
}

Rational Evaluator::rational(const Expression& e, const Scope* scope, std::string_view what) {
  const Term term = scalar(e, scope);
  if (term.is_number()) return term.number();
  std::set<std::string> symbolic;
  for (const std::string& variable : free_variables(term)) {
    const auto found = parameters_.find(variable);
    const bool size = found != parameters_.end() && found->second->kind == ParameterSyntax::Kind::any &&
                      found->second->domain == ParameterSyntax::Domain::integer && found->second->size == nullptr;
    if (!size) {
      throw LocatedError{e.offset, fmt::format("{} must be a constant, but it depends on '{}'", what, variable)};
    }
    symbolic.insert(variable);
  }
  if (!symbolic.empty()) throw NeedsSize{symbolic, e.offset};
  throw LocatedError{e.offset, fmt::format("{} must be a rational number", what)};
}

long Evaluator::integer(const Expression& e, const Scope* scope, std::string_view what) {
  const Rational value = rational(e, scope, what);
  if (!is_integer(value)) {
    throw LocatedError{e.offset, fmt::format("{} must be an integer, not {}", what, to_text(value))};
  }
  constexpr long most = 1'000'000'000;
  if (abs(value) > most) throw LocatedError{e.offset, fmt::format("{} is too large: at most {}", what, most)};
  return numerator(value).convert_to<long>();
}

Term Evaluator::end(const Expression& e, const Scope* scope) {
  const At here(factory_, e.offset);
  if (e.kind == Syntax::name && e.name == "inf") return factory_.apply(Op::infinity, {});
  if (e.kind == Syntax::negate && e.args[0]->kind == Syntax::name && e.args[0]->name == "inf") {
    return factory_.apply(Op::negate, {factory_.apply(Op::infinity, {})});
  }
  return scalar(e, scope);
}

Value Evaluator::name(const Expression& e, const Scope* scope) {
  bool time_moved = false;
  for (const Scope* s = scope; s != nullptr; s = s->outer) {
    if (s->moves_time) {
      time_moved = true;
    } else if (s->name == e.name) {
      require_uncaptured(s->value, e, time_moved);
      return s->value;
    }
  }
  if (e.name == "pi") return scalar_value(factory_.apply(Op::pi, {}));
  if (e.name == "e") return scalar_value(factory_.apply(Op::euler, {}));
  if (e.name == "inf") throw LocatedError{e.offset, "'inf' may only be the end of an interval or a limit"};
  if (e.name == "t" || e.name == "n") return scalar_value(factory_.variable(e.name));
  if (parameters_.count(e.name) > 0) return parameter(e.name);
  if (lets_.count(e.name) > 0) return let(e.name);
  if (const auto state = states_.find(e.name); state != states_.end()) {
    if (state->second.size() == 1 && state->second[0] == e.name) return scalar_value(factory_.variable(e.name));
    std::vector<Term> entries;
    for (std::size_t i = 1; i <= state->second.size(); ++i) {
      entries.push_back(factory_.variable(fmt::format("{}[{}]", e.name, i)));
    }
    return vector_value(std::move(entries));
  }
  if (auto value = observable(e)) return *value;
  throw LocatedError{e.offset, fmt::format("unknown name '{}'", e.name)};
}

const Value& Evaluator::let(const std::string& name) {
  const auto found = let_values_.find(name);
  if (found != let_values_.end()) return found->second;
  // A definition that failed is not tried again: a long chain of them would fail once per link and level.
  if (const auto failed = let_errors_.find(name); failed != let_errors_.end()) throw LocatedError(failed->second);
  const LetSyntax& syntax = *lets_.at(name);
  try {
    Value value = evaluate(*syntax.body, nullptr);
    return let_values_.emplace(name, std::move(value)).first->second;
  } catch (const LocatedError& error) {
    let_errors_.emplace(name, error);
    throw;
  }
}

// a + b - c + d becomes ((a + b) - c) + d; long chains become one flat sum.
Term Evaluator::fold_signs(const std::vector<char>& signs, const std::vector<Term>& parts) {
  std::vector<Term> plus;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (signs[i] == '+') {
      plus.push_back(parts[i]);
    } else if (parts.size() > longest_fold) {
      plus.push_back(factory_.apply(Op::negate, {parts[i]}));
    } else {
      const Term before = factory_.add(std::move(plus));
      plus = {factory_.apply(Op::subtract, {before, parts[i]})};
    }
  }
  return factory_.add(std::move(plus));
}

Value Evaluator::sum_chain(const Expression& e, const Scope* scope) {
  std::vector<Value> values;
  for (const ExpressionPtr& arg : e.args) values.push_back(materialized(evaluate(*arg, scope), *arg));
  require_same_shape(values, e);
  Value total = values[0];
  std::vector<Term> parts(values.size());
  for (std::size_t k = 0; k < total.entries.size(); ++k) {
    for (std::size_t i = 0; i < values.size(); ++i) parts[i] = values[i].entries[k];
    total.entries[k] = fold_signs(e.signs, parts);
  }
  return total;
}

Value Evaluator::product_chain(const Expression& e, const Scope* scope) {
  Value total = materialized(evaluate(*e.args[0], scope), *e.args[0]);
  std::vector<Term> factors;  // scalars that wait to become one product
  const auto flush = [&] {
    if (factors.size() > 1) total = scalar_value(factory_.multiply(factors));
    factors.clear();
  };
  if (total.is_scalar()) factors = {total.term()};
  for (std::size_t i = 1; i < e.args.size(); ++i) {
    const Value next = materialized(evaluate(*e.args[i], scope), *e.args[i]);
    if (e.signs[i] == '/') {
      flush();
      total = scaled(total, as_scalar(next, *e.args[i]), true);
      if (total.is_scalar()) factors = {total.term()};
    } else if (!factors.empty() && next.is_scalar()) {
      factors.push_back(next.term());
    } else {
      flush();
      total = multiply_values(total, next, e);
      if (total.is_scalar()) factors = {total.term()};
    }
  }
  flush();
  return total;
}

Value Evaluator::power(const Expression& e, const Scope* scope) {
  Value base = materialized(evaluate(*e.args[0], scope), *e.args[0]);
  if (!base.is_matrix() || (base.rows == 1 && base.columns == 1)) {
    const Term bottom = as_scalar(base, *e.args[0]);
    return scalar_value(factory_.apply(Op::power, {bottom, scalar(*e.args[1], scope)}));
  }
  const long exponent = integer(*e.args[1], scope, "a matrix' exponent");
  if (base.rows != base.columns)
    throw LocatedError{e.offset, fmt::format("{} has no powers: it is not square", describe(base))};
  if (exponent < 1 || exponent > 64) throw LocatedError{e.args[1]->offset, "a matrix' exponent must be from 1 to 64"};
  Value result = base;
  for (long i = 1; i < exponent; ++i) result = multiply_values(result, base, e);
  return result;
}

Value Evaluator::logical(const Expression& e, const Scope* scope) {
  std::vector<Term> args;
  for (const ExpressionPtr& arg : e.args) args.push_back(truth(*arg, scope));
  switch (e.kind) {
    case Syntax::logical_not:
      return truth_value(factory_.apply(Op::logical_not, std::move(args)));
    case Syntax::logical_and:
      return truth_value(factory_.conjunction(std::move(args)));
    case Syntax::logical_or:
      return truth_value(factory_.disjunction(std::move(args)));
    default:
      return truth_value(factory_.apply(Op::implies, std::move(args)));
  }
}

Value Evaluator::relation_chain(const Expression& e, const Scope* scope) {
  std::vector<Value> values;
  for (const ExpressionPtr& arg : e.args) values.push_back(materialized(evaluate(*arg, scope), *arg));
  std::vector<Term> parts;
  for (std::size_t i = 0; i < e.relations.size(); ++i) {
    const Term part = relation(e.relations[i], values[i], values[i + 1], *e.args[i + 1]);
    if (part.op() == Op::logical_and) {
      parts.insert(parts.end(), part.args().begin(), part.args().end());
    } else {
      parts.push_back(part);
    }
  }
  return truth_value(factory_.conjunction(std::move(parts)));
}

// Entry by entry; a bare 0 stands for the zero matrix.
Term Evaluator::relation(Op op, Value left, Value right, const Expression& e) {
  for (const Value* side : {&left, &right}) {
    if (side->is_truth()) throw LocatedError{e.offset, "truth values cannot be compared: write 'implies', 'and', 'or'"};
  }
  const auto widen = [&](Value& narrow, const Value& wide) {
    if (!narrow.is_scalar() || !wide.is_matrix() || !narrow.term().is_number(0)) return;
    narrow = matrix_value(wide.rows, wide.columns, std::vector<Term>(wide.entries.size(), narrow.term()));
  };
  widen(left, right);
  widen(right, left);
  if (left.rows != right.rows || left.columns != right.columns) {
    throw LocatedError{e.offset, fmt::format("the sides of a relation have different shapes: {} and {}", describe(left),
                                             describe(right))};
  }
  std::vector<Term> parts;
  for (std::size_t i = 0; i < left.entries.size(); ++i) {
    parts.push_back(factory_.apply(op, {left.entries[i], right.entries[i]}));
  }
  return factory_.conjunction(std::move(parts));
}

Value Evaluator::literal(const Expression& e, const Scope* scope) {
  std::vector<Value> rows;
  for (const ExpressionPtr& arg : e.args) rows.push_back(materialized(evaluate(*arg, scope), *arg));
  const bool vector = rows[0].is_scalar();
  std::vector<Term> entries;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Value& row = rows[i];
    const std::size_t offset = e.args[i]->offset;
    if (vector != row.is_scalar())
      throw LocatedError{offset, fmt::format("expected {}, found {}", describe(rows[0]), describe(row))};
    if (!vector && (!row.is_vector || row.rows != rows[0].rows)) {
      throw LocatedError{offset, fmt::format("the rows of a matrix must have the same length: expected {}, found {}",
                                             describe(rows[0]), describe(row))};
    }
    entries.insert(entries.end(), row.entries.begin(), row.entries.end());
  }
  if (vector) return vector_value(std::move(entries));
  return matrix_value(rows.size(), rows[0].rows, std::move(entries));
}

bool Evaluator::depends_on_time(const Term& term) {
  if (const auto found = timed_.find(term.id()); found != timed_.end()) return found->second;
  bool result = false;
  if (term.is_variable()) {
    const std::string stem = term.name().substr(0, term.name().find('['));
    const bool parameter = parameters_.count(stem) > 0;
    result = !parameter && (stem == "t" || stem == "n" || states_.count(stem) > 0);
    result = result || observables_.count(term.name()) > 0;
  } else if (term.op() == Op::ddt) {
    result = true;
  } else if (term.op() == Op::at) {
    result = depends_on_time(term.arg(1));
  } else {
    for (const Term& arg : term.args()) result = result || depends_on_time(arg);
  }
  timed_.emplace(term.id(), result);
  return result;
}

void Evaluator::require_constant(const Term& term, const Expression& e, std::string_view what) {
  if (depends_on_time(term)) throw LocatedError{e.offset, fmt::format("{} must not depend on the time", what)};
}

}  // namespace flowcert::theorems
