#include "proofs_check/kernel/limit.hpp"

#include <array>

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;

namespace {

constexpr const char *delta = "delta'", *near = "near'", *factor = "factor'";

Term less(const Term& a, const Term& b) {
  return relation(Op::less, a, b);
}
Term quantified(Op op, const LimitRange& range, const Term& body) {
  theorems::TermNode node;
  node.op = op;
  node.name = range.name;
  node.args = {range.low, range.high, body};
  node.low_open = range.low_open;
  node.high_open = range.high_open;
  node.integer_range = range.integer;
  return theorems::make_term(std::move(node));
}

LimitRange range_of(const Term& quantified) {
  const theorems::TermNode& node = quantified.node();
  return {node.name, node.integer_range, node.args[0], node.args[1], node.low_open, node.high_open};
}

Term some_positive(Op op, const char* name, const Term& body) {
  return quantified(op, {name, false, Term(0), theorems::constant(Op::infinity), true, true}, body);
}

/// The range of the variable within a neighbourhood of its limit.
std::pair<Term, Term> neighbourhood(const Approach& approach, const Term& size) {
  if (approach.to.op() == Op::infinity) return {size, approach.to};
  if (theorems::is_infinite(approach.to)) return {approach.to, -size};
  if (approach.from_above) return {approach.to, approach.to + size};
  return {approach.to - size, approach.to};
}

Term at_last(const LimitClaim& claim, Term body) {
  for (std::size_t k = claim.ranges.size(); k-- > 0;) body = quantified(Op::for_all, claim.ranges[k], body);
  const Approach& approach = claim.approach;
  const auto [low, high] = neighbourhood(approach, theorems::variable(near));
  const LimitRange range{approach.variable, approach.integer, low, high, true, true};
  return some_positive(Op::exists, near, quantified(Op::for_all, range, body));
}

std::optional<Approach> approach_of(const Term& range) {
  if (range.op() != Op::for_all) return std::nullopt;
  Approach result{range.name(), range.node().integer_range, range.arg(1), false};
  if (range.arg(1).op() == Op::infinity) return result;
  for (const bool above : {false, true}) {
    result.to = range.arg(above ? 0 : 1);
    result.from_above = above;
    if (!theorems::mentions(result.to, near) && !theorems::mentions(result.to, result.variable)) return result;
  }
  return std::nullopt;
}

/// The terms in "exists near': for all x: body", if they have the form of this kind of claim.
std::optional<LimitClaim> read_as(LimitKind kind, const Term& at_last) {
  if (at_last.op() != Op::exists) return std::nullopt;
  const auto approach = approach_of(at_last.arg(2));
  if (!approach) return std::nullopt;
  LimitClaim result{*approach, kind, {}};
  Term body = at_last.arg(2).arg(2);
  for (; body.op() == Op::for_all; body = Term(body.arg(2))) result.ranges.push_back(range_of(body));
  if (!is_relation(body.op())) return std::nullopt;
  if (kind == LimitKind::relation) {
    result.terms = {body};
    return result;
  }
  if (body.arg(0).op() != Op::abs) return std::nullopt;
  result.terms = {body.arg(0).arg(0)};
  if (kind == LimitKind::vanishes) return result;
  const Term& bound = body.arg(1);
  if (bound.op() != Op::multiply || bound.args().size() != 2 || bound.arg(1).op() != Op::abs) return std::nullopt;
  result.terms.push_back(bound.arg(1).arg(0));
  return result;
}

/// Whether all parts that grow at least as fast as 1 (faster than 1) have the coefficient 0.
bool small(Expander& expander, const Constants& constants, Expansion e, bool bounded) {
  const int small_enough = bounded ? 0 : -1;
  for (const Expansion::Part& part : e.parts) {
    if (expander.compare(part.growth, {}) <= small_enough) return true;
    if (constants.sign(part.coefficient) != 0) return false;
  }
  if (!e.rest || expander.compare(*e.rest, {}) <= small_enough) return true;
  throw NotExpanded{"what is left out may be too large", true};
}

/// |f| <= C |g| where g is 0 near the limit says that f is.
bool is_bounded_by(Expander& expander, const Constants& constants, const Expansion& f, Expansion g) {
  if (expander.settle(g) != 0) return small(expander, constants, expander.quotient(f, g), true);
  Expansion zero = f;
  return expander.settle(zero) == 0;
}

}  // namespace

