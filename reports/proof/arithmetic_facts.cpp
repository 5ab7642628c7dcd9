#include "reports/proof/arithmetic_facts.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "proofs_check/kernel/rules.hpp"
#include "reports/proof/readable_term.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Facts;
using proofs::kernel::Known;
using proofs::kernel::Polynomial;
using proofs::kernel::Quotient;
using proofs::kernel::Step;
using theorems::Op;
using theorems::Term;

namespace {

Known::Kind kind_of(Op relation) {
  switch (relation) {
    case Op::equal:
      return Known::Kind::zero;
    case Op::not_equal:
      return Known::Kind::nonzero;
    case Op::less:
    case Op::greater:
      return Known::Kind::positive;
    default:
      return Known::Kind::nonnegative;
  }
}

bool occurs(const Term& part, const Term& whole, std::unordered_set<const theorems::TermNode*>& seen) {
  if (part == whole) return true;
  if (!seen.insert(whole.id()).second) return false;
  return std::any_of(whole.args().begin(), whole.args().end(),
                     [&](const Term& arg) { return occurs(part, arg, seen); });
}

}  // namespace

ArithmeticFacts::ArithmeticFacts(const Step& step, Writer& writer, const std::vector<Source>& sources)
    : reader_(proofs::kernel::reader_of(step)) {
  push(proofs::kernel::negated_relation(step.conclusion.claim), {});
  Facts facts;
  const auto take = [&](const Term& statement, const Source* source) {
    const std::size_t before = facts.relations().size();
    facts.take(statement);
    for (std::size_t k = before; k < facts.relations().size(); ++k) {
      const Term& relation = facts.relations()[k];
      const Source* known = writer.known(relation);
      push(relation, source != nullptr && source->kind != Source::Kind::nothing ? *source
                     : known != nullptr                                         ? *known
                                                                                : Source{});
    }
  };
  for (const Term& hypothesis : step.conclusion.context->hypotheses) take(hypothesis, nullptr);
  for (std::size_t k = 0; k < step.premises.size(); ++k) {
    const Term& claim = step.premises[k]->conclusion.claim;
    take(claim, &sources[k]);
    const std::size_t use = k < step.data.places.size() ? step.data.places[k] : 0;
    if (use == 1) definitions_.push_back({claim.arg(0), claim.arg(1), sources[k]});
    if (use == 2) definitions_.push_back({claim.arg(0).arg(0), claim.arg(1), sources[k]});
  }
  for (const Term& i : facts.implications()) {
    const bool defined = facts.defined(i.arg(0).arg(0)) && facts.defined(i.arg(0).arg(1)) &&
                         facts.defined(i.arg(1).arg(0)) && facts.defined(i.arg(1).arg(1));
    if (defined) implications_.push_back(i);
  }
}

void ArithmeticFacts::push(const Term& relation, const Source& source) {
  ArithmeticFact fact;
  fact.relation = relation;
  fact.kind = kind_of(relation.op());
  fact.source = source;
  facts_.push_back(std::move(fact));
  ready_.push_back(false);
}

void ArithmeticFacts::push(ArithmeticFact fact) {
  facts_.push_back(std::move(fact));
  ready_.push_back(true);
}

void ArithmeticFacts::pop() {
  facts_.pop_back();
  ready_.pop_back();
}

const ArithmeticFact& ArithmeticFacts::operator[](std::size_t place) {
  if (place >= facts_.size()) throw proofs::kernel::Reader::Unreadable{};
  if (!ready_[place]) make_expression(facts_[place]);
  ready_[place] = true;
  return facts_[place];
}

/// The difference of the sides; where it has a denominator, times that (for an equation) or its square, which is what
/// the kernel reads it as.
void ArithmeticFacts::make_expression(ArithmeticFact& fact) {
  const Quotient gap = reader_.difference(fact.relation.arg(0), fact.relation.arg(1));
  fact.expression = difference_of_sides(fact.relation);
  abbreviate(fact);
  if (gap.bottom.empty()) return;
  const bool sided = fact.kind != Known::Kind::zero && fact.kind != Known::Kind::nonzero;
  std::vector<Term>& factors = fact.denominators;
  for (const auto& [divisor, exponent] : gap.bottom) {
    const Term base = term_of(reader_.bottom({Polynomial(), {{divisor, 1}}}));
    const unsigned power = sided ? 2 * exponent : exponent;
    factors.push_back(power == 1 ? base : theorems::pow(base, Term(static_cast<int>(power))));
  }
  for (Term* difference : {&fact.expression, &fact.brief}) {
    std::vector<Term> all = factors;
    all.insert(all.begin(), *difference);
    *difference = theorems::multiply(all);
  }
}

void ArithmeticFacts::abbreviate(ArithmeticFact& fact) {
  constexpr std::size_t worth_a_name = 16;
  const Op form = readable(fact.expression).op();
  const bool is_sum = form == Op::add || form == Op::subtract;
  fact.brief = fact.expression;
  const Term& stated = fact.source.fact;
  if (fact.source.kind != Source::Kind::numbered || !theorems::is_relation(stated.op())) return;
  if (fact.kind == Known::Kind::zero || fact.kind == Known::Kind::nonzero) return;
  if (!is_sum || theorems::to_text(fact.expression).size() < worth_a_name) return;
  if (same_summands(difference_of_sides(stated), fact.expression)) fact.brief = difference_of(fact.source.number);
}

Term ArithmeticFacts::term_of(const Polynomial& p) const {
  std::vector<Term> sum;
  for (const auto& [monomial, coefficient] : p.terms()) {
    std::vector<Term> product;
    if (coefficient != 1 || monomial.empty()) product.emplace_back(coefficient);
    for (const auto& [atom, exponent] : monomial) {
      const Term& base = reader_.atoms()[atom];
      product.push_back(exponent == 1 ? base : theorems::pow(base, Term(static_cast<int>(exponent))));
    }
    sum.push_back(product.size() == 1 ? product[0] : theorems::multiply(product));
  }
  if (sum.empty()) return Term(0);
  return sum.size() == 1 ? sum[0] : theorems::add(sum);
}

std::vector<Source> ArithmeticFacts::put_in(const std::vector<Term>& terms) const {
  std::vector<bool> used(definitions_.size(), false);
  const std::function<void(const Term&)> look = [&](const Term& term) {
    for (std::size_t k = 0; k < definitions_.size(); ++k) {
      std::unordered_set<const theorems::TermNode*> seen;
      if (used[k] || !occurs(definitions_[k].left, term, seen)) continue;
      used[k] = true;
      look(definitions_[k].right);
    }
  };
  for (const Term& term : terms) look(term);
  std::vector<Source> result;
  for (std::size_t k = 0; k < definitions_.size(); ++k)
    if (used[k]) result.push_back(definitions_[k].source);
  return result;
}

}  // namespace flowcert::reports::proof
