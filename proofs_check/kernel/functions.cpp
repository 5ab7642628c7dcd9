#include "proofs_check/kernel/functions.hpp"

#include <algorithm>

#include "proofs_check/kernel/axioms.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::kernel {

namespace {

using theorems::apply;

/// The logarithm of a positive term, taken apart: log(exp(a)) is a, log(a^r) is r log(a) for a number r, products and
/// quotients of positive terms become sums. Null where a part is not known to be positive.
std::optional<Term> logarithm_of(const Facts& facts, const Term& term) {
  switch (term.op()) {
    case Op::exp:
      return term.arg(0);
    case Op::euler:
      return Term(1);
    case Op::multiply: {
      Term sum(0);
      for (const Term& arg : term.args()) {
        const auto part = logarithm_of(facts, arg);
        if (!part) return std::nullopt;
        sum = sum + *part;
      }
      return sum;
    }
    case Op::divide: {
      const auto top = logarithm_of(facts, term.arg(0)), bottom = logarithm_of(facts, term.arg(1));
      if (!top || !bottom) return std::nullopt;
      return *top - *bottom;
    }
    case Op::sqrt: {
      const auto inner = logarithm_of(facts, term.arg(0));
      return inner ? std::optional(*inner * Term(Rational(1, 2))) : std::nullopt;
    }
    case Op::power: {
      const auto base = logarithm_of(facts, term.arg(0));
      if (!base || !facts.defined(term.arg(1))) return std::nullopt;
      return *base * term.arg(1);
    }
    default:
      if (term.is_number(1)) return Term(0);
      if (!facts.positive(term)) return std::nullopt;
      return apply(Op::log, {term});
  }
}

Term positive(const Term& x) {
  return relation(Op::greater, x, Term(0));
}
Term nonnegative(const Term& x) {
  return relation(Op::greater_equal, x, Term(0));
}

}  // namespace

std::optional<Term> domain_claim(const Term& term) {
  const auto fraction = [](const Term& e) { return e.is_number() && !theorems::is_integer(e.number()); };
  switch (term.op()) {
    case Op::divide:
      return relation(Op::not_equal, term.arg(1), Term(0));
    case Op::power:
      if (fraction(term.arg(1))) return term.arg(1).number() > 0 ? nonnegative(term.arg(0)) : positive(term.arg(0));
      if (term.arg(1).is_number() && term.arg(1).number() < 0) return relation(Op::not_equal, term.arg(0), Term(0));
      return std::nullopt;
    default:
      break;
  }
  const theorems::Function* f = theorems::function_of(term.op());
  return f == nullptr ? std::nullopt : theorems::domain_claim(*f, term.arg(0));
}

/// data.terms[0] is defined, because a fact speaks of it or by other facts.
bool is_domain(const Step& step) {
  if (!premises_share_context(step) || step.data.terms.size() != 1) return false;
  const auto claim = domain_claim(step.data.terms[0]);
  return claim && *claim == step.conclusion.claim && facts_of(step).defined(step.data.terms[0]);
}

/// log(A) == S where A, or what a premise says that A equals, has a logarithm that taken apart is S.
bool is_logarithm(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || claim.op() != Op::equal || claim.arg(0).op() != Op::log) return false;
  const Facts facts = facts_of(step);
  if (!facts.defined(claim.arg(0)) || !facts.defined(claim.arg(1))) return false;
  Term argument = claim.arg(0).arg(0);
  if (!step.premises.empty()) {
    const Term& last = step.premises.back()->conclusion.claim;
    if (last.op() == Op::equal && last.arg(0) == argument) argument = last.arg(1);
  }
  const auto logarithm = logarithm_of(facts, argument);
  if (!logarithm || !facts.defined(*logarithm)) return false;
  Reader reader = reader_of(step);
  return reader.reduced(reader.difference(*logarithm, claim.arg(1)).top).is_zero();
}

/// A == B for positive A and B whose logarithms, taken apart, are the same.
bool is_exponential_of_sum(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || claim.op() != Op::equal) return false;
  const Facts facts = facts_of(step);
  if (!facts.defined(claim.arg(0)) || !facts.defined(claim.arg(1))) return false;
  const auto left = logarithm_of(facts, claim.arg(0)), right = logarithm_of(facts, claim.arg(1));
  if (!left || !right || !facts.defined(*left) || !facts.defined(*right)) return false;
  Reader reader = reader_of(step);
  return reader.reduced(reader.difference(*left, *right).top).is_zero();
}

/// The axiom called data.name of the terms data.terms.
bool is_function_fact(const Step& step) {
  if (!premises_share_context(step)) return false;
  const std::vector<Term>& terms = step.data.terms;
  const axioms::Statement axiom = axioms::about(step.data.name, terms);
  if (!(axiom.conclusion == step.conclusion.claim)) return false;
  const Facts facts = facts_of(step);
  return std::all_of(terms.begin(), terms.end(), [&](const Term& term) { return facts.defined(term); }) &&
         std::all_of(axiom.conditions.begin(), axiom.conditions.end(), [&](const Term& c) { return facts.known(c); });
}

}  // namespace flowcert::proofs::kernel
