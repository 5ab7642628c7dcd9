#include "proofs_check/exact/calculus.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/translate.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int deepest_derivative = 6;
constexpr int most_tries = 60;

/// x >= value (x <= value if upper), strictly if strict.
struct Bound {
  Term value;
  bool upper = false, strict = false;
};

struct Bounds {
  std::vector<Bound> all;
  std::vector<Term> rest;  // the hypotheses that do not mention x; others that are no bounds are left out
};

/// The hypothesis solved for x, if it is linear in x with a number as slope.
std::optional<Bound> solve(Proof& proof, const FormulaStatement& statement, const Term& h, const std::string& x) {
  const bool one_sided =
      h.op() == Op::less || h.op() == Op::less_equal || h.op() == Op::greater || h.op() == Op::greater_equal;
  if (!one_sided) return std::nullopt;
  try {
    Scope scope(proof);
    read_hypotheses(scope, {statement.variables, {}, h});
    const Fraction gap = subtract(scope, translate(scope, h.arg(0)), translate(scope, h.arg(1)));
    const Symbol symbol = scope.find("variable " + x)->symbol;
    if (!gap.denominator.empty() || gap.numerator.degree(symbol) != 1) return std::nullopt;
    const Poly slope = gap.numerator.coeff(symbol, 1);
    if (!is_constant(slope)) return std::nullopt;
    const Term value = term_of(scope, (-gap.numerator.coeff(symbol, 0) / slope).expand());
    if (mentions(value, x)) return std::nullopt;
    const bool greater = h.op() == Op::greater || h.op() == Op::greater_equal;
    return Bound{value, greater != (constant_of(slope) > 0), h.op() == Op::less || h.op() == Op::greater};
  } catch (const GiveUp&) {
  } catch (const Split&) {
  } catch (const Restart&) {
  }
  return std::nullopt;
}

Bounds bounds_of(Proof& proof, const FormulaStatement& statement, const std::string& x) {
  Bounds result;
  for (const Term& h : statement.hypotheses) {
    if (!mentions(h, x)) {
      result.rest.push_back(h);
    } else if (const auto bound = solve(proof, statement, h, x)) {
      result.all.push_back(*bound);
    }
  }
  return result;
}

Term as_hypothesis(const Bound& bound, const Term& x) {
  const Op weak = bound.upper ? Op::less_equal : Op::greater_equal, strict = bound.upper ? Op::less : Op::greater;
  return relation(bound.strict ? strict : weak, x, bound.value);
}

/// Mean value theorem: for x beyond the bound a, p(x) - p(a) = p'(y) (x - a) with y strictly between. The stated domain
/// in x is an interval for all other values fixed (only bounds on x are kept), so y is in it. p is continuous on [a, x]
/// since terms without jumps are continuous wherever they are defined, and p(a) being defined is part of what is proved
/// first.
bool from_bound(Proof& proof, const FormulaStatement& statement, const Bounds& bounds, const Bound& base, const Term& p,
                const std::string& name, bool strict, bool strict_at_base) {
  const Term x = theorems::variable(name), zero(0);
  std::string reason;
  FormulaStatement start{statement.variables, bounds.rest, zero}, growth{statement.variables, bounds.rest, zero};
  for (const Bound& other : bounds.all) {
    if (other.upper == base.upper) continue;
    const Term room = base.upper ? relation(Op::less_equal, other.value, base.value)
                                 : relation(Op::less_equal, base.value, other.value);
    start.hypotheses.push_back(room);  // else there is no such x
    growth.hypotheses.push_back(as_hypothesis(other, x));
  }
  start.claim =
      relation(strict && strict_at_base ? Op::greater : Op::greater_equal, substitute(p, {{name, base.value}}), zero);
  if (!try_statement(proof, start, reason)) return false;
  growth.hypotheses.push_back(as_hypothesis({base.value, base.upper, true}, x));
  const Term slope = base.upper ? -derivative(p, name) : derivative(p, name);
  growth.claim = relation(strict && !strict_at_base ? Op::greater : Op::greater_equal, slope, zero);
  if (!try_statement(proof, growth, reason)) return false;
  proof.trail.push_back("mean value theorem: " + to_text(p) + (strict ? " > 0" : " >= 0") + " from its value at " +
                        name + " = " + to_text(base.value) + " and the sign of its derivative in " + name);
  return true;
}

bool along(Proof& proof, const FormulaStatement& statement, const Term& p, const std::string& name, bool strict) {
  const Bounds bounds = bounds_of(proof, statement, name);
  if (bounds.all.empty()) {
    // No bound: both sides of 0.
    const Term x = theorems::variable(name), claim = relation(strict ? Op::greater : Op::greater_equal, p, Term(0));
    std::string reason;
    for (const Op side : {Op::greater_equal, Op::less_equal}) {
      FormulaStatement half = statement;
      half.hypotheses.push_back(relation(side, x, Term(0)));
      half.claim = claim;
      if (!try_statement(proof, half, reason)) return false;
    }
    proof.trail.push_back("both sides of " + name + " = 0");
    return true;
  }
  for (const Bound& base : bounds.all)
    for (const bool strict_at_base : {true, false}) {
      if (!strict_at_base && (!strict || !base.strict)) continue;
      if (++proof.calculus_tries > most_tries) return false;
      if (from_bound(proof, statement, bounds, base, p, name, strict, strict_at_base)) return true;
    }
  return false;
}

}  // namespace

void by_monotonicity(Scope& scope, const FormulaStatement& statement, const Poly& p, bool strict) {
  Proof& proof = scope.proof;
  const Term term = term_of(scope, p);
  const GiveUp failed{"neither real arithmetic nor monotonicity shows " + to_text(term) + (strict ? " > 0" : " >= 0")};
  if (proof.calculus_depth >= deepest_derivative || proof.calculus_tries > most_tries) throw failed;
  struct Level {
    int& depth;
    explicit Level(int& d) : depth(d) { ++depth; }
    ~Level() { --depth; }
  } level(proof.calculus_depth);
  const std::size_t steps = proof.trail.size(), candidates = proof.candidates.size();
  for (const std::string& name : free_variables(term)) {
    const Generator* g = scope.find("variable " + name);
    if (g == nullptr || g->integer) continue;
    try {
      if (along(proof, statement, term, name, strict)) return;
    } catch (const std::domain_error&) {  // no derivative as an expression
    }
    proof.trail.resize(steps);
    proof.candidates.resize(std::min(candidates, proof.candidates.size()));  // of the derivatives, not of the claim
  }
  throw failed;
}

}  // namespace flowcert::proofs::exact
