#include "proofs_check/exact/words/premises.hpp"

#include <fmt/format.h>

namespace flowcert::proofs::exact::words {

using theorems::MatrixOp;
using theorems::MatrixStatement;
using Kind = MatrixStatement::Kind;

// From x > 0, x >= 1, x != 0 and the like.
void Premises::take_numbers(const NumberHypotheses& numbers) {
  for (const FreeParameter& parameter : numbers.parameters) (void)reading_.algebra.parameter(parameter.name);
  for (const Term& hypothesis : numbers.hypotheses) {
    if (!is_relation(hypothesis.op())) continue;
    Op op = hypothesis.op();
    Term variable = hypothesis.arg(0);
    Term bound = hypothesis.arg(1);
    if (!variable.is_variable()) {
      std::swap(variable, bound);
      op = op == Op::less            ? Op::greater
           : op == Op::less_equal    ? Op::greater_equal
           : op == Op::greater       ? Op::less
           : op == Op::greater_equal ? Op::less_equal
                                     : op;
    }
    if (!variable.is_variable() || !bound.is_number()) continue;
    NumberFacts* facts = reading_.algebra.facts_of(variable.name());
    if (facts == nullptr) continue;
    const Rational& b = bound.number();
    if ((op == Op::greater || op == Op::greater_equal) && b >= 0) facts->nonnegative = true;
    if ((op == Op::greater && b >= 0) || (op == Op::greater_equal && b > 0)) facts->nonzero = true;
    if ((op == Op::less && b <= 0) || (op == Op::less_equal && b < 0)) facts->nonzero = true;
    if (op == Op::not_equal && b == 0) facts->nonzero = true;
  }
}

void Premises::declare(const theorems::MatrixClaim& claim, const theorems::MatrixClaim::Case& one) {
  for (const theorems::MatrixParameter& matrix : claim.matrices) {
    LetterFacts facts;
    facts.name = facts.parameter = matrix.name;
    facts.rows = matrix.rows;
    facts.columns = matrix.columns;
    facts.symmetric = matrix.symmetric;
    (void)reading_.algebra.add_letter(std::move(facts));
  }
  if (claim.flow) declare_flow(reading_, *claim.flow, one);
}

void Premises::take(const MatrixStatement& statement) {
  if (statement.kind == Kind::conjunction) {
    for (const MatrixStatement& part : statement.parts) take(part);
  }
  if (statement.kind != Kind::relation) return;
  Algebra& algebra = reading_.algebra;
  try {
    if (!statement.left.is_number()) {
      if (statement.relation == Op::equal) take_matrices(statement);
      return;
    }
    const Poly difference = (reading_.number(statement.left) - reading_.number(statement.right)).expand();
    switch (statement.relation) {
      case Op::equal:
        if (!algebra.assume_zero(difference)) facts_.push_back({difference, signs::zero});
        break;
      case Op::not_equal:
        facts_.push_back({difference, signs::nonzero});
        break;
      case Op::less:
        facts_.push_back({difference, signs::negative});
        break;
      case Op::less_equal:
        facts_.push_back({difference, signs::nonpositive});
        break;
      case Op::greater:
        facts_.push_back({difference, signs::positive});
        break;
      case Op::greater_equal:
        facts_.push_back({difference, signs::nonnegative});
        break;
      default:
        break;
    }
  } catch (const GiveUp& stop) {
    proof_->check_time();
    proof_->trail.push_back("a hypothesis is not used: " + stop.reason);
  }
}

void Premises::take_matrices(const MatrixStatement& relation) {
  if (relation.right.op() == MatrixOp::square_root) return take_root(relation.left, relation.right);
  if (relation.left.op() == MatrixOp::square_root) return take_root(relation.right, relation.left);
  const WordSum difference = reading_.algebra.add(reading_.matrix(relation.left), reading_.matrix(relation.right), -1);
  reading_.algebra.assume_zero(difference);
  note_positive(difference);
}

// A relation that holds has defined sides: Y is positive semidefinite and X its root.
void Premises::take_root(const MatrixTerm& x_term, const MatrixTerm& root) {
  Algebra& algebra = reading_.algebra;
  const WordSum x = reading_.matrix(x_term);
  const WordSum y = reading_.matrix(root.arg(0));
  algebra.assume_zero(algebra.add(algebra.multiply(x, x), y, -1));
  algebra.assume_zero(algebra.add(algebra.transpose(x), x, -1));
  if (x_term.op() == MatrixOp::letter) algebra.letter(*algebra.find_letter(x_term.name())).positive = true;
}

/// A letter that equals a positive semidefinite sum is positive semidefinite.
void Premises::note_positive(const WordSum& difference) {
  Algebra& algebra = reading_.algebra;
  for (const auto& [word, coefficient] : difference.parts) {
    if (word.size() != 1 || !is_constant(coefficient)) continue;
    WordSum rest = difference;
    rest.parts.erase(word);
    const WordSum value = algebra.scale(rest, (Poly(-1) / coefficient).expand());
    if (!reading_.is_positive(value)) continue;
    const std::size_t number = number_of(word[0]);
    algebra.letter(number).positive = true;
    const WordSum letter = algebra.of_letter(number);
    algebra.assume_zero(algebra.add(algebra.transpose(letter), letter, -1));
  }
}

void Premises::complete() {
  reading_.complete();
  refuse_contradiction();
}

void Premises::refuse_contradiction() const {
  if (reading_.algebra.contradictory()) throw GiveUp{"the hypotheses contradict each other"};
}

void Premises::describe_rules() const {
  const Algebra& algebra = reading_.algebra;
  for (const Rule& rule : algebra.rules()) {
    if (!rule.used) continue;
    proof_->trail.push_back(
        fmt::format("by the hypotheses {} = {}", algebra.text(rule.left), algebra.text(rule.right)));
  }
}

}  // namespace flowcert::proofs::exact::words
