#include "reports/proof/refutations.hpp"

#include <algorithm>

namespace flowcert::reports::proof {

using proofs::kernel::Refutation;
using proofs::kernel::Summand;

namespace {

void drop(std::vector<std::size_t>& places, std::size_t place) {
  for (std::size_t& other : places)
    if (other > place) --other;
}

/// The refutation, which does not use the fact at this place, after that fact has gone.
Refutation without(Refutation refutation, std::size_t place) {
  for (Summand& summand : refutation.summands) drop(summand.facts, place);
  drop(refutation.facts, place);
  for (auto& [relation, rest] : refutation.cases) rest = without(std::move(rest), place);
  return refutation;
}

}  // namespace

bool uses(const Refutation& refutation, std::size_t place) {
  const auto has = [&](const std::vector<std::size_t>& places) {
    return std::find(places.begin(), places.end(), place) != places.end();
  };
  return has(refutation.facts) ||
         std::any_of(refutation.summands.begin(), refutation.summands.end(),
                     [&](const Summand& s) { return has(s.facts); }) ||
         std::any_of(refutation.cases.begin(), refutation.cases.end(),
                     [&](const auto& one) { return uses(one.second, place); });
}

Refutation simplified(Refutation refutation, std::size_t facts) {
  for (auto& [relation, rest] : refutation.cases) rest = simplified(std::move(rest), facts + 1);
  for (const auto& [relation, rest] : refutation.cases)
    if (!uses(rest, facts)) return without(rest, facts);
  return refutation;
}

}  // namespace flowcert::reports::proof
