#include "proofs_check/exact/words/prove_case.hpp"

#include <fmt/format.h>

#include "proofs_check/exact/words/number_relation.hpp"
#include "proofs_check/exact/words/premises.hpp"

namespace flowcert::proofs::exact::words {

namespace {

using theorems::MatrixClaim;
using theorems::MatrixOp;
using theorems::MatrixStatement;
using Kind = MatrixStatement::Kind;

/// Rules may hold at one time only: derivatives and values at the start are computed without them.
template <class Compute>
auto without_rules(Algebra& algebra, const Compute& compute) {
  const bool before = algebra.use_rules;
  algebra.use_rules = false;
  auto result = compute();
  algebra.use_rules = before;
  return result;
}

class CaseProof {
 public:
  CaseProof(Proof& proof, const NumberHypotheses& numbers) : proof_(proof), numbers_(numbers) {}

  void run(const MatrixClaim& claim, const MatrixClaim::Case& one) {
    Premises known(proof_);
    known.take_numbers(numbers_);
    known.declare(claim, one);
    for (const MatrixStatement& hypothesis : claim.hypotheses) known.take(hypothesis);
    known.complete();
    proof_.backends.insert("free algebra with transpose");
    prove(known, one.statement, true);
  }

 private:
  void note(const std::string& line) { proof_.trail.push_back(line); }

  /// `always`: the premises hold at all times of the flow, not only at the moment that is looked at.
  void prove(const Premises& known, const MatrixStatement& statement, bool always) {
    proof_.check_time();
    switch (statement.kind) {
      case Kind::conjunction:
        for (const MatrixStatement& part : statement.parts) prove(known, part, always);
        if (statement.parts.empty()) note("nothing is claimed");
        return;
      case Kind::disjunction:
        return prove_one_of(known, statement, always);
      case Kind::implication: {
        Premises more = known;
        more.take(statement.parts.at(0));
        more.complete();
        note("under the premise:");
        return prove(more, statement.parts.at(1), false);
      }
      case Kind::negation:
        throw GiveUp{"that something is false for every size is not followed"};
      case Kind::relation:
        break;
    }
    Premises local = known;  // roots and norms of the claim add letters and numbers
    if (statement.left.is_number()) return prove_numbers(local, statement, always);
    if (statement.relation != Op::equal) throw GiveUp{"an inequality between the entries of matrices"};
    prove_matrices(local, statement, always);
  }

  void prove_one_of(const Premises& known, const MatrixStatement& statement, bool always) {
    const std::size_t lines = proof_.trail.size();
    std::string reasons;
    for (const MatrixStatement& part : statement.parts) {
      try {
        return prove(known, part, always);
      } catch (const GiveUp& stop) {
        proof_.trail.resize(lines);
        reasons += (reasons.empty() ? "" : "; ") + stop.reason;
      }
    }
    throw GiveUp{reasons};
  }

  void prove_matrices(Premises& known, const MatrixStatement& statement, bool always) {
    Reading& reading = known.reading();
    if (is_root(known, statement.left, statement.right) || is_root(known, statement.right, statement.left)) return;
    const WordSum left = reading.matrix(statement.left);
    const WordSum right = reading.matrix(statement.right);
    reading.complete();
    known.refuse_contradiction();
    Algebra& algebra = reading.algebra;
    const WordSum difference = algebra.add(left, right, -1);
    const WordSum rest = algebra.reduced(difference);
    if (rest.is_zero()) {
      known.describe_rules();
      note(fmt::format("both sides are {} for every size", algebra.text(algebra.reduced(left))));
      return;
    }
    if (always && reading.flow && stays_zero(known, difference)) return;
    throw GiveUp{"the two sides differ by " + shortened(algebra.text(rest))};
  }

  /// What is zero at the start and has derivative zero stays zero.
  bool stays_zero(Premises& known, const WordSum& difference) {
    Algebra& algebra = known.reading().algebra;
    const WordSum start = without_rules(algebra, [&] { return algebra.at_start(difference); });
    if (!algebra.reduced(start).is_zero()) return false;
    const WordSum change = without_rules(algebra, [&] { return algebra.derivative(difference); });
    if (!algebra.reduced(change).is_zero()) return false;
    known.describe_rules();
    note("the sides are equal at the start, and the derivative of their difference " +
         shortened(algebra.text(difference)) + " is zero for every size");
    return true;
  }

  static std::string shortened(std::string text) {
    constexpr std::size_t longest = 400;
    if (text.size() > longest) text = text.substr(0, longest) + " ...";
    return text;
  }

  /// X == sqrtm(Y) iff X is positive semidefinite and X^2 = Y.
  bool is_root(const Premises& known, const MatrixTerm& x_term, const MatrixTerm& root_term) {
    if (root_term.op() != MatrixOp::square_root) return false;
    Premises local = known;
    Reading& reading = local.reading();
    const WordSum x = reading.matrix(x_term);
    const WordSum y = reading.matrix(root_term.arg(0));
    reading.complete();
    local.refuse_contradiction();
    Algebra& algebra = reading.algebra;
    const WordSum difference = algebra.reduced(algebra.add(algebra.multiply(x, x), y, -1));
    if (!difference.is_zero()) return false;
    if (!reading.is_positive(x) && !reading.is_positive(algebra.reduced(x))) return false;
    local.describe_rules();
    note(
        fmt::format("X = {} is positive semidefinite and X^2 = {}: it is the root, which is unique (Horn & Johnson, "
                    "theorem 7.2.6)",
                    algebra.text(x), algebra.text(algebra.reduced(y))));
    return true;
  }

  void prove_numbers(Premises& known, const MatrixStatement& statement, bool always) {
    Reading& reading = known.reading();
    const Poly left = reading.number(statement.left);
    const Poly right = reading.number(statement.right);
    reading.complete();
    known.refuse_contradiction();
    Algebra& algebra = reading.algebra;
    const Poly raw = (left - right).expand();
    const Poly rest = algebra.reduced(raw);
    const bool equality = statement.relation == Op::equal;
    const bool weak = equality || statement.relation == Op::less_equal || statement.relation == Op::greater_equal;
    if (weak && rest.is_zero()) {
      known.describe_rules();
      note("both sides are " + shortened(to_text(algebra.reduced(left))) + " for every size");
      return;
    }
    if (equality && always && reading.flow) {
      const Poly start = without_rules(algebra, [&] { return algebra.at_start(raw); });
      if (algebra.reduced(start).is_zero()) {
        const Poly change = without_rules(algebra, [&] { return algebra.derivative(raw); });
        if (algebra.reduced(change).is_zero()) {
          known.describe_rules();
          note("the sides are equal at the start, and the derivative of their difference is zero for every size");
          return;
        }
      }
    }
    known.describe_rules();
    prove_number_relation(proof_, algebra, statement.relation, rest, numbers_, known.number_facts());
  }

  Proof& proof_;
  const NumberHypotheses& numbers_;
};

}  // namespace

void prove_case(Proof& proof, const MatrixClaim& claim, const MatrixClaim::Case& one, const NumberHypotheses& numbers) {
  CaseProof(proof, numbers).run(claim, one);
}

}  // namespace flowcert::proofs::exact::words
