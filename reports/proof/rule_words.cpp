#include "reports/proof/rule_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "proofs_check/kernel/holds.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Rule;

namespace {

struct Entry {
  Rule rule;
  Telling telling;
  std::string_view words;
};

// A rule more is a line more.
constexpr std::array table{
    Entry{Rule::truth, Telling::silent, ""},
    Entry{Rule::hypothesis, Telling::folded, ""},
    Entry{Rule::conjunction, Telling::line, ""},
    Entry{Rule::part_of_conjunction, Telling::folded, ""},
    Entry{Rule::disjunction, Telling::line, "as one of these holds"},
    Entry{Rule::last_of_disjunction, Telling::own, "supposing that the others do not hold"},
    Entry{Rule::implication, Telling::own, "supposing the premise"},
    Entry{Rule::same_meaning, Telling::folded, ""},
    Entry{Rule::cases, Telling::own, "by cases"},
    Entry{Rule::order_cases, Telling::silent, "as any two real numbers compare"},
    Entry{Rule::cut, Telling::folded, ""},
    Entry{Rule::weakening, Telling::folded, ""},
    Entry{Rule::substitution, Telling::own, "with this put in: "},
    Entry{Rule::generalization, Telling::own, "for every value in the range"},
    Entry{Rule::absurd, Telling::line, "as the assumptions contradict each other"},
    Entry{Rule::defined, Telling::silent, ""},
    Entry{Rule::identity, Telling::own, "multiplied out"},
    Entry{Rule::certificate, Telling::own, "by the arithmetic of real numbers"},
    Entry{Rule::opposite, Telling::line, "as the opposite does not hold"},
    Entry{Rule::integer_gap, Telling::line, "as whole numbers that differ do so by at least 1"},
    Entry{Rule::exponential_of_sum, Telling::line, "as both sides are positive and have the same logarithm"},
    Entry{Rule::logarithm, Telling::line, "by the laws of logarithms"},
    Entry{Rule::domain, Telling::line, "as the expression is defined"},
    Entry{Rule::function_fact, Telling::own, "by the lemma "},
    Entry{Rule::two_solvers, Telling::line, "as two independent solvers found, which is taken on trust"},
    Entry{Rule::unchecked, Telling::line, "taken from the search for the proof, without a reason found for it here"},
    Entry{Rule::pending, Telling::line, "taken from the search for the proof, without a reason found for it here"},
};

const Entry* entry_of(Rule rule) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.rule == rule; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

RuleWords words_of(Rule rule) {
  if (const Entry* entry = entry_of(rule)) return {entry->telling, std::string(entry->words)};
  const std::string_view name = proofs::kernel::name_of(rule);
  return {Telling::line, name.empty() ? "by a rule without a name" : "by " + std::string(name)};
}

bool has_words(Rule rule) {
  return entry_of(rule) != nullptr;
}

}  // namespace flowcert::reports::proof