Term written_out(const LimitClaim& claim) {
  switch (claim.kind) {
    case LimitKind::relation:
      return at_last(claim, claim.terms[0]);
    case LimitKind::vanishes:
      return some_positive(Op::for_all, delta,
                           at_last(claim, less(absolute(claim.terms[0]), theorems::variable(delta))));
    default:
      return some_positive(Op::exists, factor,
                           at_last(claim, relation(Op::less_equal, absolute(claim.terms[0]),
                                                   theorems::variable(factor) * absolute(claim.terms[1]))));
  }
}

/// Whatever is found is written out again: only what comes out the same was meant.
std::optional<LimitClaim> read_limit(const Term& claim) {
  if (claim.op() != Op::exists && claim.op() != Op::for_all) return std::nullopt;
  std::optional<LimitClaim> result;
  if (claim.name() == near) result = read_as(LimitKind::relation, claim);
  if (claim.name() == delta) result = read_as(LimitKind::vanishes, claim.arg(2));
  if (claim.name() == factor) result = read_as(LimitKind::bounded, claim.arg(2));
  if (!result || !(written_out(*result) == claim)) return std::nullopt;
  std::vector<Term> parts = result->terms;
  for (const LimitRange& range : result->ranges) {
    parts.insert(parts.end(), {range.low, range.high});
    if (range.name == result->approach.variable) return std::nullopt;
  }
  for (const Term& part : parts)
    for (const char* name : {delta, near, factor})
      if (theorems::mentions(part, name)) return std::nullopt;
  return result;
}

Term absolute(const Term& x) {
  return apply(Op::abs, {x});
}

Term small_near(const Approach& approach) {
  const Term x = theorems::variable(approach.variable);
  if (approach.to.op() == Op::infinity) return Term(1) / x;
  if (theorems::is_infinite(approach.to)) return Term(-1) / x;
  if (approach.to.is_number(0)) return approach.from_above ? x : -x;
  return approach.from_above ? x - approach.to : approach.to - x;
}

std::vector<Term> nearby(const Approach& approach, const Term& size) {
  const auto [low, high] = neighbourhood(approach, size);
  return theorems::between(theorems::variable(approach.variable), low, true, high, true);
}

bool holds_by_expansion(const LimitClaim& claim, const Constants& constants, std::size_t most_parts) {
  if (!claim.ranges.empty()) throw NotExpanded{"a limit over a range"};
  Expander expander(claim.approach, constants, most_parts);
  try {
    if (claim.kind == LimitKind::relation) return expander.true_nearby(claim.terms[0]);
    const Expansion first = expander.of(claim.terms[0]);
    if (claim.kind == LimitKind::vanishes) return small(expander, constants, first, false);
    return is_bounded_by(expander, constants, first, expander.of(claim.terms[1]));
  } catch (const UndefinedNearby&) {
    return false;  // all kinds say that a relation is true near the limit, and so that its terms are defined there
  }
}

Constants known_constants(const Facts& facts) {
  return {[&facts](const Term& c) {
            if (c.is_number()) return c.number() > 0 ? 1 : c.number() < 0 ? -1 : 0;
            constexpr std::array signs{std::pair{Op::greater, 1}, std::pair{Op::less, -1}, std::pair{Op::equal, 0}};
            for (const auto& [op, sign] : signs)
              if (facts.known(relation(op, c, Term(0)))) return sign;
            throw NotExpanded{"the sign of " + theorems::to_text(c) + " is not known"};
          },
          [&facts](const Term& c) {
            if (!facts.defined(c)) throw NotExpanded{theorems::to_text(c) + " may be undefined"};
          }};
}

/// A limit claim, or the negation of one, that is decided by expansions with data.places[0] parts; the premises are
/// about their constants.
bool is_expansion(const Step& step) {
  if (!premises_share_context(step) || step.data.places.size() != 1) return false;
  const bool negated = step.conclusion.claim.op() == Op::logical_not;
  const auto claim = read_limit(negated ? step.conclusion.claim.arg(0) : step.conclusion.claim);
  if (!claim) return false;
  const Facts facts = facts_of(step);
  try {
    return holds_by_expansion(*claim, known_constants(facts), step.data.places[0]) != negated;
  } catch (const NotExpanded&) {
    return false;
  }
}

}  // namespace flowcert::proofs::kernel
