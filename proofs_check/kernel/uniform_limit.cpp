#include "proofs_check/kernel/uniform_limit.hpp"

#include <algorithm>

#include "proofs_check/kernel/limit.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;

namespace {

bool mentions_range(const LimitClaim& claim, const Term& term) {
  return std::any_of(claim.ranges.begin(), claim.ranges.end(),
                     [&](const LimitRange& range) { return theorems::mentions(term, range.name); });
}

/// What is near the limit, and in the ranges: all of it, or as far as a range's ends depend on.
Context nearby_context(const Context& context, const LimitClaim& claim, const Term& size, std::size_t ranges) {
  Context result = context;
  result.variables.push_back({claim.approach.variable, claim.approach.integer});
  for (const Term& h : nearby(claim.approach, size)) result.hypotheses.push_back(h);
  for (std::size_t k = 0; k < ranges; ++k) {
    const LimitRange& range = claim.ranges[k];
    result.variables.push_back({range.name, range.integer});
    for (const Term& h :
         theorems::between(theorems::variable(range.name), range.low, range.low_open, range.high, range.high_open))
      result.hypotheses.push_back(h);
  }
  return result;
}

/// Of a range with an undefined end nothing would be known.
bool ends_defined(const Context& context, const LimitClaim& claim, const Term& size) {
  for (std::size_t k = 0; k < claim.ranges.size(); ++k) {
    Facts facts;
    for (const Term& h : nearby_context(context, claim, size, k).hypotheses) facts.take(h);
    for (const Term& end : {claim.ranges[k].low, claim.ranges[k].high})
      if (!theorems::is_infinite(end) && !facts.defined(end)) return false;
  }
  return true;
}

}  // namespace

std::vector<Sequent> premises_of_uniform_limit(const ContextPtr& context, const LimitClaim& claim, const Term& size,
                                               const Term& bound) {
  if (!size.is_number() || size.number() <= 0) return {};
  if (!ends_defined(*context, claim, size)) return {};
  const auto place = std::make_shared<const Context>(nearby_context(*context, claim, size, claim.ranges.size()));
  if (claim.kind == LimitKind::relation) return {{place, claim.terms[0]}};
  if (claim.kind == LimitKind::bounded) {
    if (mentions_range(claim, bound) || theorems::mentions(bound, claim.approach.variable)) return {};
    return {{place, relation(Op::less_equal, absolute(claim.terms[0]), bound * absolute(claim.terms[1]))}};
  }
  if (mentions_range(claim, bound)) return {};
  return {{place, relation(Op::less_equal, absolute(claim.terms[0]), bound)},
          {context, written_out({claim.approach, LimitKind::vanishes, {bound}})}};
}

/// A limit claim, over ranges or not, by data.terms: the size of a neighbourhood, and a bound. premises_of_uniform_limit has
/// the premises.
bool is_uniform_limit(const Step& step) {
  const auto claim = read_limit(step.conclusion.claim);
  if (!claim || step.data.terms.size() != 2) return false;
  const auto expected =
      premises_of_uniform_limit(step.conclusion.context, *claim, step.data.terms[0], step.data.terms[1]);
  return !expected.empty() && premises_are(step, expected);
}

}  // namespace flowcert::proofs::kernel
