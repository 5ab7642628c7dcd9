#include "proofs_check/kernel/holds.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "proofs_check/kernel/rules.hpp"

namespace flowcert::proofs::kernel {

namespace {

bool is_trusted(const Step& /*step*/) {
  return true;
}

/// Most rules are about what is true at the values of a context, and know no other judgement. One judges of matrices of
/// every size, and no other does.
enum class Judges { values, all, sizes };

struct Entry {
  Rule rule;
  std::string_view name;
  bool (*holds)(const Step&);
  Judges judges = Judges::values;
};

constexpr std::array table{
    Entry{Rule::truth, "truth", is_truth},
    Entry{Rule::hypothesis, "hypothesis", is_hypothesis},
    Entry{Rule::conjunction, "conjunction", is_conjunction},
    Entry{Rule::part_of_conjunction, "part of a conjunction", is_part_of_conjunction},
    Entry{Rule::disjunction, "disjunction", is_disjunction},
    Entry{Rule::last_of_disjunction, "last of a disjunction", is_last_of_disjunction},
    Entry{Rule::implication, "implication", is_implication},
    Entry{Rule::same_meaning, "same meaning", has_same_meaning},
    Entry{Rule::cases, "cases", are_cases, Judges::all},
    Entry{Rule::order_cases, "order", are_order_cases},
    Entry{Rule::cut, "cut", is_cut},
    Entry{Rule::weakening, "weakening", is_weakening, Judges::all},
    Entry{Rule::substitution, "substitution", is_substitution},
    Entry{Rule::replacement, "replacement", is_replacement},
    Entry{Rule::generalization, "generalization", is_generalization},
    Entry{Rule::absurd, "absurd", is_absurd, Judges::all},
    Entry{Rule::defined, "defined", is_defined},
    Entry{Rule::identity, "identity", is_identity},
    Entry{Rule::certificate, "certificate", is_certificate},
    Entry{Rule::opposite, "opposite", is_opposite},
    Entry{Rule::integer_gap, "integer gap", is_integer_gap},
    Entry{Rule::exponential_of_sum, "logarithms agree", is_exponential_of_sum},
    Entry{Rule::logarithm, "logarithm", is_logarithm},
    Entry{Rule::domain, "domain", is_domain},
    Entry{Rule::function_fact, "function fact", is_function_fact},
    Entry{Rule::enclosure, "enclosure", is_enclosure},
    Entry{Rule::expansion, "expansion", is_expansion},
    Entry{Rule::uniform_limit, "limit by a bound", is_uniform_limit},
    Entry{Rule::oscillation, "oscillation", is_oscillation},
    Entry{Rule::fact_of_motion, "fact of the motion", is_fact_of_motion},
    Entry{Rule::linear_comparison, "linear comparison", is_linear_comparison},
    Entry{Rule::barrier, "barrier", is_barrier},
    Entry{Rule::induction, "induction", is_induction},
    Entry{Rule::run, "run", is_run, Judges::all},
    Entry{Rule::solution, "solution", is_solution, Judges::all},
    Entry{Rule::value_of_solution, "value of the solution", is_value_of_solution, Judges::all},
    Entry{Rule::moment, "value at a time", is_moment, Judges::all},
    Entry{Rule::start, "start", is_start, Judges::all},
    Entry{Rule::life_by_growth, "life by growth", is_life_by_growth, Judges::all},
    Entry{Rule::life_by_bound, "life by a bound", is_life_by_bound, Judges::all},
    Entry{Rule::life_by_solution, "life of the solution", is_life_by_solution, Judges::all},
    Entry{Rule::life_of_iteration, "life of the iteration", is_life_of_iteration, Judges::all},
    Entry{Rule::known_life, "known life", is_known_life, Judges::all},
    Entry{Rule::defined_in_life, "defined in life", is_defined_in_life, Judges::all},
    Entry{Rule::in_parts, "in parts", is_in_parts, Judges::all},
    Entry{Rule::along, "along the motion", is_along, Judges::all},
    Entry{Rule::matrix_words, "matrix words", is_matrix_words, Judges::sizes},
    Entry{Rule::two_solvers, "two solvers", is_trusted, Judges::all},
    Entry{Rule::unchecked, "unchecked", is_trusted, Judges::all},
};

bool judged_rightly(const Step& step, const Entry& entry) {
  const auto is_every_size = [](const Sequent& sequent) { return sequent.judgement == Judgement::every_size; };
  const bool of_sizes = is_every_size(step.conclusion);
  if (entry.judges == Judges::sizes) return of_sizes && step.premises.empty();
  if (entry.holds != is_trusted && (of_sizes || std::any_of(step.premises.begin(), step.premises.end(),
                                                            [&](auto& p) { return is_every_size(p->conclusion); })))
    return false;
  if (entry.judges == Judges::all) return true;
  return step.conclusion.judgement == Judgement::holds &&
         std::all_of(step.premises.begin(), step.premises.end(),
                     [](const StepPtr& p) { return p->conclusion.judgement == Judgement::holds; });
}

bool checked(const Step& step, const Entry& entry) {
  try {
    return well_formed(step.conclusion) &&
           std::all_of(step.premises.begin(), step.premises.end(),
                       [](const StepPtr& p) { return well_formed(p->conclusion); }) &&
           judged_rightly(step, entry) && entry.holds(step);
  } catch (const Reader::Unreadable&) {
    return false;
  } catch (const TooLarge&) {
    return false;
  } catch (const std::logic_error&) {  // a substitution into a derivative or a value at a time
    return false;
  }
}

const Entry* entry_of(Rule rule) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.rule == rule; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

bool holds(const Step& step) {
  const Entry* entry = entry_of(step.rule);
  return entry != nullptr && checked(step, *entry);
}

std::optional<Account> account_of(const StepPtr& root) {
  enum class State { open, done };
  Account account;
  std::unordered_map<const Step*, State> seen;
  std::vector<const Step*> work{root.get()};
  while (!work.empty()) {
    const Step* step = work.back();
    if (step == nullptr) return std::nullopt;
    const auto [place, is_new] = seen.try_emplace(step, State::open);
    if (!is_new) {  // its premises have been looked at
      place->second = State::done;
      work.pop_back();
      continue;
    }
    if (!holds(*step)) return std::nullopt;
    ++account.steps;
    ++account.rules[step->rule];
    if (step->rule == Rule::two_solvers || step->rule == Rule::unchecked) ++account.trusted[step->data.name];
    for (const StepPtr& premise : step->premises) {
      const auto known = seen.find(premise.get());
      if (known == seen.end()) {
        work.push_back(premise.get());
      } else if (known->second == State::open) {
        return std::nullopt;  // a circle: only the steps on the way from the root are open
      }
    }
  }
  return account;
}

std::string_view name_of(Rule rule) {
  const Entry* entry = entry_of(rule);
  return entry == nullptr ? "" : entry->name;
}

std::optional<Rule> rule_of(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.name == name; });
  if (found == table.end()) return std::nullopt;
  return found->rule;
}

}  // namespace flowcert::proofs::kernel
