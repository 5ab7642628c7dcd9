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
    Entry{Rule::conjunction, Telling::own, ""},
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
    Entry{Rule::replacement, Telling::own, "put in"},
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
    Entry{Rule::expansion, Telling::line, "by expansions of its terms near the limit"},
    Entry{Rule::uniform_limit, Telling::line, "by this bound"},
    Entry{Rule::oscillation, Telling::line, "as it oscillates"},
    Entry{Rule::enclosure, Telling::own, "by enclosure"},
    Entry{Rule::fact_of_motion, Telling::folded, ""},
    Entry{Rule::linear_comparison, Telling::motion, "by comparison with a linear equation (Gronwall)"},
    Entry{Rule::barrier, Telling::motion, "as the boundary cannot be crossed"},
    Entry{Rule::induction, Telling::motion, "by induction"},
    Entry{Rule::run, Telling::motion, "as every state was computed in exact numbers"},
    Entry{Rule::solution, Telling::motion, "put into the equations"},
    Entry{Rule::value_of_solution, Telling::motion, ""},
    Entry{Rule::moment, Telling::motion, "the closed form at this time"},
    Entry{Rule::start, Telling::motion, "as the right-hand sides are continuous around the start (Peano)"},
    Entry{Rule::life_by_growth, Telling::motion, "as the right-hand sides grow at most linearly"},
    Entry{Rule::life_by_bound, Telling::motion, "as a function of the state bounds it"},
    Entry{Rule::life_by_solution, Telling::motion, ""},
    Entry{Rule::life_of_iteration, Telling::motion, "as every step is defined"},
    Entry{Rule::known_life, Telling::silent, ""},
    Entry{Rule::defined_in_life, Telling::silent, ""},
    Entry{Rule::in_parts, Telling::motion, "as parts of the state do not depend on each other"},
    Entry{Rule::along, Telling::motion, ""},
    Entry{Rule::matrix_words, Telling::line, "multiplied out in words of matrices"},
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

std::string boxes_of(const proofs::kernel::Step& step) {
  if (step.data.terms.empty()) return "";
  const std::vector<std::size_t>& places = step.data.places;
  const auto boxes = std::count(places.begin(), places.end(), std::size_t{0});
  return " on " + std::to_string(boxes) + (boxes == 1 ? " box" : " boxes");
}

bool has_words(Rule rule) {
  return entry_of(rule) != nullptr;
}

}  // namespace flowcert::reports::proof
