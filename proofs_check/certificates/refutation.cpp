#include "proofs_check/certificates/refutation.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/certificates/algebra.hpp"
#include "proofs_check/kernel/real_line.hpp"

namespace flowcert::proofs::certificates {

namespace {

using Kind = KnownFact::Kind;
using kernel::Outcomes;

constexpr std::size_t highest_degree = 64;  // as the kernel's rule on roots has it

/// Whether each sign of the first case's polynomial is that of some case. All are about it or its negative.
bool cover_all_signs(const std::vector<std::pair<KnownFact, Refutation>>& cases) {
  bool less = false, equal = false, greater = false;
  const Polynomial& about = cases.front().first.poly;
  for (const auto& [fact, refutation] : cases) {
    Outcomes own = outcomes_of(fact.kind);
    if (fact.poly != about) {
      if (fact.poly != scaled(about, -1)) return false;
      std::swap(own.less, own.greater);
    }
    less = less || own.less;
    equal = equal || own.equal;
    greater = greater || own.greater;
  }
  return less && equal && greater;
}

bool have_no_root(const std::vector<KnownFact>& facts, const std::vector<std::size_t>& used) {
  std::optional<std::uint32_t> number;
  std::vector<kernel::Clause> clauses;
  for (const std::size_t index : used) {
    if (index >= facts.size()) return false;
    const auto dense = in_one_atom(facts[index].poly, number, highest_degree);
    if (!dense) return false;
    clauses.push_back({{*dense, outcomes_of(facts[index].kind)}});
  }
  return kernel::no_real_number_satisfies(clauses);
}

bool shows(std::vector<KnownFact>& facts, const std::vector<KnownImplication>& implications, const Refutation& r) {
  switch (r.kind) {
    case Refutation::Kind::summands:
      return add_up_to_contradiction(facts, r.summands);
    case Refutation::Kind::roots:
      return have_no_root(facts, r.facts);
    case Refutation::Kind::cases:
      if (r.cases.empty() || !cover_all_signs(r.cases)) return false;
      break;
    case Refutation::Kind::implication:
      if (r.implication >= implications.size() || r.cases.size() != 2) return false;
      if (r.cases[0].first != negated(implications[r.implication].premise)) return false;
      if (r.cases[1].first != implications[r.implication].conclusion) return false;
      break;
  }
  return std::all_of(r.cases.begin(), r.cases.end(), [&](const auto& one) {
    facts.push_back(one.first);
    const bool shown = shows(facts, implications, one.second);
    facts.pop_back();
    return shown;
  });
}

}  // namespace

KnownFact negated(const KnownFact& fact) {
  switch (fact.kind) {
    case Kind::zero:
      return {fact.poly, Kind::nonzero};
    case Kind::nonzero:
      return {fact.poly, Kind::zero};
    case Kind::positive:
      return {scaled(fact.poly, -1), Kind::nonnegative};
    default:
      return {scaled(fact.poly, -1), Kind::positive};
  }
}

bool add_up_to_contradiction(const std::vector<KnownFact>& facts, const std::vector<PolySummand>& summands) {
  Polynomial sum;
  bool strict = false;
  for (const PolySummand& summand : summands) {
    Polynomial product(summand.coefficient);
    bool zero = false, positive = true;
    for (const std::size_t index : summand.facts) {
      if (index >= facts.size()) return false;
      const KnownFact& fact = facts[index];
      zero = zero || fact.kind == Kind::zero;
      positive = positive && (fact.kind == Kind::positive || fact.kind == Kind::nonzero);
      product = product * (fact.kind == Kind::nonzero ? fact.poly * fact.poly : fact.poly);
    }
    if (!zero && summand.coefficient < 0) return false;
    const auto number = summand.factor.number();
    strict = strict || (!zero && positive && summand.coefficient > 0 && number && *number != 0);
    sum = sum + product * (zero ? summand.factor : summand.factor * summand.factor);
  }
  return strict && sum.is_zero();
}

bool checks(const std::vector<KnownFact>& facts, const std::vector<KnownImplication>& implications,
            const Refutation& refutation) {
  try {
    std::vector<KnownFact> list = facts;
    return shows(list, implications, refutation);
  } catch (const kernel::TooLarge&) {
    return false;
  }
}

void renumber(Refutation& refutation, const std::vector<std::size_t>& renumbered, std::size_t count) {
  const auto change = [&](std::size_t& index) {
    index = index < renumbered.size() ? renumbered[index] : index - renumbered.size() + count;
  };
  for (PolySummand& summand : refutation.summands)
    for (std::size_t& index : summand.facts) change(index);
  for (std::size_t& index : refutation.facts) change(index);
  for (auto& [fact, then] : refutation.cases) renumber(then, renumbered, count);
}

}  // namespace flowcert::proofs::certificates
