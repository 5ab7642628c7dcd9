#include "theorems/language/matrices/matrix_reader.hpp"

#include <fmt/format.h>

#include "theorems/language/model/visit.hpp"

namespace flowcert::theorems {

namespace {

constexpr int deepest = 400;
constexpr long longest_unrolled = 1'000;

}  // namespace

std::string describe(const MatrixTerm& term) {
  if (term.is_number()) return "a number";
  return fmt::format("a matrix of {} rows and {} columns", to_text(term.rows()), to_text(term.columns()));
}

MatrixReader::MatrixReader(Evaluator& evaluator) : evaluator_(evaluator), model_(evaluator.model()) {
  read_size_equalities();
}

// `assume` may state that two sizes are equal: m == n, or rows == 2*k.
void MatrixReader::read_size_equalities() {
  for (const Formula& formula : model_.assume) {
    collect_names(formula.expression, assumed_);
    const Expression& e = *formula.expression;
    if (e.kind != Syntax::relation_chain || e.relations.size() != 1 || e.relations[0] != Op::equal) continue;
    std::set<std::string> names;
    collect_names(formula.expression, names);
    bool sizes = true;
    for (const std::string& name : names) {
      const ParameterSyntax* parameter = model_.parameter(name);
      sizes = sizes && parameter != nullptr && parameter->kind == ParameterSyntax::Kind::any &&
              parameter->domain == ParameterSyntax::Domain::integer && parameter->size == nullptr;
    }
    if (!sizes || names.empty()) continue;
    Term left = canonical(evaluator_.scalar(*e.args[0], nullptr));
    Term right = canonical(evaluator_.scalar(*e.args[1], nullptr));
    if (!left.is_variable()) std::swap(left, right);
    if (!left.is_variable()) continue;
    const auto inside = free_variables(right);
    if (std::find(inside.begin(), inside.end(), left.name()) != inside.end()) continue;
    const Substitution one{{left.name(), right}};
    for (auto& [name, value] : equal_sizes_) value = substitute(value, one);
    equal_sizes_.emplace(left.name(), right);
  }
}

Term MatrixReader::canonical(const Term& size) const {
  return equal_sizes_.empty() ? size : substitute(size, equal_sizes_);
}

void MatrixReader::fail_shapes(const Expression& e, const std::string& message, const std::vector<Term>& sizes) const {
  // Hypotheses about these sizes may make them equal in ways that are not followed here: no error then.
  for (const Term& size : sizes) {
    for (const std::string& name : free_variables(size)) {
      if (assumed_.contains(name) || name.starts_with("width ")) throw NotInMatrices{message};
    }
  }
  throw LocatedError{e.offset, message};
}

MatrixValue MatrixReader::read(const Expression& e, const MatrixScope* scope) {
  struct Depth {
    int& depth;
    ~Depth() { --depth; }
  } guard{++depth_};
  if (depth_ > deepest) throw NotInMatrices{"definitions that are nested too deeply"};
  switch (e.kind) {
    case Syntax::number:
      return number_term(Term(e.number));
    case Syntax::name:
      return name(e, scope);
    case Syntax::sum_chain:
      return sum(e, scope);
    case Syntax::product_chain:
      return product(e, scope);
    case Syntax::negate:
      return negative_of(term(*e.args[0], scope));
    case Syntax::power:
      return power(e, scope);
    case Syntax::relation_chain:
      return relations(e, scope);
    case Syntax::logical_not:
    case Syntax::logical_and:
    case Syntax::logical_or:
    case Syntax::implies: {
      MatrixStatement result;
      result.kind = e.kind == Syntax::logical_not   ? MatrixStatement::Kind::negation
                    : e.kind == Syntax::logical_and ? MatrixStatement::Kind::conjunction
                    : e.kind == Syntax::logical_or  ? MatrixStatement::Kind::disjunction
                                                    : MatrixStatement::Kind::implication;
      for (const ExpressionPtr& arg : e.args) result.parts.push_back(statement(*arg, scope));
      return result;
    }
    case Syntax::call:
      return call(e, scope);
    case Syntax::index:
      return index(e, scope);
    case Syntax::sum:
    case Syntax::product:
      return reduction(e, scope);
    case Syntax::literal:
      throw NotInMatrices{"matrices that are written out do not go together with symbolic sizes"};
    case Syntax::for_all:
    case Syntax::exists:
      throw NotInMatrices{"quantifiers do not go together with symbolic sizes"};
  }
  throw NotInMatrices{"an unexpected expression"};
}

MatrixTerm MatrixReader::term(const Expression& e, const MatrixScope* scope) {
  const MatrixValue value = read(e, scope);
  if (const auto* found = std::get_if<MatrixTerm>(&value)) return *found;
  const char* what = std::holds_alternative<MatrixStatement>(value) ? "a truth value" : "layers, which need an index";
  throw LocatedError{e.offset, fmt::format("expected a number or a matrix, found {}", what)};
}

MatrixTerm MatrixReader::matrix(const Expression& e, const MatrixScope* scope) {
  const MatrixTerm value = term(e, scope);
  if (!value.is_number()) return value;
  return product_of({value, matrix_leaf(MatrixOp::identity, Term(1), Term(1))});
}

MatrixStatement MatrixReader::statement(const Expression& e, const MatrixScope* scope) {
  const MatrixValue value = read(e, scope);
  if (const auto* found = std::get_if<MatrixStatement>(&value)) return *found;
  throw LocatedError{e.offset, "expected a claim such as A == B"};
}

MatrixTerm MatrixReader::number(const Expression& e, const MatrixScope* scope) {
  return as_number(term(e, scope), e);
}

MatrixTerm MatrixReader::as_number(const MatrixTerm& a, const Expression& e) const {
  if (a.is_number()) return a;
  if (a.is_one_by_one()) return number_of(MatrixOp::trace, {a});
  fail_shapes(e, fmt::format("expected a number, found {}", describe(a)), {a.rows(), a.columns()});
}

void MatrixReader::require_square(const MatrixTerm& a, const Expression& e, std::string_view what) const {
  if (a.rows() == a.columns()) return;
  fail_shapes(e, fmt::format("{} needs a square matrix, found {}", what, describe(a)), {a.rows(), a.columns()});
}

MatrixTerm MatrixReader::sum(const Expression& e, const MatrixScope* scope) {
  std::vector<MatrixTerm> parts;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const MatrixTerm part = term(*e.args[i], scope);
    if (!parts.empty()) {
      const MatrixTerm& first = parts[0];
      if (first.is_number() != part.is_number() || first.rows() != part.rows() || first.columns() != part.columns()) {
        fail_shapes(*e.args[i], fmt::format("cannot add {} and {}", describe(first), describe(part)),
                    {first.rows(), first.columns(), part.rows(), part.columns()});
      }
    }
    parts.push_back(e.signs[i] == '-' ? negative_of(part) : part);
  }
  return sum_of(std::move(parts));
}

