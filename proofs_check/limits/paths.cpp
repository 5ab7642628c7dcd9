#include "proofs_check/limits/paths.hpp"

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_paths = 40;

using Path = std::vector<Term>;  // a value for each range's variable, in their order

std::vector<Term> values_for(const kernel::LimitRange& range, const kernel::Approach& approach) {
  const Term small = kernel::small_near(approach), slow = theorems::apply(Op::log, {Term(1) / small});
  const std::vector<Term> near{small, theorems::pow(small, Term(Rational(1, 2))), small * slow,
                               theorems::pow(small, Term(2))};
  std::vector<Term> result;
  if (theorems::is_infinite(range.low)) return {Term(0), slow, Term(1) / small, -slow, Term(-1) / small};
  if (!range.low_open) result.push_back(range.low);
  if (theorems::is_infinite(range.high)) {
    for (const Term& more : {Term(1), slow, slow / Term(2), Term(1) / small}) result.push_back(range.low + more);
  } else {
    if (!range.high_open) result.push_back(range.high);
    for (const auto& part : {Rational(1, 2), Rational(1, 3)})
      result.push_back(range.low + Term(part) * (range.high - range.low));
    for (const Term& less : near) result.push_back(range.high - less);
  }
  if (range.integer) return result;
  for (const Term& more : near) result.push_back(range.low + more);
  return result;
}

std::vector<Path> paths_through(const kernel::LimitClaim& claim) {
  std::vector<Path> result{{}};
  for (const kernel::LimitRange& range : claim.ranges) {
    std::vector<Path> longer;
    for (const Path& path : result)
      for (const Term& value : values_for(range, claim.approach)) {
        if (longer.size() >= most_paths) break;
        longer.push_back(path);
        longer.back().push_back(value);
      }
    result = std::move(longer);
  }
  return result;
}

}  // namespace

std::vector<Term> along_paths(const kernel::LimitClaim& claim) {
  std::vector<Term> result;
  for (const Path& path : paths_through(claim)) {
    kernel::LimitClaim along = claim;
    along.ranges.clear();
    theorems::Substitution values;
    std::vector<Term> inside;
    for (std::size_t k = 0; k < path.size(); ++k) {
      const kernel::LimitRange& range = claim.ranges[k];
      for (const Term& end : theorems::between(path[k], substitute(range.low, values), range.low_open,
                                               substitute(range.high, values), range.high_open))
        inside.push_back(kernel::written_out({claim.approach, kernel::LimitKind::relation, {end}}));
      values.emplace(range.name, substitute(path[k], values));
    }
    for (Term& term : along.terms) term = substitute(term, values);
    const Term limit = kernel::written_out(along);
    result.push_back(inside.empty() ? limit : theorems::apply(Op::implies, {theorems::conjunction(inside), limit}));
  }
  return result;
}

}  // namespace flowcert::proofs
