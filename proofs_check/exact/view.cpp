#include "proofs_check/exact/view.hpp"

#include <algorithm>

#include "proofs_check/decide/used_steps.hpp"
#include "proofs_check/kernel/claim_motion.hpp"
#include "proofs_check/kernel/parts.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

namespace {

FreeParameter as_variable(const std::string& name, bool integer) {
  FreeParameter result;
  result.name = name;
  result.integer = integer;
  return result;
}

FreeParameter with_ends(FreeParameter variable, const theorems::Binding& range) {
  if (!is_infinite(range.low)) variable.low = range.low;
  if (!is_infinite(range.high)) variable.high = range.high;
  variable.low_open = range.low_open;
  variable.high_open = range.high_open;
  return variable;
}

/// The context `own` of a view, made anew from its motion and hypotheses.
kernel::ContextPtr own_context(const View& view) {
  kernel::Context context;
  for (const FreeParameter& p : view.parameters) context.variables.push_back({p.name, p.integer});
  context.variables.push_back({view.time, view.iteration});
  for (const std::string& name : view.state) context.variables.push_back({name, false});
  context.hypotheses = view.hypotheses;
  context.motion = std::make_shared<const kernel::Motion>(view);
  return std::make_shared<const kernel::Context>(std::move(context));
}

void start_over(View& view) {
  view.own = own_context(view);
  view.reasons.clear();
  for (const Term& fact : view.known)
    view.reasons.emplace(fact, make_step(kernel::Rule::fact_of_motion, view.own, fact, {}));
}

}  // namespace

View make_view(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  View view;
  try {
    static_cast<kernel::Motion&>(view) = kernel::motion_of(problem, claim);
  } catch (const kernel::NotRead& why) {
    throw GiveUp{why.what()};
  }
  view.time_variable = as_variable(view.time, view.iteration);
  view.time_variable.low = Term(0);
  view.parameters = problem.parameters;
  view.hypotheses = problem.hypotheses;
  for (const theorems::Binding& b : claim.reals) {
    if (b.name == view.time) {
      view.claim_times = range_of(b);
      view.time_variable = with_ends(view.time_variable, b);
      continue;
    }
    view.parameters.push_back(with_ends(as_variable(b.name, b.integer), b));
    const std::vector<Term> ends = range_of(b);
    view.hypotheses.insert(view.hypotheses.end(), ends.begin(), ends.end());
  }
  start_over(view);
  return view;
}

Term read_claim(View& view, const theorems::GroundClaim& claim) {
  const Term result = rewrite(view, claim.claim);
  static_cast<kernel::Motion&>(view) = kernel::as_far_as_moments(view, result);
  start_over(view);
  return result;
}

View with_hypothesis(const View& view, const Term& hypothesis) {
  View result = view;
  result.hypotheses.push_back(hypothesis);
  result.own = kernel::with(view.own, hypothesis);
  for (auto& [fact, reason] : result.reasons) reason = make_step(kernel::Rule::weakening, result.own, fact, {reason});
  return result;
}

void learn_along(View& view, const Term& fact, const kernel::StepPtr& reason) {
  view.known.push_back(fact);
  view.reasons.emplace(fact, reason);
}

Term slope_of(const View& view, const Term& e) {
  if (jumps(view)) throw GiveUp{"the right-hand side jumps: its formula is not the derivative everywhere"};
  if (has_kinks(e)) throw GiveUp{"no derivative where " + to_text(e) + " has a kink"};
  const auto slope = kernel::lie_derivative_of(view, e);
  if (!slope) throw GiveUp{"no derivative as an expression: " + to_text(e)};
  return *slope;
}

Term rewrite(const View& view, const Term& claim) {
  try {
    return kernel::without_derivatives(view, claim);
  } catch (const kernel::NotRead& why) {
    throw GiveUp{why.what()};
  }
}

