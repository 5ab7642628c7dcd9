#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/continuity.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/translate.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

/// slope == c*e along the solution, or, where the search sees no way, a step that says so on trust: that it is so was
/// read off polynomials.
StepPtr product_along(Proof& proof, const View& view, const Term& slope, const Term& cofactor, const Term& e) {
  const Term claim = relation(Op::equal, slope, cofactor * e);
  const StepPtr step = try_along(proof, view, {}, claim);
  return step ? step : unchecked(along(view), claim, "a cofactor");
}

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

/// c with slope == c*e, a polynomial in generators over nonzero denominators, from the statement "slope == e". All
/// generators are continuous functions of state and time (floor and sign never get here), so c is continuous along a
/// solution.
std::optional<Term> cofactor_of(Proof& proof, const FormulaStatement& statement) {
  std::optional<Term> result;
  (void)in_scope(proof, statement, [&](Scope& scope) {
    const Fraction slope = translate(scope, statement.claim.arg(0)), e = translate(scope, statement.claim.arg(1));
    if (slope.numerator.is_zero()) {
      result = Term(0);
      return true;
    }
    if (e.numerator.is_zero() || is_constant(e.numerator)) return false;
    if (term_count(slope.numerator) > 600 || largest_degree(slope.numerator) > 40) return false;
    Fraction quotient, bottom;
    if (!GiNaC::divide(slope.numerator, e.numerator, quotient.numerator)) return false;
    quotient.denominator = slope.denominator;
    bottom.numerator = 1;
    bottom.denominator = e.denominator;
    result = e.denominator.empty() ? term_of(scope, quotient) : term_of(scope, quotient) / term_of(scope, bottom);
    return true;
  });
  return result;
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
StepPtr prove_vanishing_as_it_is(Proof& proof, const View& view, const ContinuousField& /*smooth*/, const Term& e) {
  const Term zero(0), claim = relation(Op::equal, e, zero);
  const StepPtr start =
      under(kernel::of_parameters(*view.own), prove_statement(proof, for_parameters(view, {}, at_start(view, claim))));
  const std::vector<Term> facts = facts_along(view);
  prove_statement(proof, for_all_states(view, facts, continuous_where_defined(view, std::vector<Term>{e})));
  const Term slope = slope_of(view, e), still = relation(Op::equal, slope, zero * e);
  if (const StepPtr rests = try_along(proof, view, {}, theorems::conjunction({defined(e), still}))) {
    proof.trail.push_back("invariant: the derivative of " + to_text(e) + " along the field is 0 and it starts at 0");
    return step_along(view, Rule::linear_comparison, claim,
                      {start, step_along(view, Rule::part_of_conjunction, defined(e), {rests}),
                       step_along(view, Rule::part_of_conjunction, still, {rests})},
                      {zero});
  }
  const StepPtr there = prove_along(proof, view, {}, defined(e));
  const FormulaStatement multiple =
      eliminate_equalities(proof, for_all_states(view, facts, relation(Op::equal, slope, e))).statement;
  const std::optional<Term> cofactor = cofactor_of(proof, multiple);
  if (!cofactor) throw GiveUp{"the derivative of " + to_text(e) + " is not seen to vanish with it"};
  proof.backends.insert("GiNaC");
  proof.trail.push_back("invariant: " + to_text(e) + " starts at 0 and its derivative along the field is " +
                        to_text(*cofactor) + " times it (Gronwall)");
  return step_along(view, Rule::linear_comparison, claim,
                    {start, there, product_along(proof, view, slope, *cofactor, e)}, {*cofactor});
}

/// c with f == c*x, where x's right-hand side f is a multiple of x.
std::optional<Term> cofactor_of_state(Proof& proof, const View& view, std::size_t i, const std::vector<Term>& facts) {
  std::optional<Term> result;
  (void)in_scope(proof, for_all_states(view, facts, defined(view.field[i])), [&](Scope& scope) {
    Fraction f = translate(scope, view.field[i]);
    const Symbol& x = scope.find("variable " + view.state[i])->symbol;
    if (!f.numerator.is_zero() && f.numerator.ldegree(x) == 0) return false;
    f.numerator = (f.numerator / x).expand();
    result = term_of(scope, f);
    return true;
  });
  return result;
}

/// The sign of a state whose right-hand side is c times it, by its start.
void learn_sign_kept(Proof& proof, View& view, std::size_t i, const Term& cofactor) {
  const Term x = theorems::variable(view.state[i]);
  std::string reason;
  for (const Op op : {Op::greater, Op::less, Op::greater_equal, Op::less_equal}) {
    const Term claim = relation(op, x, Term(0));
    const StepPtr start = try_statement(proof, for_parameters(view, {}, at_start(view, claim)), reason);
    if (!start) continue;
    proof.trail.push_back("sign kept: " + to_text(claim) + ", for the right-hand side of " + view.state[i] +
                          " is a multiple of it");
    const StepPtr there = pending(along(view), defined(x), {}, "a variable is defined");
    const StepPtr step = step_along(view, Rule::linear_comparison, claim,
                                    {under(kernel::of_parameters(*view.own), start), there,
                                     product_along(proof, view, slope_of(view, x), cofactor, x)},
                                    {cofactor});
    learn_along(view, claim, step);
    break;
  }
}

}  // namespace

StepPtr prove_vanishing(Proof& proof, const View& view, const ContinuousField& smooth, const Term& e) {
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
  try {
    const StepPtr vanishes = prove_vanishing_as_it_is(proof, view, smooth, top);
    View informed = view;
    learn_along(informed, relation(Op::equal, top, Term(0)), vanishes);
    return prove_along(proof, informed, {}, relation(Op::equal, e, Term(0)));
  } catch (const GiveUp&) {
    throw first;
  }
}

void learn_invariants(Proof& proof, View& view, const ContinuousField& smooth, const std::vector<Term>& equalities) {
  const std::vector<Term> alive = view.alive;
  for (std::size_t i = 0; i < view.state.size(); ++i)
    if (const auto cofactor = cofactor_of_state(proof, view, i, alive)) learn_sign_kept(proof, view, i, *cofactor);
  for (const Term& equality : equalities) {
    const std::size_t steps = proof.trail.size();
    try {
      const StepPtr vanishes = prove_vanishing(proof, view, smooth, equality.arg(0) - equality.arg(1));
      learn_along(view, equality, pending(along(view), equality, {vanishes}, "a difference that vanishes"));
    } catch (const GiveUp&) {
      proof.trail.resize(steps);
    }
  }
  proof.candidates.clear();  // of questions asked on the way, not of the claim
}

}  // namespace flowcert::proofs::exact
