// Rule: claims over matrices of every size, by what is multiplied out in the free algebra.
#include "proofs_check/kernel/matrix_words.hpp"

#include <algorithm>

#include "proofs_check/kernel/rules.hpp"

namespace flowcert::proofs::kernel {

using theorems::MatrixClaim;
using theorems::MatrixStatement;
using Kind = MatrixStatement::Kind;

namespace {

const Polynomial minus(-1);

/// What a statement that holds says of matrices and numbers: places for all its equalities.
void learn(MatrixReading& reading, const MatrixStatement& statement) {
  if (statement.kind == Kind::conjunction)
    for (const MatrixStatement& part : statement.parts) learn(reading, part);
  if (statement.kind != Kind::relation) return;
  std::optional<Equation> equation;
  try {
    if (statement.relation == Op::equal) equation = reading.difference(statement);
  } catch (const Reader::Unreadable&) {  // it has a place, but nothing is made of it
  }
  reading.equations.push_back(std::move(equation));
}

void collect(std::vector<MatrixRelation>& all, const MatrixReading& reading, const MatrixStatement& statement,
             bool always) {
  if (statement.kind == Kind::relation) {
    all.push_back({reading, statement, always});
  } else if (statement.kind == Kind::conjunction) {
    for (const MatrixStatement& part : statement.parts) collect(all, reading, part, always);
  } else {
    demand(statement.kind == Kind::implication && statement.parts.size() == 2);
    MatrixReading more = reading;
    learn(more, statement.parts[0]);
    collect(all, more, statement.parts[1], false);
  }
}

WordSum multiplied_out(MatrixReading& reading, const WordSummand& summand) {
  const std::optional<Equation> equation = reading.equations.at(summand.equation);
  demand(equation.has_value());
  const Polynomial coefficient = reading.algebra.number(summand.coefficient);
  if (!equation->matrix) {
    demand(!summand.left.empty() && summand.right.empty() && !summand.transposed);
    return WordAlgebra::scaled(reading.algebra.of(summand.left), equation->number * coefficient);
  }
  WordSum result = summand.transposed ? reading.algebra.transposed(*equation->matrix) : *equation->matrix;
  if (!summand.left.empty()) result = WordAlgebra::product(reading.algebra.of(summand.left), result);
  if (!summand.right.empty()) result = WordAlgebra::product(result, reading.algebra.of(summand.right));
  return WordAlgebra::scaled(result, coefficient);
}

WordSum literal(MatrixReading& reading, const WordLiteral& sum, const Term& rows, const Term& columns) {
  WordSum result = WordAlgebra::zero(rows, columns);
  for (const auto& [coefficient, word] : sum)
    result = WordAlgebra::sum(result, word.empty() ? WordAlgebra::identity(rows) : reading.algebra.of(word),
                              reading.algebra.number(coefficient));
  return result;
}

/// A literal with the shape that its first word has.
WordSum literal(MatrixReading& reading, const WordLiteral& sum) {
  demand(!sum.empty() && !sum[0].second.empty());
  const WordSum first = reading.algebra.of(sum[0].second);
  return literal(reading, sum, first.rows, first.columns);
}

/// A sum of squares whose square is y: y's root, which is unique (Horn & Johnson, Matrix Analysis, theorem 7.2.6).
WordSum root(MatrixReading& reading, const WordSum& y, const WordRoot& reason) {
  if (!reason.value) return reading.new_root(y);
  demand(y.rows == y.columns);
  const WordSum x = literal(reading, *reason.value, y.rows, y.columns);
  const WordSum rest = WordAlgebra::sum(WordAlgebra::product(x, x), y, minus);
  demand(reading.algebra.is_sum_of_squares(x) && rest == sum_of(reading, reason.summands, y.rows, y.columns));
  return x;
}

bool is_conserved(MatrixReading& reading, const Equation& difference) {
  WordAlgebra& algebra = reading.algebra;
  if (!difference.matrix)
    return algebra.at_start(difference.number).is_zero() && algebra.derivative(difference.number).is_zero();
  return algebra.at_start(*difference.matrix).parts.empty() && algebra.derivative(*difference.matrix).parts.empty();
}

/// gap == sum of bounds and summands, none of them negative.
bool is_bounded(MatrixReading& reading, Polynomial gap, const WordReason& reason) {
  for (const WordBound& bound : reason.bounds) {
    if (bound.weight < 0) return false;
    gap = gap - Polynomial(bound.weight) * value_of(reading, bound);
  }
  return gap == trace_of(reading, reason.summands);
}

}  // namespace

std::vector<MatrixRelation> relations_of(const MatrixClaim& claim) {
  std::vector<MatrixRelation> result;
  demand(!claim.cases.empty());
  for (const MatrixClaim::Case& one : claim.cases) {
    MatrixReading reading(claim, one);
    for (const MatrixStatement& hypothesis : claim.hypotheses) learn(reading, hypothesis);
    collect(result, reading, one.statement, true);
  }
  return result;
}

WordSum sum_of(MatrixReading& reading, const std::vector<WordSummand>& summands, const Term& rows,
               const Term& columns) {
  WordSum result = WordAlgebra::zero(rows, columns);
  for (const WordSummand& summand : summands) result = WordAlgebra::sum(result, multiplied_out(reading, summand));
  return result;
}

Polynomial trace_of(MatrixReading& reading, const std::vector<WordSummand>& summands) {
  Polynomial result;
  for (const WordSummand& summand : summands) {
    const std::optional<Equation> equation = reading.equations.at(summand.equation);
    demand(equation.has_value());
    if (equation->matrix) {
      result = result + reading.algebra.trace(multiplied_out(reading, summand));
    } else {
      demand(summand.left.empty() && summand.right.empty() && !summand.transposed);
      result = result + equation->number * reading.algebra.number(summand.coefficient);
    }
  }
  return result;
}

// By duality: with a = sum_k s_k l_k r_k^T, s_k >= 0 and unit vectors l_k, r_k, the trace of a^T b is
// sum_k s_k l_k^T b r_k, which is at most sum_k s_k times the operator norm of b.
Polynomial value_of(MatrixReading& reading, const WordBound& bound) {
  const WordSum a = literal(reading, bound.a);
  WordAlgebra& algebra = reading.algebra;
  if (bound.kind == WordBound::Kind::square) return algebra.trace(WordAlgebra::product(algebra.transposed(a), a));
  const WordSum b = literal(reading, bound.b);
  demand(a.rows == b.rows && a.columns == b.columns);
  const Polynomial pairing = algebra.trace(WordAlgebra::product(algebra.transposed(a), b));
  return bound.kind == WordBound::Kind::of_norms
             ? algebra.norm(MatrixOp::norm, a) * algebra.norm(MatrixOp::norm, b) - pairing
             : reading.nuclear_norm(a) * algebra.norm(MatrixOp::operator_norm, b) - pairing;
}

bool is_shown(const MatrixRelation& relation, const WordReason& reason) {
  MatrixReading reading = relation.reading;
  std::size_t next = 0;
  reading.root_of = [&](MatrixReading& here, const WordSum& y) { return root(here, y, reason.roots.at(next++)); };
  const Equation difference = reading.difference(relation.relation);
  const Op op = relation.relation.relation;
  if (reason.conserved) return op == Op::equal && relation.always && reading.moves && is_conserved(reading, difference);
  if (op == Op::equal && !reason.bounds.empty()) return false;
  if (difference.matrix)
    return op == Op::equal &&
           *difference.matrix == sum_of(reading, reason.summands, difference.matrix->rows, difference.matrix->columns);
  if (op == Op::less_equal) return is_bounded(reading, difference.number * minus, reason);
  return (op == Op::equal || op == Op::greater_equal) && is_bounded(reading, difference.number, reason);
}

/// The claim's relations hold, each for its own reason: data.words.
bool is_matrix_words(const Step& step) {
  const std::vector<MatrixRelation> relations = relations_of(*step.conclusion.context->matrices);
  return relations.size() == step.data.words.size() &&
         std::equal(relations.begin(), relations.end(), step.data.words.begin(), is_shown);
}

}  // namespace flowcert::proofs::kernel
