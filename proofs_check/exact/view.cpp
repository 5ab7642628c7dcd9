#include "proofs_check/exact/view.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>

#include "proofs_check/observed_claim.hpp"
#include "proofs_check/used_steps.hpp"
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

Term with_args(const Term& term, std::vector<Term> args) {
  theorems::TermNode node = term.node();
  node.args = std::move(args);
  node.hash = 0;
  node.depth = 0;
  return theorems::make_term(std::move(node));
}

class Rewriter {
 public:
  explicit Rewriter(const View& view) : view_(view) {}

  Term claim(const Term& term) {
    if (!is_relation(term.op()))
      return is_truth_valued(term.op())
                 ? map_args(term,
                            [&](const Term& arg) {
                              return is_truth_valued(arg.op()) || is_relation(arg.op()) ? claim(arg) : value(arg);
                            })
                 : value(term);
    std::vector<Term> outer;
    outer.swap(needed_);
    std::vector<Term> parts{map_args(term, [&](const Term& arg) { return value(arg); })};
    for (const Term& e : needed_) parts.push_back(defined(e));
    needed_.swap(outer);
    return parts.size() == 1 ? parts[0] : theorems::conjunction(parts);
  }

 private:
  Term value(const Term& term) {
    if (const auto found = done_.find(term); found != done_.end()) {
      needed_.insert(needed_.end(), found->second.needs.begin(), found->second.needs.end());
      return found->second.term;
    }
    std::vector<Term> outer;
    outer.swap(needed_);
    Term result = compute(term);
    done_.emplace(term, Done{result, needed_});
    outer.insert(outer.end(), needed_.begin(), needed_.end());
    needed_.swap(outer);
    return result;
  }

  Term compute(const Term& term) {
    if (term.op() == Op::ddt) {
      if (view_.iteration) throw GiveUp{"an iteration has no time derivative"};
      const Term inner = value(term.arg(0));
      if (has_moments(inner)) throw GiveUp{"a derivative of a value at a fixed time"};
      needed_.push_back(inner);
      return slope_of(view_, inner);
    }
    if (term.op() == Op::at) {
      std::vector<Term> outer;
      outer.swap(needed_);
      const Term inner = value(term.arg(0)), time = value(term.arg(1));
      if (!needed_.empty()) throw GiveUp{"a derivative at a fixed time"};
      needed_.swap(outer);
      if (mentions_state(view_, time) || has_moments(time)) throw GiveUp{"a time that depends on the state"};
      return time.is_number(0) ? at_start(view_, inner) : with_args(term, {inner, time});
    }
    return map_args(term, [&](const Term& arg) { return value(arg); });
  }

  struct Done {
    Term term;
    std::vector<Term> needs;
  };
  const View& view_;
  std::vector<Term> needed_;  // terms inside ddt: they have to be defined where the relation is to hold
  std::unordered_map<Term, Done, theorems::TermHash> done_;
};

/// Whether a step about all these times can only have been proved together with the solution's existence: what is not
/// about the solution is decided without it.
bool states_existence(const theorems::GroundClaim& step, const theorems::Dynamics& dynamics) {
  static constexpr std::array quantifiers{Op::for_all, Op::exists};
  return !step.reals.empty() && (step.time_was_bound || dynamics.end.has_value()) &&
         mentions_dynamics(dynamics, step.claim) && !contains(step.claim, quantifiers);
}

/// Whether a step speaks of all times from 0 up to the claim's latest, or of none.
bool from_start_to_end(const theorems::GroundClaim& step, const theorems::GroundClaim& claim, const View& view) {
  if (step.reals.empty()) return true;
  const theorems::Binding& times = step.reals[0];
  if (step.reals.size() != 1 || times.name != view.time || !times.low.is_number(0) || times.low_open) return false;
  return std::any_of(claim.reals.begin(), claim.reals.end(), [&](const theorems::Binding& own) {
    return own.name == view.time && own.high == times.high && (own.high_open || !times.high_open);
  });
}

}  // namespace

Term map_args(const Term& term, const std::function<Term(const Term&)>& f) {
  std::vector<Term> args;
  bool changed = false;
  for (const Term& arg : term.args()) {
    args.push_back(f(arg));
    changed |= args.back().id() != arg.id();
  }
  return changed ? with_args(term, std::move(args)) : term;
}