MatrixTerm MatrixReader::multiply(const MatrixTerm& a, const MatrixTerm& b, const Expression& e) {
  if (!a.is_number() && !b.is_number() && a.columns() != b.rows()) {
    fail_shapes(e, fmt::format("shapes do not fit: {} times {}", describe(a), describe(b)), {a.columns(), b.rows()});
  }
  return product_of({a, b});
}

MatrixTerm MatrixReader::product(const Expression& e, const MatrixScope* scope) {
  MatrixTerm total = term(*e.args[0], scope);
  for (std::size_t i = 1; i < e.args.size(); ++i) {
    const MatrixTerm next = term(*e.args[i], scope);
    total = e.signs[i] == '/' ? quotient_of(total, as_number(next, *e.args[i])) : multiply(total, next, *e.args[i]);
  }
  return total;
}

MatrixTerm MatrixReader::power(const Expression& e, const MatrixScope* scope) {
  const MatrixTerm base = term(*e.args[0], scope);
  const MatrixTerm exponent = number(*e.args[1], scope);
  if (!exponent.is_scalar()) throw NotInMatrices{"an exponent that depends on matrices"};
  const Term& k = exponent.scalar();
  if (base.is_scalar()) return number_term(pow(base.scalar(), k));
  if (!base.is_number()) require_square(base, *e.args[0], "a power");
  if (!k.is_number() || !is_integer(k.number())) throw NotInMatrices{"an exponent that is not an integer"};
  const bool allowed = k.number() >= (base.is_number() ? -64 : 1) && k.number() <= 64;
  if (!allowed && !base.is_number()) {
    throw LocatedError{e.args[1]->offset, "a matrix' exponent must be from 1 to 64"};
  }
  if (!allowed) throw NotInMatrices{"a large exponent"};
  return power_of(base, numerator(k.number()).convert_to<long>());
}

