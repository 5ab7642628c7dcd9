// Names, calls and indices.
#include <fmt/format.h>

#include <unordered_map>

#include "theorems/language/matrices/matrix_reader.hpp"

namespace flowcert::theorems {

using Kind = ParameterSyntax::Kind;

MatrixValue MatrixReader::name(const Expression& e, const MatrixScope* scope) {
  for (const MatrixScope* s = scope; s != nullptr; s = s->outer) {
    if (s->name == e.name) return s->value;
  }
  if (e.name == "pi") return number_term(constant(Op::pi));
  if (e.name == "e") return number_term(constant(Op::euler));
  if (e.name == "inf") throw NotInMatrices{"'inf' in a claim"};
  if (e.name == "t") return number_term(variable("t"));
  if (const ParameterSyntax* syntax = model_.parameter(e.name)) return parameter(*syntax);
  if (const LetSyntax* let = model_.let(e.name)) {
    if (let->head.arguments.empty()) return read(*let->body, nullptr);
    throw NotInMatrices{fmt::format("'{}' without arguments", e.name)};
  }
  if (flow_ && (e.name == "layer" || e.name == "grad")) return LayerFamily{e.name == "grad"};
  if (const auto value = observable(e)) return *value;
  throw NotInMatrices{fmt::format("'{}' has no meaning for matrices of every size", e.name)};
}

MatrixTerm MatrixReader::letter(const std::string& name, const Term& rows, const Term& columns, bool symmetric,
                                bool restricted) {
  matrices_.emplace(name, MatrixParameter{name, rows, columns, symmetric, restricted});
  return matrix_leaf(MatrixOp::letter, rows, columns, name);
}

MatrixTerm MatrixReader::parameter(const ParameterSyntax& syntax) {
  const bool bounded = syntax.kind == Kind::box || syntax.positive || syntax.negative || syntax.nonnegative ||
                       syntax.nonpositive || syntax.nonzero || syntax.least != nullptr || syntax.most != nullptr;
  if (syntax.kind == Kind::any && syntax.domain == ParameterSyntax::Domain::matrix) {
    const Term rows = size(*syntax.rows, nullptr);
    const Term columns = size(*syntax.columns, nullptr);
    if (syntax.symmetric && rows != columns) {
      throw LocatedError{syntax.offset,
                         fmt::format("a symmetric matrix is square, not {} x {}", to_text(rows), to_text(columns))};
    }
    return letter(syntax.name, rows, columns, syntax.symmetric, bounded);
  }
  if (syntax.size != nullptr) return letter(syntax.name, size(*syntax.size, nullptr), Term(1), false, bounded);
  try {
    const Value value = evaluator_.parameter(syntax.name);
    if (value.is_scalar()) return number_term(canonical(value.term()));
    if (!value.is_matrix()) throw NotInMatrices{fmt::format("'{}' is not a number or a matrix", syntax.name)};
    // What holds for every matrix of this shape holds for this one.
    return letter(syntax.name, Term(Rational(static_cast<long>(value.rows))),
                  Term(Rational(static_cast<long>(value.columns))), false, true);
  } catch (const NeedsSize&) {
    if (syntax.kind != Kind::value)
      throw NotInMatrices{fmt::format("the values of '{}' have symbolic sizes", syntax.name)};
    return term(*syntax.value, nullptr);
  }
}

Term MatrixReader::size(const Expression& e, const MatrixScope* scope) {
  const MatrixTerm value = number(e, scope);
  if (!value.is_scalar()) throw LocatedError{e.offset, "a size must be a number"};
  const Term term = canonical(value.scalar());
  if (term.is_number() && (!is_integer(term.number()) || term.number() < 1)) {
    throw LocatedError{e.offset, fmt::format("a size must be an integer from 1, not {}", to_text(term))};
  }
  return term;
}

MatrixValue MatrixReader::call(const Expression& e, const MatrixScope* scope) {
  if (const LetSyntax* let = model_.let(e.name)) return call_let(*let, e, 0, scope);
  return function(e, scope);
}

MatrixValue MatrixReader::call_let(const LetSyntax& let, const Expression& e, std::size_t first,
                                   const MatrixScope* scope) {
  const std::size_t given = e.args.size() - first;
  if (given != let.head.arguments.size()) throw NotInMatrices{fmt::format("a wrong call of '{}'", let.head.name)};
  std::vector<MatrixScope> inner(given);
  for (std::size_t i = 0; i < given; ++i) {
    inner[i] = MatrixScope{i == 0 ? nullptr : &inner[i - 1], let.head.arguments[i], read(*e.args[first + i], scope)};
  }
  return read(*let.body, given == 0 ? nullptr : &inner.back());
}

MatrixTerm MatrixReader::function(const Expression& e, const MatrixScope* scope) {
  const std::string& f = e.name;
  if (f == "eye") {
    const Term n = size(*e.args[0], scope);
    return matrix_leaf(MatrixOp::identity, n, n);
  }
  if (f == "zeros") return matrix_leaf(MatrixOp::zero, size(*e.args[0], scope), size(*e.args[1], scope));
  if (f == "ddt" || f == "initial") {
    return same_shape(f == "ddt" ? MatrixOp::ddt : MatrixOp::initial, term(*e.args[0], scope));
  }
  static const std::unordered_map<std::string, MatrixOp> of_matrices{{"transpose", MatrixOp::transpose},
                                                                     {"trace", MatrixOp::trace},
                                                                     {"norm", MatrixOp::norm},
                                                                     {"nuclear", MatrixOp::nuclear_norm},
                                                                     {"opnorm", MatrixOp::operator_norm},
                                                                     {"sqrtm", MatrixOp::square_root},
                                                                     {"orth", MatrixOp::polar}};
  if (const auto found = of_matrices.find(f); found != of_matrices.end()) {
    const MatrixTerm x = matrix(*e.args[0], scope);
    if (f == "trace" || f == "sqrtm") require_square(x, *e.args[0], "'" + f + "'");
    if (f == "transpose") return transpose_of(x);
    if (f == "sqrtm" || f == "orth") return same_shape(found->second, x);
    return number_of(found->second, {x});
  }
  if (f == "inner") {
    const MatrixTerm x = matrix(*e.args[0], scope);
    const MatrixTerm y = matrix(*e.args[1], scope);
    if (x.rows() != y.rows() || x.columns() != y.columns()) {
      fail_shapes(e, fmt::format("'inner' needs equal shapes: {} and {}", describe(x), describe(y)),
                  {x.rows(), x.columns(), y.rows(), y.columns()});
    }
    return number_of(MatrixOp::trace, {product_of({transpose_of(x), y})});
  }
  throw NotInMatrices{fmt::format("'{}' is not followed for matrices of every size", f)};
}

MatrixValue MatrixReader::index(const Expression& e, const MatrixScope* scope) {
  const Expression& base = *e.args[0];
  if (base.kind == Syntax::name) {
    const LetSyntax* let = model_.let(base.name);
    if (let != nullptr && let->head.indexed) return call_let(*let, e, 1, scope);
  }
  const MatrixValue value = read(base, scope);
  const auto* family = std::get_if<LayerFamily>(&value);
  if (family == nullptr) throw NotInMatrices{"single entries of a matrix whose sizes are symbolic"};
  if (e.args.size() != 2) throw LocatedError{e.offset, "a layer has one index"};
  const MatrixTerm at = number(*e.args[1], scope);
  IndexForm form;
  if (!at.is_scalar() || !index_form(at.scalar(), form)) throw NotInMatrices{"an index that is not of the form i + 1"};
  return layer(form, family->gradient, e);
}

}  // namespace flowcert::theorems
