// Matrices are expanded entry by entry; what has no expansion becomes a matrix_function of the entries.
#include <fmt/format.h>

#include "theorems/language/elaborate/evaluator.hpp"
#include "theorems/language/elaborate/matrix_functions.hpp"

namespace flowcert::theorems {

namespace {

constexpr long largest_side = 1'000;

}  // namespace

Value Evaluator::materialized(Value value, const Expression& e) {
  if (value.kind == Value::Kind::singular_values) {
    std::vector<Term> entries;
    for (std::size_t k = 1; k <= std::min(value.rows, value.columns); ++k) {
      entries.push_back(matrix_function(MatrixFunction::singular_value, value, k, 0));
    }
    return vector_value(std::move(entries));
  }
  if (value.kind == Value::Kind::layers || value.kind == Value::Kind::gradients) {
    throw LocatedError{e.offset, fmt::format("expected a number or a matrix, found {}", describe(value))};
  }
  return value;
}

Value Evaluator::as_matrix(Value value, const Expression& e) {
  value = materialized(std::move(value), e);
  if (value.is_truth()) throw LocatedError{e.offset, "expected a matrix, found a truth value"};
  value.kind = Value::Kind::matrix;
  return value;
}

Term Evaluator::as_scalar(const Value& value, const Expression& e) {
  if (value.is_scalar() || (value.is_matrix() && value.entries.size() == 1)) return value.term();
  throw LocatedError{e.offset, fmt::format("expected a number, found {}", describe(value))};
}

void Evaluator::require_same_shape(const std::vector<Value>& values, const Expression& e) {
  const Value& first = values[0];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Value& value = values[i];
    const std::size_t offset = i < e.args.size() ? e.args[i]->offset : e.offset;
    if (value.is_truth()) throw LocatedError{offset, "a truth value cannot be added"};
    if (value.rows != first.rows || value.columns != first.columns) {  // a 1 x 1 matrix serves as a number
      throw LocatedError{offset, fmt::format("cannot add {} and {}", describe(first), describe(value))};
    }
  }
}

Value Evaluator::add_values(std::vector<Value> values, const Expression& e) {
  require_same_shape(values, e);
  Value total = values[0];
  for (std::size_t k = 0; k < total.entries.size(); ++k) {
    std::vector<Term> parts;
    for (const Value& value : values) parts.push_back(value.entries[k]);
    total.entries[k] = factory_.add(std::move(parts));
  }
  return total;
}

Value Evaluator::multiply_values(const Value& a, const Value& b, const Expression& e) {
  if (a.is_truth() || b.is_truth()) throw LocatedError{e.offset, "a truth value cannot be multiplied"};
  if (a.is_scalar()) return scaled(b, a.term(), false);
  if (b.is_scalar()) return scaled(a, b.term(), false);
  if (a.columns != b.rows) {
    const char* hint = a.is_vector && b.is_vector ? ": write inner(x, y), or x*transpose(y)" : "";
    throw LocatedError{e.offset, fmt::format("shapes do not fit: {} times {}{}", describe(a), describe(b), hint)};
  }
  std::vector<Term> entries;
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < b.columns; ++j) {
      std::vector<Term> parts;
      for (std::size_t k = 0; k < a.columns; ++k) {
        parts.push_back(factory_.multiply({a.at(i, k), b.at(k, j)}));
      }
      entries.push_back(factory_.add(std::move(parts)));
    }
  }
  Value product = matrix_value(a.rows, b.columns, std::move(entries));
  product.is_vector = b.is_vector && b.columns == 1;
  return product;
}

Value Evaluator::negated(const Value& value) {
  if (value.is_truth()) throw LocatedError{factory_.offset, "a truth value has no negative: write 'not'"};
  Value result = value;
  for (Term& entry : result.entries) entry = factory_.apply(Op::negate, {entry});
  return result;
}

Value Evaluator::scaled(const Value& value, const Term& by, bool divide) {
  if (value.is_truth()) throw LocatedError{factory_.offset, "a truth value cannot be multiplied or divided"};
  Value result = value;
  for (Term& entry : result.entries) {
    entry = divide ? factory_.apply(Op::divide, {entry, by}) : factory_.multiply({by, entry});
  }
  return result;
}

Value Evaluator::transposed(const Value& value) {
  std::vector<Term> entries;
  for (std::size_t j = 0; j < value.columns; ++j) {
    for (std::size_t i = 0; i < value.rows; ++i) entries.push_back(value.at(i, j));
  }
  return matrix_value(value.columns, value.rows, std::move(entries));
}

Term Evaluator::sum_of_squares(const Value& value) {
  std::vector<Term> squares;
  for (const Term& entry : value.entries) squares.push_back(factory_.apply(Op::power, {entry, factory_.number(2)}));
  return factory_.add(std::move(squares));
}

