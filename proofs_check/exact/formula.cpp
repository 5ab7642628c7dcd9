#include "proofs_check/exact/formula.hpp"

#include "proofs_check/decide/definitions.hpp"
#include "proofs_check/exact/calculus.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/lemmas.hpp"
#include "proofs_check/exact/limit.hpp"
#include "proofs_check/exact/real_arithmetic.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"
#include "proofs_check/kernel/domain.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

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

StepPtr prove(Proof& proof, const FormulaStatement& original);
/// Null and the trail as before if it gives up.
StepPtr try_to_prove(Proof& proof, const FormulaStatement& statement, std::string* reason = nullptr);

/// From a context with fewer, or rearranged, hypotheses and variables.
StepPtr weakened(const FormulaStatement& statement, const StepPtr& step) {
  kernel::ContextPtr context = context_of(statement);
  if (kernel::same(context, step->conclusion.context)) return step;
  return make_step(Rule::weakening, context, statement.claim, {step});
}

StepPtr prove_relation_in(Scope& scope, const FormulaStatement& statement) {
  const Term& claim = statement.claim;
  read_hypotheses(scope, statement);
  const Fraction left = translate(scope, claim.arg(0)), right = translate(scope, claim.arg(1));
  const Fraction gap = subtract(scope, left, right);
  const SignSet wanted = signs_of(claim.op());
  const std::string text = theorems::to_text(claim);
  if (gap.numerator.is_zero() && signs::zero.within(wanted)) {
    scope.proof.backends.insert("GiNaC");
    const StepPtr step = pending_in(scope, claim, "identity");
    if (claim.arg(0) == claim.arg(1) && left.denominator.empty()) return step;  // x == x: nothing to tell
    scope.proof.trail.push_back("identity: " + text + ": the difference reduces to 0 in Q[generators], generators" +
                                names_of(scope, left.numerator, right.numerator) + "; every denominator shown nonzero");
    return step;
  }
  const Poly p = wanted == signs::zero || wanted == signs::nonzero ? gap.numerator : same_sign(scope, gap);
  if (has_sign(scope, p, wanted)) {
    scope.proof.backends.insert("GiNaC");
    scope.proof.trail.push_back("sign: " + text);
    return pending_in(scope, claim, "sign");
  }
  if (is_constant(p)) {
    offer_any_point(scope);
    throw GiveUp{"the difference of the two sides is the number " + theorems::to_text(constant_of(p)), true};
  }
  if (wanted == signs::zero || wanted == signs::nonzero) throw GiveUp{"not an identity: " + text};
  by_monotonicity(scope, statement, wanted.within(signs::nonnegative) ? p : Poly((-p).expand()),
                  wanted == signs::positive || wanted == signs::negative);
  scope.proof.trail.push_back("sign: " + text);
  return pending_in(scope, claim, "sign");
}

StepPtr prove_cases(Proof& proof, const FormulaStatement& statement, const Split& split) {
  std::vector<StepPtr> premises{split.exhaustive};
  proof.trail.push_back("cases by the sign of " + split.about);
  for (const Term& part : split.cases) {
    proof.trail.push_back("case " + theorems::to_text(part) + ":");
    premises.push_back(prove(proof, with(statement, part, statement.claim)));
  }
  return make_step(Rule::cases, context_of(statement), statement.claim, std::move(premises));
}

StepPtr prove_relation(Proof& proof, const FormulaStatement& statement) {
  for (int i = 0; i < most_restarts; ++i) {
    const std::size_t steps = proof.trail.size();
    try {
      Scope scope(proof);
      return prove_relation_in(scope, statement);
    } catch (const Restart&) {
      proof.trail.resize(steps);
    } catch (const Split& split) {
      proof.trail.resize(steps);
      if (proof.depth > deepest_split) throw GiveUp{"too many cases within cases: " + split.about};
      return prove_cases(proof, statement, split);
    }
  }
  throw GiveUp{"no common basis for the exponents was found"};
}

