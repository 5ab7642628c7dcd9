#include "proofs_check/kernel/arithmetic.hpp"

#include <algorithm>

#include "proofs_check/kernel/real_line.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::kernel {

namespace {

/// "p compares with 0 so", less turned into greater.
Known compared(Op relation, const Polynomial& p) {
  const Polynomial minus = Polynomial() - p;
  switch (relation) {
    case Op::equal:
      return {p, Known::Kind::zero};
    case Op::not_equal:
      return {p, Known::Kind::nonzero};
    case Op::less:
      return {minus, Known::Kind::positive};
    case Op::less_equal:
      return {minus, Known::Kind::nonnegative};
    case Op::greater:
      return {p, Known::Kind::positive};
    default:
      return {p, Known::Kind::nonnegative};
  }
}

/// A relation whose sides are defined, as a fact about a polynomial. Its divisors are not 0, so the quotient top/bottom
/// has the sign of top*bottom, and is 0 where top is.
Known known_of(Reader& reader, const Term& relation) {
  const Quotient gap = reader.difference(relation.arg(0), relation.arg(1));
  const bool sided = relation.op() != Op::equal && relation.op() != Op::not_equal && !gap.bottom.empty();
  return compared(relation.op(), reader.reduced(sided ? gap.top * reader.bottom(gap) : gap.top));
}

Polynomial polynomial_of(Reader& reader, const Term& term) {
  const Quotient quotient = reader.read(term);
  if (!quotient.bottom.empty()) throw Reader::Unreadable{};
  return reader.reduced(quotient.top);
}

bool both_sides_defined(const Facts& facts, const Term& relation) {
  return facts.defined(relation.arg(0)) && facts.defined(relation.arg(1));
}

/// The quotients are equal wherever both are defined.
bool equal(Reader& reader, const Quotient& a, const Quotient& b) {
  return reader.reduced(a.top * reader.bottom(b) - b.top * reader.bottom(a)).is_zero();
}

/// Polynomial with integer coefficients in integer variables and whole parts.
bool integer_valued(const Context& context, const Reader& reader, const Polynomial& p) {
  std::vector<bool> integer;
  for (const Term& atom : reader.atoms()) {
    const auto named = [&](const Variable& v) { return v.integer && atom.is_variable() && v.name == atom.name(); };
    const theorems::Function* f = theorems::function_of(atom.op());
    integer.push_back((f != nullptr && f->whole) ||
                      std::any_of(context.variables.begin(), context.variables.end(), named));
  }
  for (const auto& [monomial, coefficient] : p.terms()) {
    if (!theorems::is_integer(coefficient)) return false;
    for (const auto& [atom, exponent] : monomial)
      if (!integer[atom]) return false;
  }
  return true;
}

}  // namespace

Outcomes outcomes_of(Known::Kind kind) {
  switch (kind) {
    case Known::Kind::zero:
      return {false, true, false};
    case Known::Kind::positive:
      return {false, false, true};
    case Known::Kind::nonnegative:
      return {false, true, true};
    default:
      return {true, false, true};
  }
}

Arithmetic::Arithmetic(const Step& step) : reader_(reader_of(step)) {
  const Facts facts = facts_of(step);
  relations_.push_back(negated_relation(step.conclusion.claim));
  relations_.insert(relations_.end(), facts.relations().begin(), facts.relations().end());
  for (const Term& i : facts.implications())
    if (both_sides_defined(facts, i.arg(0)) && both_sides_defined(facts, i.arg(1))) implications_.push_back(i);
  known_.resize(relations_.size());
  read_.assign(relations_.size(), false);
}

const Known& Arithmetic::fact(std::size_t place) {
  if (place >= known_.size()) throw Reader::Unreadable{};
  if (place < read_.size() && !read_[place]) {
    known_[place] = known_of(reader_, relations_[place]);
    read_[place] = true;
  }
  return known_[place];
}

std::vector<std::pair<Known, Known>> Arithmetic::implications() {
  std::vector<std::pair<Known, Known>> result;
  for (const Term& i : implications_) result.emplace_back(known_of(reader_, i.arg(0)), known_of(reader_, i.arg(1)));
  return result;
}

bool Arithmetic::refuted(const Refutation& refutation, int depth) {
  constexpr int deepest = 200;
  if (depth > deepest) return false;
  switch (refutation.kind) {
    case Refutation::Kind::summands:
      return add_up(refutation.summands);
    case Refutation::Kind::roots:
      return no_number_satisfies(refutation.facts);
    case Refutation::Kind::cases:
      return cases_refuted(refutation, depth);
    default:
      return implication_refuted(refutation, depth);
  }
}

/// The summands add up to 0 at no point of the context: each is >= 0 there, and one is > 0.
bool Arithmetic::add_up(const std::vector<Summand>& summands) {
  Polynomial sum;
  bool strict = false;
  for (const Summand& summand : summands) {
    const Polynomial factor = polynomial_of(reader_, summand.factor);
    Polynomial product(summand.coefficient);
    bool zero = false, positive = true;
    for (const std::size_t place : summand.facts) {
      const Known& known = fact(place);
      zero = zero || known.kind == Known::Kind::zero;
      positive = positive && (known.kind == Known::Kind::positive || known.kind == Known::Kind::nonzero);
      product = reader_.reduced(product * known.poly);
      if (known.kind == Known::Kind::nonzero) product = reader_.reduced(product * known.poly);
    }
    if (!zero && summand.coefficient < 0) return false;
    const auto number = factor.number();
    strict = strict || (!zero && positive && summand.coefficient > 0 && number && *number != 0);
    sum = sum + reader_.reduced(product * (zero ? factor : reader_.reduced(factor * factor)));
  }
  return strict && reader_.reduced(sum).is_zero();
}

