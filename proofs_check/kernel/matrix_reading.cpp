#include "proofs_check/kernel/matrix_reading.hpp"

#include <string>

namespace flowcert::proofs::kernel {

using theorems::MatrixStatement;
using theorems::MatrixTerm;

namespace {

std::uint64_t exponent_of(const MatrixTerm& term, long least) {
  demand(term.exponent() >= least && term.exponent() <= 64);
  return static_cast<std::uint64_t>(term.exponent());
}

}  // namespace

MatrixReading::MatrixReading(const theorems::MatrixClaim& claim, const theorems::MatrixClaim::Case& one) {
  for (const theorems::MatrixParameter& matrix : claim.matrices) {
    demand(!matrix.symmetric || matrix.rows == matrix.columns);
    for (const auto& known : names_) demand(known.first != matrix.name);
    names_.emplace_back(matrix.name, letter(matrix.rows, matrix.columns, true, matrix.symmetric));
  }
  if (claim.flow) declare_flow(*claim.flow, one.statement);
}

std::size_t MatrixReading::letter(const Term& rows, const Term& columns, bool constant, bool symmetric) {
  algebra.letters.push_back({rows, columns, symmetric, constant, std::nullopt, std::nullopt});
  return algebra.letters.size() - 1;
}

WordSum MatrixReading::product(const MatrixTerm& term) {
  std::optional<WordSum> result;
  Polynomial factor(1);
  for (const MatrixTerm& arg : term.args()) {
    if (arg.is_number()) {
      factor = factor * number(arg);
    } else {
      result = result ? WordAlgebra::product(*result, matrix(arg)) : matrix(arg);
    }
  }
  demand(result.has_value());
  return WordAlgebra::scaled(*result, factor);
}

WordSum MatrixReading::matrix(const MatrixTerm& term) {
  switch (term.op()) {
    case MatrixOp::letter:
      for (const auto& [name, letter] : names_)
        if (name == term.name()) return algebra.of({2 * letter});
      throw Reader::Unreadable{};
    case MatrixOp::identity:
      demand(term.rows() == term.columns());
      return WordAlgebra::identity(term.rows());
    case MatrixOp::zero:
      return WordAlgebra::zero(term.rows(), term.columns());
    case MatrixOp::layer:
      return algebra.of({2 * layer(term.index()).letter});
    case MatrixOp::gradient:
      return layer(term.index()).gradient;
    case MatrixOp::network:
    case MatrixOp::residual:
      demand(moves);
      return term.op() == MatrixOp::network ? network_ : residual_;
    case MatrixOp::add: {
      WordSum sum = matrix(term.args().at(0));
      for (std::size_t k = 1; k < term.args().size(); ++k) sum = WordAlgebra::sum(sum, matrix(term.arg(k)));
      return sum;
    }
    case MatrixOp::multiply:
      return product(term);
    case MatrixOp::divide: {
      const auto by = number(term.args().at(1)).number();
      demand(by && *by != 0);
      return WordAlgebra::scaled(matrix(term.arg(0)), Polynomial(Rational(1 / *by)));
    }
    case MatrixOp::power: {
      const WordSum base = matrix(term.args().at(0));
      WordSum result = base;
      for (std::uint64_t k = exponent_of(term, 1); k > 1; --k) result = WordAlgebra::product(result, base);
      return result;
    }
    case MatrixOp::transpose:
      return algebra.transposed(matrix(term.args().at(0)));
    case MatrixOp::ddt:
    case MatrixOp::initial: {
      demand(moves);
      ++in_time_;
      const WordSum inner = matrix(term.args().at(0));
      --in_time_;
      return term.op() == MatrixOp::ddt ? algebra.derivative(inner) : algebra.at_start(inner);
    }
    case MatrixOp::square_root: {
      demand(in_time_ == 0 && root_of);
      const WordSum inner = matrix(term.args().at(0));
      return root_of(*this, inner);
    }
    case MatrixOp::polar: {
      const Decomposition parts = decomposed(matrix(term.args().at(0)));
      return WordAlgebra::product(parts.left, algebra.transposed(parts.right));
    }
    default:
      throw Reader::Unreadable{};
  }
}

Polynomial MatrixReading::number(const MatrixTerm& term) {
  Polynomial result(term.op() == MatrixOp::multiply ? 1 : 0);
  switch (term.op()) {
    case MatrixOp::scalar:
      return algebra.number(term.scalar());
    case MatrixOp::loss:
      demand(moves);
      return algebra.trace(WordAlgebra::product(algebra.transposed(residual_), residual_)) *
             Polynomial(Rational(1) / 2);
    case MatrixOp::add:
      for (const MatrixTerm& arg : term.args()) result = result + number(arg);
      return result;
    case MatrixOp::multiply:
      for (const MatrixTerm& arg : term.args()) result = result * number(arg);
      return result;
    case MatrixOp::divide: {
      const auto by = number(term.args().at(1)).number();
      demand(by && *by != 0);
      return number(term.arg(0)) * Polynomial(Rational(1 / *by));
    }
    case MatrixOp::power: {
      const MatrixTerm& base = term.args().at(0);
      const std::uint64_t exponent = exponent_of(term, 0);
      if (base.op() != MatrixOp::norm || exponent % 2 != 0) return power(number(base), exponent);
      const WordSum of = matrix(base.args().at(0));
      return power(algebra.trace(WordAlgebra::product(algebra.transposed(of), of)), exponent / 2);
    }
    case MatrixOp::ddt:
    case MatrixOp::initial: {
      demand(moves);
      ++in_time_;
      const Polynomial inner = number(term.args().at(0));
      --in_time_;
      return term.op() == MatrixOp::ddt ? algebra.derivative(inner) : algebra.at_start(inner);
    }
    case MatrixOp::trace:
      return algebra.trace(matrix(term.args().at(0)));
    case MatrixOp::norm:
    case MatrixOp::operator_norm:
      return algebra.norm(term.op(), matrix(term.args().at(0)));
    case MatrixOp::nuclear_norm:
      return nuclear_norm(matrix(term.args().at(0)));
    default:
      throw Reader::Unreadable{};
  }
}

Equation MatrixReading::difference(const MatrixStatement& relation) {
  const Polynomial minus(-1);
  if (relation.left.is_number()) return {std::nullopt, number(relation.left) - number(relation.right)};
  return {WordAlgebra::sum(matrix(relation.left), matrix(relation.right), minus), {}};
}

// The root is unique (Horn & Johnson, Matrix Analysis, theorem 7.2.6).
WordSum MatrixReading::new_root(const WordSum& y) {
  demand(y.rows == y.columns && algebra.is_sum_of_squares(y));
  for (const auto& [square, known] : roots_)
    if (square == y) return known;
  const WordSum root = algebra.of({2 * letter(y.rows, y.columns, false, true)});
  equations.push_back(Equation{WordAlgebra::sum(WordAlgebra::product(root, root), y, Polynomial(-1)), {}});
  roots_.emplace_back(y, root);
  return root;
}

MatrixReading::Decomposition MatrixReading::decomposed(const WordSum& x) {
  demand(in_time_ == 0);
  for (const Decomposition& known : decompositions_)
    if (known.of == x) return known;
  const Term rank = theorems::variable("rank " + std::to_string(decompositions_.size() + 1));
  const WordSum left = algebra.of({2 * letter(x.rows, rank, false)});
  const WordSum middle = algebra.of({2 * letter(rank, rank, false, true)});
  const WordSum right = algebra.of({2 * letter(x.columns, rank, false)});
  const Polynomial minus(-1);
  for (const WordSum& frame : {left, right})
    equations.push_back(Equation{
        WordAlgebra::sum(WordAlgebra::product(algebra.transposed(frame), frame), WordAlgebra::identity(rank), minus),
        {}});
  const WordSum whole = WordAlgebra::product(WordAlgebra::product(left, middle), algebra.transposed(right));
  equations.push_back(Equation{WordAlgebra::sum(whole, x, minus), {}});
  decompositions_.push_back({x, left, middle, right});
  return decompositions_.back();
}

Polynomial MatrixReading::nuclear_norm(const WordSum& x) {
  return algebra.trace(decomposed(x).middle);
}

}  // namespace flowcert::proofs::kernel
