#include "proofs_check/exact/formula.hpp"

#include "proofs_check/definitions.hpp"
#include "proofs_check/exact/calculus.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/lemmas.hpp"
#include "proofs_check/exact/real_arithmetic.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int deepest_split = 10;
constexpr int most_restarts = 12;

struct DepthGuard {
  explicit DepthGuard(Proof& proof) : proof_(proof) {
    if (++proof_.depth > 40) {
      --proof_.depth;
      throw GiveUp{"too many cases within cases"};
    }
  }
  ~DepthGuard() { --proof_.depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  Proof& proof_;
};

FormulaStatement with(const FormulaStatement& statement, const Term& hypothesis, const Term& claim) {
  FormulaStatement result = statement;
  result.hypotheses.push_back(hypothesis);
  result.claim = claim;
  return result;
}

FormulaStatement claiming(const FormulaStatement& statement, const Term& claim) {
  return {statement.variables, statement.hypotheses, claim};
}

std::string names_of(Scope& scope, const Poly& a, const Poly& b) {
  std::string result;
  for (const Poly& p : {a, b})
    for (const Symbol& symbol : symbols_of(p)) {
      const std::string name = theorems::to_text(scope.generator_of(symbol).term);
      if (result.find(" " + name + ",") == std::string::npos) result += " " + name + ",";
    }
  if (!result.empty()) result.pop_back();
  return result.empty() ? " nothing (numbers)" : result;
}

/// A point of the hypotheses, where a claim that is false throughout is false.
void offer_any_point(Scope& scope) {
  const QueryResult found = ask(scope, {}, {}, 1);
  if (found.answer != Answer::unsatisfiable && scope.proof.candidates.size() < 16)
    scope.proof.candidates.push_back(found.point);
}

void prove_relation_in(Scope& scope, const FormulaStatement& statement) {
  const Term& claim = statement.claim;
  read_hypotheses(scope, statement);
  const Fraction left = translate(scope, claim.arg(0)), right = translate(scope, claim.arg(1));
  const Fraction gap = subtract(scope, left, right);
  const SignSet wanted = signs_of(claim.op());
  const std::string text = theorems::to_text(claim);
  if (gap.numerator.is_zero() && signs::zero.within(wanted)) {
    scope.proof.backends.insert("GiNaC");
    if (claim.arg(0) == claim.arg(1) && left.denominator.empty()) return;  // x == x: nothing to tell
    scope.proof.trail.push_back("identity: " + text + ": the difference reduces to 0 in Q[generators], generators" +
                                names_of(scope, left.numerator, right.numerator) + "; every denominator shown nonzero");
    return;
  }
  const Poly p = wanted == signs::zero || wanted == signs::nonzero ? gap.numerator : same_sign(scope, gap);
  if (has_sign(scope, p, wanted)) {
    scope.proof.backends.insert("GiNaC");
    scope.proof.trail.push_back("sign: " + text);
    return;
  }
  if (is_constant(p)) {
    offer_any_point(scope);
    throw GiveUp{"the difference of the two sides is the number " + theorems::to_text(constant_of(p)), true};
  }
  if (wanted == signs::zero || wanted == signs::nonzero) throw GiveUp{"not an identity: " + text};
  by_monotonicity(scope, statement, wanted.within(signs::nonnegative) ? p : Poly((-p).expand()),
                  wanted == signs::positive || wanted == signs::negative);
  scope.proof.trail.push_back("sign: " + text);
}

void prove_cases(Proof& proof, const FormulaStatement& statement, const Split& split) {
  proof.trail.push_back("cases by the sign of " + split.about);
  for (const Term& part : split.cases) {
    proof.trail.push_back("case " + theorems::to_text(part) + ":");
    prove_statement(proof, with(statement, part, statement.claim));
  }
}

void prove_relation(Proof& proof, const FormulaStatement& statement) {
  for (int i = 0; i < most_restarts; ++i) {
    const std::size_t steps = proof.trail.size();
    try {
      Scope scope(proof);
      prove_relation_in(scope, statement);
      return;
    } catch (const Restart&) {
      proof.trail.resize(steps);
    } catch (const Split& split) {
      proof.trail.resize(steps);
      if (proof.depth > deepest_split) throw GiveUp{"too many cases within cases: " + split.about};
      prove_cases(proof, statement, split);
      return;
    }
  }
  throw GiveUp{"no common basis for the exponents was found"};
}

void prove_disjunction(Proof& proof, const FormulaStatement& statement) {
  // A or B or C: any disjunct alone; else the last where the others fail.
  std::string reason;
  for (const Term& part : statement.claim.args())
    if (try_statement(proof, claiming(statement, part), reason)) return;
  FormulaStatement last = claiming(statement, statement.claim.args().back());
  for (std::size_t i = 0; i + 1 < statement.claim.args().size(); ++i)
    last.hypotheses.push_back(theorems::negation(statement.claim.arg(i)));
  prove_statement(proof, last);
}

void prove_negation(Proof& proof, const FormulaStatement& statement) {
  const Term& inner = statement.claim.arg(0);
  if (is_relation(inner.op())) return prove_statement(proof, claiming(statement, flipped(inner)));
  if (inner.op() == Op::logical_not) return prove_statement(proof, claiming(statement, inner.arg(0)));
  if (inner.op() == Op::implies)
    return prove_statement(
        proof, claiming(statement, theorems::conjunction({inner.arg(0), theorems::negation(inner.arg(1))})));
  if (inner.op() != Op::logical_and && inner.op() != Op::logical_or) throw GiveUp{"no exact method for this negation"};
  std::vector<Term> parts;
  for (const Term& part : inner.args()) parts.push_back(theorems::negation(part));
  prove_statement(proof, claiming(statement, inner.op() == Op::logical_and ? theorems::disjunction(parts)
                                                                           : theorems::conjunction(parts)));
}

void prove_for_all(Proof& proof, const FormulaStatement& statement) {
  const Term& claim = statement.claim;
  const std::string fresh = claim.name() + "'" + std::to_string(statement.variables.size());
  const Term x = theorems::variable(fresh);
  FormulaStatement inner = statement;
  FreeParameter bound;
  bound.name = fresh;
  bound.integer = claim.node().integer_range;
  inner.variables.push_back(bound);
  for (const Term& end : between(x, claim.arg(0), claim.node().low_open, claim.arg(1), claim.node().high_open))
    inner.hypotheses.push_back(end);
  inner.claim = substitute(claim.arg(2), {{claim.name(), x}});
  // A range with an undefined end is not an empty one, of which everything would hold.
  for (const Term& end : {claim.arg(0), claim.arg(1)})
    if (!end.is_number() && !theorems::is_infinite(end))
      prove_statement(proof, claiming(statement, relation(Op::equal, end, end)));
  prove_statement(proof, inner);
}

/// A variable that a hypothesis defines is easier to reason about by what else is known of it; where that is not
/// enough, by its value.
void prove_relation_by_name_or_value(Proof& proof, const FormulaStatement& statement) {
  const auto defined = with_definitions(statement);
  if (!defined) return prove_relation(proof, statement);
  const std::size_t steps = proof.trail.size();
  try {
    prove_relation(proof, defined->by_name);
  } catch (const GiveUp&) {
    if (proof.by_name_only) throw;
    proof.trail.resize(steps);
    prove_statement(proof, defined->by_value);
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): what follows is about the rewritten one
void prove_statement(Proof& proof, const FormulaStatement& original) {
  const DepthGuard guard(proof);
  proof.check_time();
  const FormulaStatement statement = eliminate_equalities(proof, original);
  const Term& claim = statement.claim;
  const std::vector<FormulaStatement> cases = split_hypotheses(statement);
  if (!cases.empty()) {
    for (const FormulaStatement& part : cases) prove_statement(proof, part);
    return;
  }
  if (is_relation(claim.op())) return prove_relation_by_name_or_value(proof, statement);
  switch (claim.op()) {
    case Op::true_value:
      proof.trail.emplace_back("true");
      return;
    case Op::logical_and:
      for (const Term& part : claim.args()) prove_statement(proof, claiming(statement, part));
      return;
    case Op::implies:
      return prove_statement(proof, with(statement, claim.arg(0), claim.arg(1)));
    case Op::logical_or:
      return prove_disjunction(proof, statement);
    case Op::logical_not:
      return prove_negation(proof, statement);
    case Op::for_all:
      return prove_for_all(proof, statement);
    default:
      throw GiveUp{"no exact method for " + theorems::to_text(claim)};
  }
}

bool try_statement(Proof& proof, const FormulaStatement& statement, std::string& reason) {
  // NOLINTNEXTLINE(clang-analyzer-deadcode.DeadStores): used after an exception, which the analyzer does not follow
  const std::size_t steps = proof.trail.size();
  try {
    prove_statement(proof, statement);
    return true;
  } catch (const GiveUp& stop) {
    reason = stop.reason;
  }
  proof.trail.resize(steps);
  return false;
}

bool contradictory(Proof& proof, const FormulaStatement& statement, int depth) {
  if (depth > deepest_split) return false;
  const std::vector<FormulaStatement> cases = split_hypotheses(statement);
  if (!cases.empty()) {
    for (const FormulaStatement& part : cases)
      if (!contradictory(proof, part, depth + 1)) return false;
    return true;
  }
  for (int i = 0; i < most_restarts; ++i) {
    try {
      Scope scope(proof);
      read_hypotheses(scope, statement);
      for (const Fact& fact : scope.facts)
        if (is_constant(fact.poly) && !structural_sign(scope, Poly(fact.poly)).within(fact.sign)) return true;
      if (ask(scope, {}, {}, 2).answer == Answer::unsatisfiable) return true;
      return ask(scope, {}, lemmas_for(scope), 2).answer == Answer::unsatisfiable;
    } catch (const Restart&) {
    } catch (const Split& split) {
      for (const Term& part : split.cases)
        if (!contradictory(proof, with(statement, part, statement.claim), depth + 1)) return false;
      return true;
    }
  }
  return false;
}

}  // namespace flowcert::proofs::exact