bool Arithmetic::no_number_satisfies(const std::vector<std::size_t>& places) {
  constexpr std::uint32_t highest_degree = 64;
  std::optional<std::uint32_t> number;  // the one that all of it is about
  std::vector<Clause> clauses;
  for (const std::size_t place : places) {
    const Known& known = fact(place);
    Dense dense;
    for (const auto& [monomial, coefficient] : known.poly.terms()) {
      if (monomial.size() > 1) return false;
      const std::uint32_t degree = monomial.empty() ? 0 : monomial[0].second;
      if (degree > highest_degree || (degree > 0 && number && *number != monomial[0].first)) return false;
      if (degree > 0) number = monomial[0].first;
      if (dense.size() <= degree) dense.resize(degree + 1, Rational(0));
      dense[degree] += coefficient;
    }
    clauses.push_back({{std::move(dense), outcomes_of(known.kind)}});
  }
  return no_real_number_satisfies(clauses);
}

bool Arithmetic::refuted_with(const Known& known, const Refutation& refutation, int depth) {
  known_.push_back(known);
  const bool result = refuted(refutation, depth + 1);
  known_.pop_back();
  return result;
}

bool Arithmetic::cases_refuted(const Refutation& refutation, int depth) {
  Outcomes covered{false, false, false};
  const Polynomial about = polynomial_of(reader_, refutation.about);
  for (const auto& [relation, rest] : refutation.cases) {
    if (!theorems::is_relation(relation)) return false;
    const Outcomes own = kernel::outcomes_of(relation);
    covered = {covered.less || own.less, covered.equal || own.equal, covered.greater || own.greater};
    if (!refuted_with(compared(relation, about), rest, depth)) return false;
  }
  return covered.less && covered.equal && covered.greater;
}

bool Arithmetic::implication_refuted(const Refutation& refutation, int depth) {
  if (refutation.implication >= implications_.size() || refutation.cases.size() != 2) return false;
  const Term implication = implications_[refutation.implication];
  return refuted_with(known_of(reader_, negated_relation(implication.arg(0))), refutation.cases[0].second, depth) &&
         refuted_with(known_of(reader_, implication.arg(1)), refutation.cases[1].second, depth);
}

bool is_defined(const Step& step) {
  const Term& claim = step.conclusion.claim;
  return premises_share_context(step) && claim.op() == Op::equal && claim.arg(0) == claim.arg(1) &&
         facts_of(step).defined(claim.arg(0));
}

bool is_identity(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || !theorems::is_relation(claim.op()) || !both_sides_defined(facts_of(step), claim))
    return false;
  Reader reader = reader_of(step);
  const Quotient gap = reader.difference(claim.arg(0), claim.arg(1));
  // The last premise is the same relation, written otherwise; without one the two sides are equal.
  const bool from_last = !step.data.places.empty() && step.data.places.back() == 3;
  if (!from_last) return outcomes_of(claim.op()).equal && reader.reduced(gap.top).is_zero();
  if (step.data.places.size() != step.premises.size()) return false;
  const Term& other = step.premises.back()->conclusion.claim;
  return other.op() == claim.op() && equal(reader, gap, reader.difference(other.arg(0), other.arg(1)));
}

/// The facts and the claim's negation are refuted.
bool is_certificate(const Step& step) {
  const Term& claim = step.conclusion.claim;
  return premises_share_context(step) && step.data.refutation && theorems::is_relation(claim.op()) &&
         both_sides_defined(facts_of(step), claim) && Arithmetic(step).refuted(*step.data.refutation);
}

/// not (a < b) gives a >= b where a and b are defined.
bool is_opposite(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || !theorems::is_relation(claim.op())) return false;
  const Facts facts = facts_of(step);
  const Term wanted = theorems::negation(negated_relation(claim));
  const auto says_so = [&](const Term& statement) {
    const std::vector<Term> parts = parts_of(statement);
    return std::find(parts.begin(), parts.end(), wanted) != parts.end();
  };
  const std::vector<Term>& hypotheses = step.conclusion.context->hypotheses;
  return both_sides_defined(facts, claim) &&
         (std::any_of(hypotheses.begin(), hypotheses.end(), says_so) ||
          std::any_of(step.premises.begin(), step.premises.end(),
                      [&](const StepPtr& p) { return says_so(p->conclusion.claim); }));
}

bool is_integer_gap(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || step.premises.empty() || claim.op() != Op::greater_equal) return false;
  const Term& strict = step.premises[0]->conclusion.claim;
  if (strict.op() != Op::greater || !both_sides_defined(facts_of(step), claim)) return false;
  Reader reader = reader_of(step);
  const Quotient gap = reader.difference(strict.arg(0), strict.arg(1));
  const Quotient claimed = reader.difference(claim.arg(0), claim.arg(1));
  return gap.bottom.empty() && claimed.bottom.empty() && integer_valued(*step.conclusion.context, reader, gap.top) &&
         reader.reduced(gap.top - claimed.top - Polynomial(Rational(1))).is_zero();
}

}  // namespace flowcert::proofs::kernel
