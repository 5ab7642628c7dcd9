#include "proofs_check/exact/words/instance.hpp"

namespace flowcert::proofs::exact::words {

using theorems::MatrixOp;
using theorems::MatrixStatement;
using theorems::MatrixTerm;
using theorems::Op;
using theorems::Term;

namespace {

Entries one(const Rational& value) {
  return {1, 1, {value}};
}

Entries filled(std::size_t rows, std::size_t columns, const Rational& diagonal) {
  Entries result{rows, columns, std::vector<Rational>(rows * columns, Rational(0))};
  for (std::size_t i = 0; i < rows && i < columns; ++i) result.values[i * columns + i] = diagonal;
  return result;
}

Entries transposed(const Entries& a) {
  Entries result{a.columns, a.rows, {}};
  for (std::size_t j = 0; j < a.columns; ++j) {
    for (std::size_t i = 0; i < a.rows; ++i) result.values.push_back(a.at(i, j));
  }
  return result;
}

Entries product(const Entries& a, const Entries& b) {
  Entries result{a.rows, b.columns, {}};
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < b.columns; ++j) {
      Rational sum = 0;
      for (std::size_t k = 0; k < a.columns; ++k) sum += a.at(i, k) * b.at(k, j);
      result.values.push_back(sum);
    }
  }
  return result;
}

Entries scaled(Entries a, const Rational& by) {
  for (Rational& value : a.values) value *= by;
  return a;
}

bool compare(Op op, const Rational& a, const Rational& b) {
  switch (op) {
    case Op::equal:
      return a == b;
    case Op::not_equal:
      return a != b;
    case Op::less:
      return a < b;
    case Op::less_equal:
      return a <= b;
    case Op::greater:
      return a > b;
    default:
      return a >= b;
  }
}

/// A projection, or a multiple of it by a square, is the root of what one sees at once.
std::optional<Entries> root(const Entries& y) {
  if (transposed(y).values != y.values) return std::nullopt;
  if (product(y, y).values == y.values) return y;
  return std::nullopt;
}

std::optional<Rational> root(const Rational& value) {
  for (long k = 0; k <= 64; ++k) {
    if (value == Rational(k * k)) return Rational(k);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rational> Instance::evaluate(const Term& term) const {
  const Term value = substitute(term, numbers);
  if (!value.is_number()) return std::nullopt;
  return value.number();
}

std::optional<Entries> Instance::evaluate(const MatrixTerm& term) const {
  const auto side = [&](const Term& size) -> std::size_t {
    const auto value = evaluate(size);
    return value && theorems::is_integer(*value) && *value > 0 ? numerator(*value).convert_to<std::size_t>() : 0;
  };
  std::vector<Entries> args;
  for (const MatrixTerm& arg : term.args()) {
    auto value = evaluate(arg);
    if (!value) return std::nullopt;
    args.push_back(std::move(*value));
  }
  switch (term.op()) {
    case MatrixOp::letter: {
      const auto found = matrices.find(term.name());
      if (found == matrices.end()) return std::nullopt;
      return found->second;
    }
    case MatrixOp::identity:
      return filled(side(term.rows()), side(term.rows()), 1);
    case MatrixOp::zero:
      return filled(side(term.rows()), side(term.columns()), 0);
    case MatrixOp::scalar: {
      const auto value = evaluate(term.scalar());
      if (!value) return std::nullopt;
      return one(*value);
    }
    case MatrixOp::add: {
      Entries sum = args[0];
      for (std::size_t k = 1; k < args.size(); ++k) {
        for (std::size_t e = 0; e < sum.values.size(); ++e) sum.values[e] += args[k].values[e];
      }
      return sum;
    }
    case MatrixOp::multiply: {
      std::optional<Entries> matrix;
      Rational factor = 1;
      for (std::size_t k = 0; k < args.size(); ++k) {
        if (term.arg(k).is_number()) {
          factor *= args[k].values[0];
        } else {
          matrix = matrix ? product(*matrix, args[k]) : args[k];
        }
      }
      return scaled(matrix.value_or(one(1)), factor);
    }
    case MatrixOp::divide:
      if (args[1].values[0] == 0) return std::nullopt;
      return scaled(args[0], 1 / args[1].values[0]);
    case MatrixOp::power: {
      if (term.exponent() < 1) return std::nullopt;
      Entries result = args[0];
      for (long k = 1; k < term.exponent(); ++k) result = product(result, args[0]);
      return result;
    }
    case MatrixOp::transpose:
      return transposed(args[0]);
    case MatrixOp::trace: {
      Rational sum = 0;
      for (std::size_t i = 0; i < args[0].rows; ++i) sum += args[0].at(i, i);
      return one(sum);
    }
    case MatrixOp::norm: {
      Rational sum = 0;
      for (const Rational& value : args[0].values) sum += value * value;
      const auto value = root(sum);
      if (!value) return std::nullopt;
      return one(*value);
    }
    case MatrixOp::square_root:
      return root(args[0]);
    default:
      return std::nullopt;
  }
}

std::optional<bool> Instance::holds(const Term& relation) const {
  if (!is_relation(relation.op())) return std::nullopt;
  const auto left = evaluate(relation.arg(0));
  const auto right = evaluate(relation.arg(1));
  if (!left || !right) return std::nullopt;
  return compare(relation.op(), *left, *right);
}

std::optional<bool> Instance::holds(const MatrixStatement& statement) const {
  using Kind = MatrixStatement::Kind;
  if (statement.kind == Kind::relation) {
    const auto left = evaluate(statement.left);
    const auto right = evaluate(statement.right);
    if (!left || !right) return std::nullopt;
    for (std::size_t k = 0; k < left->values.size(); ++k) {
      if (!compare(statement.relation, left->values[k], right->values[k])) return false;
    }
    return true;
  }
  std::vector<bool> parts;
  for (const MatrixStatement& part : statement.parts) {
    const auto value = holds(part);
    if (!value) return std::nullopt;
    parts.push_back(*value);
  }
  switch (statement.kind) {
    case Kind::negation:
      return !parts.at(0);
    case Kind::implication:
      return !parts.at(0) || parts.at(1);
    case Kind::disjunction:
      for (const bool part : parts) {
        if (part) return true;
      }
      return false;
    default:
      for (const bool part : parts) {
        if (!part) return false;
      }
      return true;
  }
}

}  // namespace flowcert::proofs::exact::words
