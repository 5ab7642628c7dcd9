#include "theorems/matrices/matrix_term.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace flowcert::theorems {

namespace {

bool all_scalars(const std::vector<MatrixTerm>& args) {
  return std::all_of(args.begin(), args.end(), [](const MatrixTerm& arg) { return arg.is_scalar(); });
}

std::vector<Term> scalars(const std::vector<MatrixTerm>& args) {
  std::vector<Term> terms;
  for (const MatrixTerm& arg : args) terms.push_back(arg.scalar());
  return terms;
}

}  // namespace

MatrixTerm::MatrixTerm() : node_(std::make_shared<const MatrixNode>()) {}
MatrixTerm::MatrixTerm(MatrixNode node) : node_(std::make_shared<const MatrixNode>(std::move(node))) {}

bool operator==(const MatrixTerm& a, const MatrixTerm& b) {
  if (a.node_ == b.node_) return true;
  const auto all = [](const MatrixNode& n) {
    return std::tie(n.op, n.is_number, n.rows, n.columns, n.name, n.index, n.scalar, n.exponent, n.args);
  };
  return all(*a.node_) == all(*b.node_);
}

bool index_form(const Term& term, IndexForm& form) {
  switch (term.op()) {
    case Op::number:
      if (!is_integer(term.number()) || abs(term.number()) > 1'000'000) return false;
      form = {"", numerator(term.number()).convert_to<long>()};
      return true;
    case Op::variable:
      form = {term.name(), 0};
      return true;
    case Op::add:
    case Op::subtract: {
      IndexForm sum;
      for (std::size_t k = 0; k < term.args().size(); ++k) {
        IndexForm part;
        if (!index_form(term.arg(k), part)) return false;
        const bool minus = term.op() == Op::subtract && k > 0;
        if (!part.base.empty() && (minus || !sum.base.empty())) return false;
        if (!part.base.empty()) sum.base = part.base;
        sum.offset += minus ? -part.offset : part.offset;
      }
      form = sum;
      return true;
    }
    default:
      return false;
  }
}

std::string to_text(const IndexForm& form) {
  if (form.base.empty()) return std::to_string(form.offset);
  if (form.offset == 0) return form.base;
  return fmt::format("{}{:+}", form.base, form.offset);
}

MatrixTerm number_term(const Term& value) {
  MatrixNode node;
  node.scalar = value;
  return MatrixTerm(std::move(node));
}

MatrixTerm matrix_leaf(MatrixOp op, const Term& rows, const Term& columns, std::string name) {
  MatrixNode node;
  node.op = op;
  node.is_number = false;
  node.rows = rows;
  node.columns = columns;
  node.name = std::move(name);
  return MatrixTerm(std::move(node));
}

MatrixTerm number_of(MatrixOp op, std::vector<MatrixTerm> args) {
  MatrixNode node;
  node.op = op;
  node.args = std::move(args);
  return MatrixTerm(std::move(node));
}

MatrixTerm sum_of(std::vector<MatrixTerm> args) {
  if (args.size() == 1) return args[0];
  if (all_scalars(args)) return number_term(add(scalars(args)));
  MatrixNode node;
  node.op = MatrixOp::add;
  node.is_number = args[0].is_number();
  node.rows = args[0].rows();
  node.columns = args[0].columns();
  node.args = std::move(args);
  return MatrixTerm(std::move(node));
}

MatrixTerm product_of(std::vector<MatrixTerm> args) {
  if (args.size() == 1) return args[0];
  if (all_scalars(args)) return number_term(multiply(scalars(args)));
  MatrixNode node;
  node.op = MatrixOp::multiply;
  for (const MatrixTerm& arg : args) {
    if (arg.is_number()) continue;
    if (node.is_number) node.rows = arg.rows();
    node.columns = arg.columns();
    node.is_number = false;
  }
  node.args = std::move(args);
  return MatrixTerm(std::move(node));
}

MatrixTerm quotient_of(const MatrixTerm& a, const MatrixTerm& b) {
  if (a.is_scalar() && b.is_scalar()) return number_term(a.scalar() / b.scalar());
  MatrixNode node;
  node.op = MatrixOp::divide;
  node.is_number = a.is_number();
  node.rows = a.rows();
  node.columns = a.columns();
  node.args = {a, b};
  return MatrixTerm(std::move(node));
}

MatrixTerm power_of(const MatrixTerm& base, long exponent) {
  if (base.is_scalar()) return number_term(pow(base.scalar(), Term(Rational(exponent))));
  MatrixNode node;
  node.op = MatrixOp::power;
  node.is_number = base.is_number();
  node.rows = base.rows();
  node.columns = base.columns();
  node.exponent = exponent;
  node.args = {base};
  return MatrixTerm(std::move(node));
}

MatrixTerm transpose_of(const MatrixTerm& a) {
  MatrixNode node;
  node.op = MatrixOp::transpose;
  node.is_number = false;
  node.rows = a.columns();
  node.columns = a.rows();
  node.args = {a};
  return MatrixTerm(std::move(node));
}

MatrixTerm same_shape(MatrixOp op, const MatrixTerm& a) {
  MatrixNode node;
  node.op = op;
  node.is_number = a.is_number();
  node.rows = a.rows();
  node.columns = a.columns();
  node.args = {a};
  return MatrixTerm(std::move(node));
}

MatrixTerm negative_of(const MatrixTerm& a) {
  return product_of({number_term(Term(-1)), a});
}

}  // namespace flowcert::theorems