StepPtr prove_in_limit(Proof& proof, const FormulaStatement& statement, const kernel::LimitClaim& claim, bool negated) {
  const std::size_t steps = proof.trail.size();
  try {
    return prove_limit(proof, statement, claim, negated);
  } catch (const Split& split) {
    proof.trail.resize(steps);
    if (proof.depth > deepest_split) throw GiveUp{"too many cases within cases: " + split.about};
    return prove_cases(proof, statement, split);
  }
}

StepPtr prove_disjunction(Proof& proof, const FormulaStatement& statement) {
  // A or B or C: any disjunct alone; else the last where the others fail.
  const kernel::ContextPtr context = context_of(statement);
  for (const Term& part : statement.claim.args())
    if (const StepPtr step = try_to_prove(proof, claiming(statement, part)))
      return make_step(Rule::disjunction, context, statement.claim, {step});
  FormulaStatement last = claiming(statement, statement.claim.args().back());
  for (std::size_t i = 0; i + 1 < statement.claim.args().size(); ++i)
    last.hypotheses.push_back(theorems::negation(statement.claim.arg(i)));
  return make_step(Rule::last_of_disjunction, context, statement.claim, {prove(proof, last)});
}

/// What says the same as "not inner" with the negation further inside; for a relation it says more.
Term with_negation_inside(const Term& inner) {
  if (is_relation(inner.op())) return kernel::negated_relation(inner);
  if (inner.op() == Op::logical_not) return inner.arg(0);
  if (inner.op() == Op::implies) return theorems::conjunction({inner.arg(0), theorems::negation(inner.arg(1))});
  if (inner.op() != Op::logical_and && inner.op() != Op::logical_or) throw GiveUp{"no exact method for this negation"};
  std::vector<Term> parts;
  for (const Term& part : inner.args()) parts.push_back(theorems::negation(part));
  return inner.op() == Op::logical_and ? theorems::disjunction(parts) : theorems::conjunction(parts);
}

StepPtr prove_negation(Proof& proof, const FormulaStatement& statement) {
  if (const auto limit = kernel::read_limit(statement.claim.arg(0)))
    return prove_in_limit(proof, statement, *limit, true);
  const StepPtr inside = prove(proof, claiming(statement, with_negation_inside(statement.claim.arg(0))));
  return make_step(Rule::same_meaning, context_of(statement), statement.claim, {inside});
}

StepPtr prove_for_all(Proof& proof, const FormulaStatement& statement) {
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
  std::vector<StepPtr> premises;
  for (const Term& end : {claim.arg(0), claim.arg(1)})
    if (!end.is_number() && !theorems::is_infinite(end))
      premises.push_back(prove(proof, claiming(statement, relation(Op::equal, end, end))));
  premises.push_back(prove(proof, inner));
  return make_step(Rule::generalization, context_of(statement), claim, std::move(premises));
}

/// variable == value by the hypothesis that it was solved from.
StepPtr solved(const kernel::ContextPtr& context, const Term& equality, const Replacement& replacement) {
  kernel::Data data;
  data.name = "a hypothesis solved";
  std::vector<StepPtr> premises;
  for (const auto& [reading, use] : replacement.readings) {
    premises.push_back(make_step(Rule::weakening, context, reading->conclusion.claim, {reading}));
    data.places.push_back(use);
  }
  return make_step(Rule::pending, context, equality, std::move(premises), std::move(data));
}

/// A statement in which variables have been replaced by their values, one after the other, proves the one that it was
/// made from.
StepPtr put_back(const FormulaStatement& original, const std::vector<Replacement>& replaced, const StepPtr& inner) {
  if (replaced.empty()) return inner;
  std::vector<FormulaStatement> stages{original};
  for (const Replacement& r : replaced) {
    FormulaStatement next = stages.back();
    const theorems::Substitution replace{{r.variable.name(), r.value}};
    for (Term& h : next.hypotheses) h = substitute(h, replace);
    next.claim = substitute(next.claim, replace);
    std::erase_if(next.variables, [&](const FreeParameter& v) { return v.name == r.variable.name(); });
    stages.push_back(std::move(next));
  }
  StepPtr step = weakened(stages.back(), inner);
  for (std::size_t k = replaced.size(); k-- > 0;) {
    const kernel::ContextPtr context = context_of(stages[k]);
    const Term equality = relation(Op::equal, replaced[k].variable, replaced[k].value);
    step = make_step(Rule::substitution, context, stages[k].claim, {solved(context, equality, replaced[k]), step});
  }
  return step;
}

