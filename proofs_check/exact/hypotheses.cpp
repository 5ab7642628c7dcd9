#include "proofs_check/exact/hypotheses.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"
#include "proofs_check/kernel/domain.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

bool is_quantifier(Op op) {
  return op == Op::for_all || op == Op::exists || op == Op::symbolic_sum || op == Op::symbolic_product;
}

/// From c*x + d having a sign to x having one.
void note_variable_sign(Scope& scope, const Poly& p, SignSet sign) {
  const std::vector<Symbol> symbols = symbols_of(p);
  if (symbols.size() != 1 || p.degree(symbols[0]) != 1) return;
  const Rational slope = constant_of(p.coeff(symbols[0], 1));
  const Rational bound = -constant_of(p.coeff(symbols[0], 0)) / slope;  // x - bound has the sign, times the slope's
  const SignSet gap = slope > 0 ? sign : negate(sign);
  const SignSet at_bound = bound > 0 ? signs::positive : (bound < 0 ? signs::negative : signs::zero);
  Generator& g = scope.generator_of(symbols[0]);
  g.sign = g.sign & sum(gap, at_bound);
}

void read_relation(Scope& scope, const Term& h) {
  const Fraction gap = subtract(scope, translate(scope, h.arg(0)), translate(scope, h.arg(1)));
  add_fact(scope, same_sign(scope, gap), signs_of(h.op()));
}

/// A relation that holds has defined terms.
void learn_domains(Scope& scope, const Term& term) {
  if (is_quantifier(term.op())) return;
  for (const Term& arg : term.args()) learn_domains(scope, arg);
  learn_domain(scope, term);
}

void read(Scope& scope, const Term& h) {
  const std::size_t known_facts = scope.facts.size();
  try {
    if (h.op() == Op::logical_and) {
      for (const Term& part : h.args()) read(scope, part);
    } else if (h.op() == Op::false_value) {
      add_fact(scope, 1, signs::zero);
    } else if (is_relation(h.op())) {
      scope.assume_defined = true;
      learn_domains(scope, h);
      read_relation(scope, h);
    } else if (h.op() == Op::logical_not && is_relation(h.arg(0).op())) {
      // "not (a < b)" also holds where a or b is undefined, so their being defined has to be proved here.
      const Term opposite = kernel::negated_relation(h.arg(0));
      read_relation(scope, opposite);
      learn(scope, pending_in(scope, opposite, "the opposite of a hypothesis"));
    }
  } catch (const GiveUp&) {
    // Left out. Facts about what its terms need stay if it is a relation: it cannot hold without them.
    if (!is_relation(h.op())) scope.facts.resize(std::min(known_facts, scope.facts.size()));
  } catch (...) {
    scope.assume_defined = false;
    throw;
  }
  scope.assume_defined = false;
}

std::size_t difficulty(const Term& h) {
  static constexpr std::array others{Op::divide, Op::power, Op::min, Op::max};
  const bool hard = contains(h, others) || contains(h, theorems::functions::ops);
  return (hard ? 1000 : 0) + h.node().depth;
}

/// Disjuncts of a hypothesis, or empty if it is none.
std::vector<Term> disjuncts(const Term& h) {
  if (h.op() == Op::logical_or) return h.args();
  if (h.op() == Op::implies) return {theorems::negation(h.arg(0)), h.arg(1)};
  if (h.op() != Op::logical_not) return {};
  const Term& inner = h.arg(0);
  if (inner.op() != Op::logical_and) return {};
  std::vector<Term> result;
  for (const Term& part : inner.args()) result.push_back(theorems::negation(part));
  return result;
}

/// not (A or B), not (A implies B), not not A, as conjunctions; anything else as it is.
std::vector<Term> conjuncts(const Term& h) {
  if (h.op() == Op::logical_and) return h.args();
  if (h.op() != Op::logical_not) return {h};
  const Term& inner = h.arg(0);
  if (inner.op() == Op::logical_not) return {inner.arg(0)};
  if (inner.op() == Op::implies) return {inner.arg(0), theorems::negation(inner.arg(1))};
  if (inner.op() != Op::logical_or) return {h};
  std::vector<Term> result;
  for (const Term& part : inner.args()) result.push_back(theorems::negation(part));
  return result;
}

std::vector<Term> flattened(const std::vector<Term>& hypotheses) {
  std::vector<Term> result, work(hypotheses.rbegin(), hypotheses.rend());
  while (!work.empty()) {
    const Term h = work.back();
    work.pop_back();
    const std::vector<Term> parts = conjuncts(h);
    if (parts.size() == 1 && parts[0] == h) {
      result.push_back(h);
    } else {
      work.insert(work.end(), parts.rbegin(), parts.rend());
    }
  }
  return result;
}

}  // namespace