MatrixTerm MatrixReader::reduction(const Expression& e, const MatrixScope* scope) {
  std::vector<MatrixTerm> parts;
  reduce(e, 0, scope, parts);
  if (parts.empty()) return number_term(Term(e.kind == Syntax::sum ? 0 : 1));
  if (e.kind == Syntax::product) {
    MatrixTerm total = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) total = multiply(total, parts[i], e);
    return total;
  }
  for (const MatrixTerm& part : parts) {
    if (part.is_number() != parts[0].is_number() || part.rows() != parts[0].rows() ||
        part.columns() != parts[0].columns()) {
      throw NotInMatrices{"a sum of different shapes"};
    }
  }
  return sum_of(std::move(parts));
}

void MatrixReader::reduce(const Expression& e, std::size_t binder, const MatrixScope* scope,
                          std::vector<MatrixTerm>& parts) {
  if (binder == e.binders.size()) {
    parts.push_back(term(*e.args[0], scope));
    return;
  }
  const Binder& bound = e.binders[binder];
  const auto end = [&](const Expression& text) {
    const MatrixTerm value = number(text, scope);
    if (!value.is_scalar() || !value.scalar().is_number() || !is_integer(value.scalar().number()) ||
        abs(value.scalar().number()) > longest_unrolled) {
      throw NotInMatrices{"a sum or product over a symbolic range"};
    }
    return numerator(value.scalar().number()).convert_to<long>();
  };
  if (!bound.range) throw NotInMatrices{"a sum over an interval"};
  const long high = end(*bound.high);
  for (long k = end(*bound.low); k <= high; ++k) {
    const MatrixScope inner{scope, bound.name, number_term(Term(Rational(k)))};
    reduce(e, binder + 1, &inner, parts);
  }
}

MatrixStatement MatrixReader::relations(const Expression& e, const MatrixScope* scope) {
  MatrixStatement all;
  std::vector<MatrixTerm> sides;
  for (const ExpressionPtr& arg : e.args) sides.push_back(term(*arg, scope));
  for (std::size_t i = 0; i < e.relations.size(); ++i) {
    all.parts.push_back(relation(e.relations[i], sides[i], sides[i + 1], *e.args[i + 1]));
  }
  return all.parts.size() == 1 ? all.parts[0] : all;
}

// A bare 0 stands for the zero matrix, and a 1 x 1 matrix for its entry.
MatrixStatement MatrixReader::relation(Op op, MatrixTerm left, MatrixTerm right, const Expression& e) {
  if (!is_relation(op)) throw NotInMatrices{"a claim in a limit"};
  const auto widen = [&](MatrixTerm& narrow, MatrixTerm& wide) {
    if (!narrow.is_number() || wide.is_number()) return;
    if (narrow.is_scalar() && narrow.scalar().is_number(0)) {
      narrow = matrix_leaf(MatrixOp::zero, wide.rows(), wide.columns());
    } else {
      wide = as_number(wide, e);
    }
  };
  widen(left, right);
  widen(right, left);
  if (left.rows() != right.rows() || left.columns() != right.columns()) {
    fail_shapes(
        e, fmt::format("the sides of a relation have different shapes: {} and {}", describe(left), describe(right)),
        {left.rows(), left.columns(), right.rows(), right.columns()});
  }
  MatrixStatement result;
  result.kind = MatrixStatement::Kind::relation;
  result.relation = op;
  result.left = std::move(left);
  result.right = std::move(right);
  return result;
}

}  // namespace flowcert::theorems
