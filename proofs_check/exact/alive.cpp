#include "proofs_check/exact/alive.hpp"

#include <algorithm>

#include "proofs_check/exact/continuity.hpp"
#include "proofs_check/exact/formula.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

void add(std::vector<Term>& facts, const Term& fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

/// The domains of functions and powers anywhere in the term, but for single points that are left out.
void collect_domains(const Term& term, std::vector<Term>& facts) {
  for (const Term& arg : term.args()) collect_domains(arg, facts);
  const theorems::Function* f = theorems::function_of(term.op());
  if (f != nullptr && (f->domain.low || f->domain.high)) add(facts, *theorems::domain_claim(*f, term.arg(0)));
  // A fixed exponent that is no whole number: the base is not negative. Others may have isolated values.
  if (term.op() == Op::power && term.arg(1).is_number() && !theorems::is_integer(term.arg(1).number()))
    add(facts, relation(Op::greater_equal, term.arg(0), Term(0)));
}

struct Quotient {
  Term top{1}, bottom{1};
};

/// The term as top/bottom, divisions inside functions left where they are.
Quotient quotient_of(const Term& term) {
  switch (term.op()) {
    case Op::negate: {
      const Quotient inner = quotient_of(term.arg(0));
      return {-inner.top, inner.bottom};
    }
    case Op::multiply: {
      Quotient result;
      for (const Term& arg : term.args()) {
        const Quotient factor = quotient_of(arg);
        result = {result.top * factor.top, result.bottom * factor.bottom};
      }
      return result;
    }
    case Op::divide: {
      const Quotient a = quotient_of(term.arg(0)), b = quotient_of(term.arg(1));
      return {a.top * b.bottom, a.bottom * b.top};
    }
    case Op::add:
    case Op::subtract: {
      Quotient result{Term(0), Term(1)};
      for (std::size_t i = 0; i < term.args().size(); ++i) {
        const Quotient part = quotient_of(term.arg(i));
        const Term top = i > 0 && term.op() == Op::subtract ? -part.top : part.top;
        if (part.bottom == result.bottom) {
          result.top = result.top + top;
        } else {
          result = {result.top * part.bottom + top * result.bottom, result.bottom * part.bottom};
        }
      }
      return result;
    }
    case Op::power: {
      const Term& exponent = term.arg(1);
      if (!exponent.is_number() || exponent.number() >= 0) return {term, Term(1)};
      return {Term(1), theorems::pow(term.arg(0), -exponent)};
    }
    default:
      return {term, Term(1)};
  }
}

/// Positive numbers to hold a size against: 1, and squares of parameters that the terms mention.
std::vector<Term> scales(Proof& proof, const View& view, const Term& size) {
  std::vector<Term> result{Term(1)};
  for (const FreeParameter& p : view.parameters) {
    const Term value = theorems::variable(p.name);
    std::string reason;
    if (mentions(size, p.name) &&
        try_statement(proof, for_parameters(view, {}, relation(Op::not_equal, value, Term(0))), reason))
      result.push_back(theorems::pow(value, Term(2)));
  }
  return result;
}

/// Whether the right-hand sides with this bottom are unbounded beside all zeros of the bottom: a top is not 0 there, or
/// the sum of the squared tops is at least c |bottom| where |bottom| <= 1, with a c > 0 that does not vary, so that
/// |x'|^2 >= c/|bottom|.
bool unbounded_beside_zeros(Proof& proof, const View& view, const std::vector<Term>& world, const Term& bottom,
                            const std::vector<Quotient>& quotients) {
  std::vector<Term> nonzero, squares;
  for (const Quotient& q : quotients) {
    if (!(q.bottom == bottom)) continue;
    nonzero.push_back(relation(Op::not_equal, q.top, Term(0)));
    squares.push_back(theorems::pow(q.top, Term(2)));
  }
  std::string reason;
  std::vector<Term> there = world;
  there.push_back(relation(Op::equal, bottom, Term(0)));
  if (try_statement(proof, for_all_states(view, there, theorems::disjunction(nonzero)), reason)) return true;
  std::vector<Term> near = world;
  near.push_back(relation(Op::less_equal, bottom, Term(1)));
  near.push_back(relation(Op::greater_equal, bottom, Term(-1)));
  const Term size = theorems::add(squares);
  for (const Term& scale : scales(proof, view, size)) {
    const Term large = theorems::conjunction(
        {relation(Op::greater_equal, size, scale * bottom), relation(Op::greater_equal, size, -(scale * bottom))});
    if (try_statement(proof, for_all_states(view, near, large), reason)) return true;
  }
  return false;
}

}  // namespace

std::vector<Term> facts_of_life(const View& view, const LivesThrough& /*life*/) {
  return view.stated() && !jumps(view) ? field_defined(view) : view.alive;
}

std::vector<Term> facts_of_life(Proof& proof, const View& view) {
  if (jumps(view) || view.iteration) return {};
  std::vector<Term> facts;
  for (const Term& f : view.field) collect_domains(f, facts);
  std::vector<Term> world = view.known;
  world.insert(world.end(), facts.begin(), facts.end());
  std::string reason;
  try {
    const Term continuous = continuous_where_defined(view, view.field);
    if (continuous.op() != Op::true_value && !try_statement(proof, for_all_states(view, world, continuous), reason))
      return facts;
  } catch (const GiveUp&) {
    return facts;
  }
  const std::size_t steps = proof.trail.size();
  std::vector<Quotient> quotients;
  for (const Term& f : view.field) quotients.push_back(quotient_of(f));
  for (const Quotient& q : quotients) {
    if (q.bottom.is_number()) continue;
    if (unbounded_beside_zeros(proof, view, world, q.bottom, quotients))
      add(facts, relation(Op::not_equal, q.bottom, Term(0)));
  }
  proof.trail.resize(steps);
  proof.candidates.clear();  // of questions asked on the way, not of the claim
  return facts;
}

}  // namespace flowcert::proofs::exact
