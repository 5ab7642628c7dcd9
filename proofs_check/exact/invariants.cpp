#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/continuity.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/translate.hpp"

namespace flowcert::proofs::exact {

namespace {

/// Runs f in a fresh scope with the statement's hypotheses; false when the scope's world has to be split into cases.
template <class F>
bool in_scope(Proof& proof, const FormulaStatement& statement, const F& f) {
  for (int i = 0; i < 8; ++i) {
    try {
      Scope scope(proof);
      read_hypotheses(scope, statement);
      return f(scope);
    } catch (const Restart&) {
    } catch (const Split&) {
      return false;
    } catch (const GiveUp&) {
      return false;
    }
  }
  return false;
}

/// slope = cofactor * e with a cofactor that is a polynomial in generators over nonzero denominators. All generators
/// are continuous functions of state and time (floor and sign never get here), so the cofactor is continuous along a
/// solution.
bool is_multiple(Proof& proof, const FormulaStatement& statement, std::string& text) {
  return in_scope(proof, statement, [&](Scope& scope) {
    const Fraction slope = translate(scope, statement.claim.arg(0)), e = translate(scope, statement.claim.arg(1));
    if (slope.numerator.is_zero()) return true;
    if (e.numerator.is_zero() || is_constant(e.numerator)) return false;
    if (term_count(slope.numerator) > 600 || largest_degree(slope.numerator) > 40) return false;
    Poly quotient;
    if (!GiNaC::divide(slope.numerator, e.numerator, quotient)) return false;
    text = to_text(quotient.expand());
    return true;
  });
}

/// e's numerator as a term, e being assumed to be defined: for e that is only defined once it is known to vanish.
Term numerator_of(Proof& proof, const FormulaStatement& statement, const Term& e) {
  Term result = e;
  (void)in_scope(proof, statement, [&](Scope& scope) {
    assume_defined(scope, e);
    result = term_of(scope, translate(scope, e).numerator);
    return true;
  });
  return result;
}

/// `smooth`: what makes the derivative along the field the derivative along the solution, and cofactors continuous.
void prove_vanishing_as_it_is(Proof& proof, const View& view, const ContinuousField& /*smooth*/, const Term& e) {
  prove_statement(proof, for_parameters(view, {}, relation(Op::equal, at_start(view, e), Term(0))));
  std::vector<Term> facts = facts_along(view);
  prove_statement(proof, for_all_states(view, facts, continuous_where_defined(view, {e})));
  const Term slope = slope_of(view, e);
  std::string reason;
  if (try_statement(
          proof, for_all_states(view, facts, theorems::conjunction({defined(e), relation(Op::equal, slope, Term(0))})),
          reason)) {
    proof.trail.push_back("invariant: the derivative of " + to_text(e) + " along the field is 0 and it starts at 0");
    return;
  }
  prove_statement(proof, for_all_states(view, facts, defined(e)));
  const FormulaStatement multiple =
      eliminate_equalities(proof, for_all_states(view, facts, relation(Op::equal, slope, e))).statement;
  std::string cofactor;
  if (!is_multiple(proof, multiple, cofactor))
    throw GiveUp{"the derivative of " + to_text(e) + " is not seen to vanish with it"};
  proof.backends.insert("GiNaC");
  proof.trail.push_back("invariant: " + to_text(e) + " starts at 0 and its derivative along the field is " + cofactor +
                        " times it, up to nonzero factors (Gronwall)");
}

bool divisible_by_state(Proof& proof, const View& view, std::size_t i, const std::vector<Term>& facts) {
  return in_scope(proof, for_all_states(view, facts, defined(view.field[i])), [&](Scope& scope) {
    const Fraction f = translate(scope, view.field[i]);
    return f.numerator.is_zero() || f.numerator.ldegree(scope.find("variable " + view.state[i])->symbol) > 0;
  });
}

}  // namespace

void prove_vanishing(Proof& proof, const View& view, const ContinuousField& smooth, const Term& e) {
  const std::size_t steps = proof.trail.size();
  GiveUp first{""};
  try {
    return prove_vanishing_as_it_is(proof, view, smooth, e);
  } catch (const GiveUp& stop) {
    first = stop;
  }
  proof.trail.resize(steps);
  // x == F with a pole in F: multiply out first; the product's vanishing then shows that F is defined.
  std::vector<Term> facts = facts_along(view);
  const Term top = numerator_of(proof, for_all_states(view, facts, defined(e)), e);
  if (top == e || has_kinks(top)) throw first;
  std::string reason;
  try {
    prove_vanishing_as_it_is(proof, view, smooth, top);
    facts.push_back(relation(Op::equal, top, Term(0)));
    prove_statement(proof, for_all_states(view, facts, relation(Op::equal, e, Term(0))));
  } catch (const GiveUp&) {
    throw first;
  }
}

void learn_invariants(Proof& proof, View& view, const ContinuousField& smooth, const std::vector<Term>& equalities) {
  const std::vector<Term> alive = view.alive;
  for (std::size_t i = 0; i < view.state.size(); ++i) {
    if (!divisible_by_state(proof, view, i, alive)) continue;
    const Term x = theorems::variable(view.state[i]);
    std::string reason;
    for (const Op op : {Op::greater, Op::less, Op::greater_equal, Op::less_equal}) {
      if (!try_statement(proof, for_parameters(view, {}, relation(op, view.initial[i], Term(0))), reason)) continue;
      view.known.push_back(relation(op, x, Term(0)));
      proof.trail.push_back("sign kept: " + to_text(view.known.back()) + ", for the right-hand side of " +
                            view.state[i] + " is a multiple of it");
      break;
    }
  }
  for (const Term& equality : equalities) {
    const std::size_t steps = proof.trail.size();
    try {
      prove_vanishing(proof, view, smooth, equality.arg(0) - equality.arg(1));
      view.known.push_back(equality);
    } catch (const GiveUp&) {
      proof.trail.resize(steps);
    }
  }
  proof.candidates.clear();  // of questions asked on the way, not of the claim
}

}  // namespace flowcert::proofs::exact