/// A variable that a hypothesis defines is easier to reason about by what else is known of it; where that is not
/// enough, by its value.
StepPtr prove_relation_by_name_or_value(Proof& proof, const FormulaStatement& statement) {
  const auto defined = with_definitions(statement);
  if (!defined) return prove_relation(proof, statement);
  const std::size_t steps = proof.trail.size();
  try {
    return weakened(statement, prove_relation(proof, defined->by_name));
  } catch (const GiveUp&) {
    if (proof.by_name_only) throw;
    proof.trail.resize(steps);
    return put_back(statement, defined->replaced, prove(proof, defined->by_value));
  }
}

StepPtr prove_hypothesis_cases(Proof& proof, const FormulaStatement& statement, const HypothesisCases& cases) {
  const kernel::ContextPtr context = context_of(statement);
  const StepPtr hypothesis = make_step(Rule::hypothesis, context, cases.hypothesis, {});
  std::vector<StepPtr> premises{
      make_step(Rule::same_meaning, context, theorems::disjunction(cases.parts), {hypothesis})};
  for (std::size_t k = 0; k < cases.parts.size(); ++k)
    premises.push_back(weakened(with(statement, cases.parts[k], statement.claim), prove(proof, cases.statements[k])));
  return make_step(Rule::cases, context, statement.claim, std::move(premises));
}

StepPtr prove_simplified(Proof& proof, const FormulaStatement& statement) {
  const Term& claim = statement.claim;
  if (const auto cases = split_hypotheses(statement)) return prove_hypothesis_cases(proof, statement, *cases);
  if (is_relation(claim.op())) return prove_relation_by_name_or_value(proof, statement);
  if (const auto limit = kernel::read_limit(claim)) return prove_in_limit(proof, statement, *limit, false);
  const kernel::ContextPtr context = context_of(statement);
  switch (claim.op()) {
    case Op::true_value:
      proof.trail.emplace_back("true");
      return make_step(Rule::truth, context, claim, {});
    case Op::logical_and: {
      std::vector<StepPtr> premises;
      for (const Term& part : claim.args()) premises.push_back(prove(proof, claiming(statement, part)));
      return make_step(Rule::conjunction, context, claim, std::move(premises));
    }
    case Op::implies:
      return make_step(Rule::implication, context, claim, {prove(proof, with(statement, claim.arg(0), claim.arg(1)))});
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

StepPtr prove(Proof& proof, const FormulaStatement& original) {
  const DepthGuard guard(proof);
  proof.check_time();
  const Elimination simpler = eliminate_equalities(proof, original);
  return weakened(original, put_back(original, simpler.replaced, prove_simplified(proof, simpler.statement)));
}

StepPtr try_to_prove(Proof& proof, const FormulaStatement& statement, std::string* reason) {
  // NOLINTNEXTLINE(clang-analyzer-deadcode.DeadStores): used after an exception, which the analyzer does not follow
  const std::size_t steps = proof.trail.size();
  try {
    return prove(proof, statement);
  } catch (const GiveUp& stop) {
    if (reason != nullptr) *reason = stop.reason;
  }
  proof.trail.resize(steps);
  return nullptr;
}

}  // namespace

StepPtr prove_statement(Proof& proof, const FormulaStatement& statement) {
  const StepPtr step = prove(proof, statement);
  proof.trail.attach(step);
  return step;
}

StepPtr try_statement(Proof& proof, const FormulaStatement& statement, std::string& reason) {
  const StepPtr step = try_to_prove(proof, statement, &reason);
  if (step) proof.trail.attach(step);
  return step;
}

bool contradictory(Proof& proof, const FormulaStatement& statement, int depth) {
  if (depth > deepest_split) return false;
  if (const auto cases = split_hypotheses(statement)) {
    for (const FormulaStatement& part : cases->statements)
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
