#include "reports/proof/limit_words.hpp"

#include <fmt/format.h>

#include "proofs_check/kernel/limit.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::LimitClaim;
using proofs::kernel::LimitKind;
using theorems::Op;
using theorems::Term;

namespace {

Formula arrow(const Term& variable, const Term& to) {
  const Formula left = formula_of(variable), right = formula_of(to);
  return {left.text + " -> " + right.text, left.latex + " \\to " + right.latex};
}

Formula range(const proofs::kernel::LimitRange& bound) {
  const Formula name = formula_of(theorems::variable(bound.name)), low = formula_of(bound.low),
                high = formula_of(bound.high);
  const char *open = bound.low_open ? "(" : "[", *close = bound.high_open ? ")" : "]";
  return {fmt::format("{} in {}{}, {}{}", name.text, open, low.text, high.text, close),
          fmt::format("{} \\in {}{}, {}{}", name.latex, open, low.latex, high.latex, close)};
}

Sentence place(const LimitClaim& claim) {
  Sentence result{words(" as "), shown(arrow(theorems::variable(claim.approach.variable), claim.approach.to))};
  if (!theorems::is_infinite(claim.approach.to))
    result.push_back(words(claim.approach.from_above ? " from above" : " from below"));
  for (std::size_t k = 0; k < claim.ranges.size(); ++k) {
    result.push_back(words(k == 0 ? ", uniformly for " : ", "));
    result.push_back(shown(range(claim.ranges[k])));
  }
  return result;
}

LimitPhrase phrase_of(const LimitClaim& claim, bool denied, Notation& notation) {
  LimitPhrase result{notation.formula(claim.terms[0]), {}};
  const bool relation = claim.kind == LimitKind::relation;
  if (relation) {
    result.predicate = {words(denied ? " does not hold at all points near the limit" : " near the limit")};
  } else if (claim.kind == LimitKind::vanishes) {
    result.predicate = {words(denied ? " does not tend to 0" : " tends to 0")};
  } else {
    result.predicate = {words(denied ? " is not bounded by a constant times " : " is at most a constant times "),
                        shown(notation.formula(claim.terms[1]))};
  }
  append(result.predicate, place(claim));
  return result;
}

}  // namespace

std::optional<LimitPhrase> limit_phrase(const Term& claim, Notation& notation) {
  std::optional<LimitPhrase> result;
  for (const Term& part : theorems::conjunction_parts(claim)) {
    const bool denied = part.op() == Op::logical_not;
    const auto limit = proofs::kernel::read_limit(denied ? part.arg(0) : part);
    if (!limit) return std::nullopt;
    LimitPhrase next = phrase_of(*limit, denied, notation);
    if (!result) {
      result = std::move(next);
      continue;
    }
    append(result->predicate, {words(", and "), shown(next.formula)});
    append(result->predicate, next.predicate);
  }
  return result;
}

}  // namespace flowcert::reports::proof