View make_view(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  const theorems::Dynamics& dynamics = *problem.dynamics;
  View view;
  view.iteration = dynamics.kind == theorems::Dynamics::Kind::iteration;
  view.time = view.iteration ? "n" : "t";
  view.time_variable = as_variable(view.time, view.iteration);
  view.time_variable.low = Term(0);
  view.parameters = problem.parameters;
  view.hypotheses = problem.hypotheses;
  view.state = dynamics.state;
  view.initial = dynamics.initial;
  view.field = dynamics.right_hand_side;
  view.rests_where_undefined = dynamics.rests_where_undefined;
  view.stated = claim.time_was_bound || dynamics.end.has_value();
  if (dynamics.end) view.horizon = dynamics.end;
  for (const theorems::Binding& b : claim.reals) {
    if (b.name != view.time) {
      view.parameters.push_back(with_ends(as_variable(b.name, b.integer), b));
      const std::vector<Term> ends = range_of(b);
      view.hypotheses.insert(view.hypotheses.end(), ends.begin(), ends.end());
      continue;
    }
    view.claim_times = range_of(b);
    view.time_variable = with_ends(view.time_variable, b);
    if (is_infinite(b.high)) {
      if (claim.time_was_bound) view.horizon.reset();
    } else {
      view.horizon = b.high;
      view.horizon_open = b.high_open;
    }
  }
  for (const theorems::GroundClaim* step : used_steps(problem, claim)) {
    if (!from_start_to_end(*step, claim, view)) continue;
    view.exists_by_step |= states_existence(*step, dynamics);
    try {
      const Term fact = rewrite(view, step->claim);
      if (!has_moments(fact)) view.known.push_back(fact);
    } catch (const GiveUp&) {  // a step that cannot be used
    }
  }
  return view;
}

Term at_start(const View& view, const Term& e) {
  theorems::Substitution start{{view.time, Term(0)}};
  for (std::size_t i = 0; i < view.state.size(); ++i) start.emplace(view.state[i], view.initial[i]);
  return substitute(e, start);
}

Term slope_of(const View& view, const Term& e) {
  if (jumps(view)) throw GiveUp{"the right-hand side jumps: its formula is not the derivative everywhere"};
  if (has_kinks(e)) throw GiveUp{"no derivative where " + to_text(e) + " has a kink"};
  std::vector<std::pair<std::string, Term>> field;
  for (std::size_t i = 0; i < view.state.size(); ++i) field.emplace_back(view.state[i], view.field[i]);
  try {
    return lie_derivative(e, field, view.time);
  } catch (const std::domain_error& error) {
    throw GiveUp{error.what()};
  }
}

Term rewrite(const View& view, const Term& claim) {
  return Rewriter(view).claim(claim);
}

Term replace_moments(const Term& term, const std::function<Term(const Term&, const Term&)>& value) {
  if (!has_moments(term)) return term;
  if (term.op() == Op::at) return value(term.arg(0), term.arg(1));
  return map_args(term, [&](const Term& arg) { return replace_moments(arg, value); });
}

bool has_moments(const Term& term) {
  static constexpr std::array ops{Op::at};
  return contains(term, ops);
}
bool has_jumps(const Term& term) {
  static constexpr std::array ops{Op::sign, Op::floor, Op::ceil, Op::matrix_function};
  return contains(term, ops);
}
bool has_kinks(const Term& term) {
  static constexpr std::array ops{Op::sign, Op::floor, Op::ceil, Op::abs, Op::min, Op::max, Op::matrix_function};
  return contains(term, ops);
}
bool mentions_state(const View& view, const Term& term) {
  const std::vector<std::string> names = free_variables(term);
  return std::any_of(view.state.begin(), view.state.end(),
                     [&](const std::string& s) { return std::binary_search(names.begin(), names.end(), s); });
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
  const Term t = theorems::variable(view.time);
  result.variables.push_back(as_variable(view.time, view.iteration));
  result.hypotheses.push_back(relation(after_start ? Op::greater : Op::greater_equal, t, Term(0)));
  if (view.horizon && !is_infinite(*view.horizon))
    result.hypotheses.push_back(relation(view.horizon_open ? Op::less : Op::less_equal, t, *view.horizon));
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

Term defined(const Term& e) {
  return relation(Op::equal, e, e);
}

std::vector<std::vector<std::string>> components(const View& view) {
  std::vector<std::vector<std::string>> groups;
  for (std::size_t i = 0; i < view.state.size(); ++i) {
    std::vector<std::string> own{view.state[i]};
    std::vector<std::vector<std::string>> rest;
    const auto linked = [&](const std::vector<std::string>& group) {
      return std::any_of(group.begin(), group.end(), [&](const std::string& other) {
        const auto j =
            static_cast<std::size_t>(std::find(view.state.begin(), view.state.end(), other) - view.state.begin());
        return mentions(view.field[i], other) || mentions(view.field[j], view.state[i]);
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

}  // namespace flowcert::proofs::exact