SignSet signs_of(Op relation) {
  switch (relation) {
    case Op::equal:
      return signs::zero;
    case Op::not_equal:
      return signs::nonzero;
    case Op::less:
      return signs::negative;
    case Op::less_equal:
      return signs::nonpositive;
    case Op::greater:
      return signs::positive;
    default:
      return signs::nonnegative;
  }
}

void assume_defined(Scope& scope, const Term& e) {
  scope.key += " where " + theorems::to_text(e) + " is defined";
  scope.assume_defined = true;
}

void add_fact(Scope& scope, const Poly& p, SignSet sign) {
  scope.facts.push_back({p, sign});
  note_variable_sign(scope, p, sign);
  if (!integer_valued(scope, p) || is_constant(p)) return;
  const auto tighten = [&](const Poly& tighter, SignSet weak) {
    scope.facts.push_back({tighter.expand(), weak});
    note_variable_sign(scope, tighter.expand(), weak);
  };
  if (sign == signs::positive) tighten(p - 1, signs::nonnegative);  // an integer > 0 is >= 1
  if (sign == signs::negative) tighten(p + 1, signs::nonpositive);
}

void read_hypotheses(Scope& scope, const FormulaStatement& statement) {
  scope.context = context_of(statement);
  for (const FreeParameter& variable : statement.variables) {
    scope.make("variable " + variable.name, Kind::variable, theorems::variable(variable.name)).integer =
        variable.integer;
    scope.key += variable.name + (variable.integer ? " integer; " : "; ");
  }
  std::vector<Term> hypotheses = flattened(statement.hypotheses);
  std::stable_sort(hypotheses.begin(), hypotheses.end(),
                   [](const Term& a, const Term& b) { return difficulty(a) < difficulty(b); });
  std::string key = scope.key;
  for (const Term& h : hypotheses) key += theorems::to_text(h) + "; ";
  scope.key = key;
  for (const Term& h : hypotheses) read(scope, h);
}

std::optional<HypothesisCases> split_hypotheses(const FormulaStatement& statement) {
  const std::vector<Term> hypotheses = flattened(statement.hypotheses);
  for (std::size_t i = 0; i < hypotheses.size(); ++i) {
    const std::vector<Term> cases = disjuncts(hypotheses[i]);
    if (cases.empty()) continue;
    HypothesisCases result{hypotheses[i], cases, {}};
    for (const Term& part : cases) {
      result.statements.push_back({statement.variables, hypotheses, statement.claim});
      result.statements.back().hypotheses[i] = part;
    }
    return result;
  }
  return std::nullopt;
}

Elimination eliminate_equalities(Proof& proof, const FormulaStatement& statement) {
  std::vector<Replacement> replaced;
  FormulaStatement result{statement.variables, flattened(statement.hypotheses), statement.claim};
  static constexpr std::array opaque{Op::ddt, Op::at, Op::for_all, Op::exists, Op::symbolic_sum, Op::symbolic_product};
  for (std::size_t i = 0; i < result.hypotheses.size(); ++i) {
    const Term h = result.hypotheses[i];
    if (h.op() != Op::equal || contains(result.claim, opaque)) continue;
    try {
      Scope scope(proof);
      read_hypotheses(scope, {result.variables, {}, result.claim});
      const Fraction gap = subtract(scope, translate(scope, h.arg(0)), translate(scope, h.arg(1)));
      if (!gap.denominator.empty() || is_constant(gap.numerator)) continue;
      for (const Symbol& symbol : symbols_of(gap.numerator)) {
        const Generator& g = scope.generator_of(symbol);
        if (g.kind != Kind::variable || g.integer || gap.numerator.degree(symbol) != 1) continue;
        const Poly slope = gap.numerator.coeff(symbol, 1);
        if (!is_constant(slope)) continue;
        const Poly solution = (-gap.numerator.coeff(symbol, 0) / slope).expand();
        const std::string name = g.term.name();
        const Term value = term_of(scope, solution);
        // The variable must not hide in another generator, such as exp(x).
        const std::vector<std::string> inside = free_variables(value);
        if (std::find(inside.begin(), inside.end(), name) != inside.end()) continue;
        theorems::Substitution replace{{name, value}};
        for (Term& other : result.hypotheses) other = substitute(other, replace);
        result.claim = substitute(result.claim, replace);
        std::erase_if(result.variables, [&](const FreeParameter& v) { return v.name == name; });
        replaced.push_back({g.term, value});
        for (const Known& known : scope.ledger) replaced.back().readings.emplace_back(known.step, known.use);
        break;
      }
    } catch (const GiveUp&) {  // no elimination by this hypothesis
    } catch (const Split&) {
    } catch (const Restart&) {
    }
  }
  return {std::move(result), std::move(replaced)};
}

}  // namespace flowcert::proofs::exact