Term Evaluator::matrix_function(MatrixFunction function, const Value& x, std::size_t i, std::size_t j,
                                std::optional<Term> more) {
  TermNode node;
  node.op = Op::matrix_function;
  node.function = function;
  node.rows = x.rows;
  node.columns = x.columns;
  node.i = i;
  node.j = j;
  node.args = x.entries;
  if (more) node.args.push_back(*more);
  return factory_.make(std::move(node));
}

// diag of a vector (or of several numbers) is a matrix, diag of a matrix the vector of its diagonal.
Value Evaluator::diagonal(const Expression& e, const Scope* scope) {
  Value value = materialized(evaluate(*e.args[0], scope), *e.args[0]);
  if (e.args.size() == 1 && value.is_matrix() && !value.is_vector) {
    std::vector<Term> entries;
    for (std::size_t i = 0; i < std::min(value.rows, value.columns); ++i) entries.push_back(value.at(i, i));
    return vector_value(std::move(entries));
  }
  std::vector<Term> entries = value.entries;
  if (e.args.size() > 1) {
    entries.clear();
    for (const ExpressionPtr& arg : e.args) entries.push_back(scalar(*arg, scope));
  }
  const std::size_t size = entries.size();
  std::vector<Term> all(size * size, factory_.number(0));
  for (std::size_t i = 0; i < size; ++i) all[i * size + i] = entries[i];
  return matrix_value(size, size, std::move(all));
}

Value Evaluator::matrix_call(const Expression& e, const Scope* scope) {
  const auto side = [&](const Expression& arg) {
    const long size = integer(arg, scope, "a matrix' size");
    if (size < 1 || size > largest_side) {
      throw LocatedError{arg.offset, fmt::format("a matrix' size must be from 1 to {}, not {}", largest_side, size)};
    }
    return static_cast<std::size_t>(size);
  };
  if (e.name == "eye") {
    const std::size_t n = side(*e.args[0]);
    std::vector<Term> entries(n * n, factory_.number(0));
    for (std::size_t i = 0; i < n; ++i) entries[i * n + i] = factory_.number(1);
    return matrix_value(n, n, std::move(entries));
  }
  if (e.name == "zeros") {
    const std::size_t rows = side(*e.args[0]);
    const std::size_t columns = side(*e.args[1]);
    return matrix_value(rows, columns, std::vector<Term>(rows * columns, factory_.number(0)));
  }
  if (e.name == "diag") return diagonal(e, scope);

  const Value x = as_matrix(evaluate(*e.args[0], scope), *e.args[0]);
  const auto square = [&] {
    if (x.rows != x.columns) {
      throw LocatedError{e.args[0]->offset, fmt::format("'{}' needs a square matrix, found {}", e.name, describe(x))};
    }
  };
  const auto entrywise = [&](TermMatrix (*function)(TermFactory&, const TermMatrix&)) {
    TermMatrix entries = function(factory_, {x.rows, x.columns, x.entries});
    Value result = matrix_value(x.rows, x.columns, std::move(entries.entries));
    result.is_vector = x.is_vector;
    return result;
  };
  if (e.name == "transpose") return transposed(x);
  if (e.name == "trace") {
    square();
    std::vector<Term> parts;
    for (std::size_t i = 0; i < x.rows; ++i) parts.push_back(x.at(i, i));
    return scalar_value(factory_.add(std::move(parts)));
  }
  if (e.name == "norm") {
    if (x.entries.size() == 1) return scalar_value(factory_.apply(Op::abs, {x.term()}));
    return scalar_value(factory_.apply(Op::sqrt, {sum_of_squares(x)}));
  }
  if (e.name == "opnorm") return scalar_value(matrix_function(MatrixFunction::operator_norm, x, 0, 0));
  if (e.name == "nuclear") return scalar_value(matrix_function(MatrixFunction::nuclear_norm, x, 0, 0));
  if (e.name == "inner") {
    const Value y = as_matrix(evaluate(*e.args[1], scope), *e.args[1]);
    if (x.rows != y.rows || x.columns != y.columns) {
      throw LocatedError{e.offset, fmt::format("'inner' needs equal shapes: {} and {}", describe(x), describe(y))};
    }
    std::vector<Term> parts;
    for (std::size_t k = 0; k < x.entries.size(); ++k) parts.push_back(factory_.multiply({x.entries[k], y.entries[k]}));
    return scalar_value(factory_.add(std::move(parts)));
  }
  if (e.name == "sqrtm") {
    square();
    return entrywise(square_root);
  }
  if (e.name == "orth") return entrywise(polar_factor);
  if (e.name == "sv") {
    Value values = x;
    values.kind = Value::Kind::singular_values;
    return values;
  }
  if (e.name == "rank") {
    return scalar_value(matrix_function(MatrixFunction::rank, x, 0, 0, scalar(*e.args[1], scope)));
  }
  throw LocatedError{e.offset, fmt::format("unknown function '{}'", e.name)};
}

}  // namespace flowcert::theorems
