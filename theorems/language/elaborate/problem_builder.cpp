#include "theorems/language/elaborate/problem_builder.hpp"

#include <fmt/format.h>

namespace flowcert::theorems {

Choices choices_of(const FileModel& model, const Combination& combination) {
  const ChoiceGroup& group = model.groups[combination.group];
  Choices choices;
  choices.limit_variable = group.limit_variable;
  for (std::size_t i = 0; i < group.finite.size(); ++i) {
    choices.picks[model.parameters[group.finite[i]].name] = combination.picks.at(i);
  }
  choices.classes_stay = combination.general && !group.sizes.empty();
  if (combination.general) return choices;
  for (std::size_t i = 0; i < group.sizes.size(); ++i) {
    choices.sizes[model.parameters[group.sizes[i]].name] =
        static_cast<long>(combination.picks.at(group.finite.size() + i));
  }
  return choices;
}

ProblemBuilder::ProblemBuilder(const FileModel& model, const Combination& combination, Diagnostics& diagnostics)
    : model_(model),
      combination_(combination),
      group_(model.groups[combination.group]),
      diagnostics_(diagnostics),
      evaluator_(model, choices_of(model, combination)) {}

Problem ProblemBuilder::build(int default_digits) {
  add_parameters();
  add_assumptions();
  judge_hypotheses();
  if (contradiction_ && is_whole_claim()) {
    diagnostics_.add(*contradiction_,
                     "nothing satisfies the hypotheses: this one is false, by itself or together with the others");
  }
  add_dynamics();
  add_flows();
  add_lets();
  const bool parts_missing = !needed_sizes_.empty();
  for (const std::size_t index : group_.checks) {
    add_check(model_.checks[index], default_digits);
    // A problem whose parameters or hypotheses are incomplete must not be decided.
    GroundCheck& check = problem_.checks.back();
    if (!parts_missing && check.unsupported.empty()) continue;
    check.claims.clear();
    check.unsupported = "sizes that stay symbolic are not supported here";
    if (combination_.general && diagnostics_.empty()) state_every_size(model_.checks[index], check);
  }
  return std::move(problem_);
}

}  // namespace flowcert::theorems