Term replace_moments(const Term& term, const std::function<Term(const Term&, const Term&)>& value) {
  if (!has_moments(term)) return term;
  if (term.op() == Op::at) return value(term.arg(0), term.arg(1));
  return map_args(term, [&](const Term& arg) { return replace_moments(arg, value); });
}

bool jumps(const View& view) {
  return std::any_of(view.field.begin(), view.field.end(), [](const Term& f) { return has_jumps(f); });
}

FormulaStatement for_parameters(const View& view, const std::vector<Term>& extra, const Term& claim) {
  FormulaStatement result{view.parameters, view.hypotheses, claim};
  result.hypotheses.insert(result.hypotheses.end(), extra.begin(), extra.end());
  return result;
}

FormulaStatement for_all_times(const View& view, bool after_start, const std::vector<Term>& extra, const Term& claim) {
  FormulaStatement result = for_parameters(view, {}, claim);
  result.variables.push_back(as_variable(view.time, view.iteration));
  for (const Term& bound : kernel::times_of(view, after_start)) result.hypotheses.push_back(bound);
  result.hypotheses.insert(result.hypotheses.end(), extra.begin(), extra.end());
  return result;
}

FormulaStatement for_all_states(const View& view, const std::vector<Term>& extra, const Term& claim) {
  FormulaStatement result = for_all_times(view, false, extra, claim);
  for (const std::string& name : view.state) result.variables.push_back(as_variable(name, false));
  return result;
}

std::vector<Term> field_defined(const View& view) {
  std::vector<Term> result;
  for (const Term& f : view.field) result.push_back(defined(f));
  return result;
}

std::vector<Term> facts_along(const View& view) {
  std::vector<Term> facts = view.known;
  facts.insert(facts.end(), view.alive.begin(), view.alive.end());
  return facts;
}

std::size_t index_of(const View& view, const std::string& state) {
  return static_cast<std::size_t>(std::find(view.state.begin(), view.state.end(), state) - view.state.begin());
}

std::vector<std::vector<std::string>> components(const View& view) {
  std::vector<std::vector<std::string>> groups;
  for (std::size_t i = 0; i < view.state.size(); ++i) {
    std::vector<std::string> own{view.state[i]};
    std::vector<std::vector<std::string>> rest;
    const auto linked = [&](const std::vector<std::string>& group) {
      return std::any_of(group.begin(), group.end(), [&](const std::string& other) {
        return mentions(view.field[i], other) || mentions(view.field[index_of(view, other)], view.state[i]);
      });
    };
    for (std::vector<std::string>& group : groups) {
      if (linked(group)) {
        own.insert(own.end(), group.begin(), group.end());
      } else {
        rest.push_back(std::move(group));
      }
    }
    rest.push_back(own);
    groups = std::move(rest);
  }
  return groups;
}

View part_of(const View& view, const std::vector<std::string>& states) {
  View part = view;
  part.state.clear(), part.initial.clear(), part.field.clear();
  std::vector<std::string> others;
  for (std::size_t i = 0; i < view.state.size(); ++i) {
    if (std::find(states.begin(), states.end(), view.state[i]) == states.end()) {
      others.push_back(view.state[i]);
      continue;
    }
    part.state.push_back(view.state[i]);
    part.initial.push_back(view.initial[i]);
    part.field.push_back(view.field[i]);
  }
  const auto about_others = [&](const Term& fact) {
    return std::any_of(others.begin(), others.end(), [&](const std::string& name) { return mentions(fact, name); });
  };
  std::erase_if(part.known, about_others);
  std::erase_if(part.alive, about_others);
  return part;
}

View part_alone(const View& view, const std::vector<std::string>& states) {
  View part = part_of(view, states);
  part.known.clear(), part.alive.clear();
  part.lives = false;
  part.own = kernel::of_part(*view.own, states);
  part.reasons.clear();
  return part;
}

}  // namespace flowcert::proofs::exact
