#include "proofs_check/exact/justify_premises.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::exact {

namespace {

using kernel::Refutation;
using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;
using kernel::Term;

std::size_t use_of(const Step& step, std::size_t premise) {
  return premise < step.data.places.size() ? step.data.places[premise] : 0;
}

/// The term whose value, or a power of which, an equality is used for.
const Term& atom_of(const Step& step, std::size_t premise) {
  const Term& left = step.premises[premise]->conclusion.claim.arg(0);
  return use_of(step, premise) == static_cast<std::size_t>(Use::power) ? left.arg(0) : left;
}

/// What a claim speaks of: its terms and its variables.
class Subject {
 public:
  void take(const Term& term) {
    if (!terms_.insert(term).second) return;
    if (term.is_variable()) names_.insert(term.name());
    for (const Term& arg : term.args()) take(arg);
  }
  [[nodiscard]] bool speaks_of(const Term& term) const { return terms_.contains(term); }
  [[nodiscard]] bool knows_variables_of(const Term& term) const {
    const std::vector<std::string> names = theorems::free_variables(term);
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) { return names_.contains(name); });
  }

 private:
  std::unordered_set<Term, theorems::TermHash> terms_;
  std::set<std::string> names_;
};

/// The step without premises `from` to `to`.
Step without_premises(const Step& step, std::size_t from, std::size_t to) {
  Step result = step;
  const auto erase = [&](auto& list) {
    if (from < list.size())
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(from),
                 list.begin() + static_cast<std::ptrdiff_t>(std::min(to, list.size())));
  };
  erase(result.premises);
  erase(result.data.places);
  return result;
}

std::size_t relations_in(const Term& statement) {
  kernel::Facts facts;
  facts.take(statement);
  return facts.relations().size();
}

/// Facts are meant by their places, of which those from `low` to `high` are no more. False if one of these is used.
bool renumber(std::vector<std::size_t>& places, std::size_t low, std::size_t high) {
  for (std::size_t& place : places) {
    if (place >= low && place < high) return false;
    if (place >= high) place -= high - low;
  }
  return true;
}

bool renumber(Refutation& refutation, std::size_t low, std::size_t high) {
  bool fits = renumber(refutation.facts, low, high);
  for (kernel::Summand& summand : refutation.summands) fits = fits && renumber(summand.facts, low, high);
  for (auto& [relation, rest] : refutation.cases) fits = fits && renumber(rest, low, high);
  return fits;
}

/// Nothing if the step does not hold without these premises.
std::optional<Step> still_holding_without(const Step& step, std::size_t from, std::size_t to) {
  Step result = without_premises(step, from, to);
  if (result.data.refutation) {
    std::size_t low = 1;  // the claim's negation
    for (const Term& h : step.conclusion.context->hypotheses) low += relations_in(h);
    for (std::size_t k = 0; k < from; ++k) low += relations_in(step.premises[k]->conclusion.claim);
    std::size_t high = low;
    for (std::size_t k = from; k < to; ++k) high += relations_in(step.premises[k]->conclusion.claim);
    if (!renumber(*result.data.refutation, low, high)) return std::nullopt;
  }
  if (!kernel::holds(result)) return std::nullopt;
  return result;
}

/// Rules that take premises as facts, in any number.
bool takes_facts(Rule rule) {
  switch (rule) {
    case Rule::hypothesis:
    case Rule::opposite:
    case Rule::order_cases:
    case Rule::defined:
    case Rule::identity:
    case Rule::certificate:
    case Rule::logarithm:
    case Rule::exponential_of_sum:
    case Rule::function_fact:
    case Rule::domain:
      return true;
    default:
      return false;
  }
}

}  // namespace

Step with_relevant_premises(const Step& pending) {
  Subject subject;
  subject.take(pending.conclusion.claim);
  std::vector<bool> chosen(pending.premises.size(), false);
  for (bool more = true; more;) {
    more = false;
    for (std::size_t k = pending.premises.size(); k-- > 0;) {
      if (chosen[k] || use_of(pending, k) == 0 || !subject.speaks_of(atom_of(pending, k))) continue;
      chosen[k] = more = true;
      subject.take(pending.premises[k]->conclusion.claim);
    }
  }
  Step result = pending;
  result.premises.clear();
  result.data.places.clear();
  for (std::size_t k = 0; k < pending.premises.size(); ++k) {
    if (!chosen[k] && (use_of(pending, k) != 0 || !subject.knows_variables_of(pending.premises[k]->conclusion.claim)))
      continue;
    result.premises.push_back(pending.premises[k]);
    result.data.places.push_back(use_of(pending, k));
  }
  return result;
}

StepPtr pruned(const StepPtr& step, const Deadline& deadline) {
  if (!takes_facts(step->rule) || step->premises.empty()) return step;
  Step best = *step;
  for (std::size_t many = best.premises.size(); many > 0; many /= 2) {
    for (std::size_t k = 0; k < best.premises.size();) {
      if (deadline.passed()) return std::make_shared<const Step>(std::move(best));
      if (auto next = still_holding_without(best, k, std::min(k + many, best.premises.size()))) {
        best = std::move(*next);
      } else {
        k += many;
      }
    }
  }
  return std::make_shared<const Step>(std::move(best));
}

}  // namespace flowcert::proofs::exact
