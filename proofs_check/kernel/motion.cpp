#include "proofs_check/kernel/motion.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

bool names_state(const Motion& motion, const std::string& name) {
  return std::find(motion.state.begin(), motion.state.end(), name) != motion.state.end();
}

enum class About { parameters, times, states, motion };

ContextPtr context_about(const Context& own, About about, std::vector<Term> times, const std::vector<Term>& further) {
  const Motion& motion = *own.motion;
  Context result;
  for (const Variable& v : own.variables) {
    const bool wanted = names_state(motion, v.name) ? about >= About::states
                        : v.name == motion.time     ? about >= About::times
                                                    : true;
    if (wanted) result.variables.push_back(v);
  }
  for (const Term& h : own.hypotheses)
    if (!varies(motion, h)) result.hypotheses.push_back(h);
  result.hypotheses.insert(result.hypotheses.end(), times.begin(), times.end());
  result.hypotheses.insert(result.hypotheses.end(), further.begin(), further.end());
  if (about == About::motion) result.motion = own.motion;
  return std::make_shared<const Context>(std::move(result));
}

}  // namespace

Term defined(const Term& e) {
  return relation(Op::equal, e, e);
}

bool has_jumps(const Term& term) {
  return theorems::contains(term, theorems::operations_with_jumps());
}

bool has_kinks(const Term& term) {
  return theorems::contains(term, theorems::operations_with_kinks_or_jumps());
}

bool has_moments(const Term& term) {
  static constexpr std::array ops{Op::at, Op::ddt};
  return theorems::contains(term, ops);
}

bool mentions_state(const Motion& motion, const Term& term) {
  const std::vector<std::string> names = theorems::free_variables(term);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return names_state(motion, name); });
}

bool varies(const Motion& motion, const Term& term) {
  return mentions_state(motion, term) || theorems::mentions(term, motion.time);
}

bool continuous_where_defined(const Motion& motion, const Term& term) {
  if (theorems::is_truth_valued(term.op()) || has_moments(term)) return false;
  if (has_jumps(term) && varies(motion, term)) return false;
  if (term.op() >= Op::for_all) return false;
  if (term.op() == Op::power && varies(motion, term.arg(1))) return false;
  return std::all_of(term.args().begin(), term.args().end(),
                     [&](const Term& arg) { return continuous_where_defined(motion, arg); });
}

Term at_start(const Motion& motion, const Term& e) {
  theorems::Substitution start{{motion.time, Term(0)}};
  for (std::size_t i = 0; i < motion.state.size(); ++i) start.emplace(motion.state[i], motion.initial[i]);
  return theorems::substitute(e, start);
}

Term at_next(const Motion& motion, const Term& e) {
  theorems::Substitution next{{motion.time, theorems::variable(motion.time) + Term(1)}};
  for (std::size_t i = 0; i < motion.state.size(); ++i) next.emplace(motion.state[i], motion.field[i]);
  return theorems::substitute(e, next);
}

std::optional<Term> lie_derivative_of(const Motion& motion, const Term& e) {
  if (has_kinks(e) || has_moments(e) || motion.iteration) return std::nullopt;
  std::vector<std::pair<std::string, Term>> field;
  for (std::size_t i = 0; i < motion.state.size(); ++i) field.emplace_back(motion.state[i], motion.field[i]);
  try {
    return theorems::lie_derivative(e, field, motion.time);
  } catch (const std::domain_error&) {
    return std::nullopt;
  }
}

std::optional<Term> derivative_along(const Motion& motion, const Term& e) {
  if (!continuous_where_defined(motion, e)) return std::nullopt;
  for (std::size_t i = 0; i < motion.state.size(); ++i)
    if (theorems::mentions(e, motion.state[i]) && !continuous_where_defined(motion, motion.field[i]))
      return std::nullopt;
  return lie_derivative_of(motion, e);
}

std::vector<Term> times_of(const Motion& motion, bool after_start) {
  const Term t = theorems::variable(motion.time);
  std::vector<Term> result{relation(after_start ? Op::greater : Op::greater_equal, t, Term(0))};
  if (motion.horizon) result.push_back(relation(motion.horizon_open ? Op::less : Op::less_equal, t, *motion.horizon));
  return result;
}

std::vector<Term> going_on(const Motion& motion) {
  if (!motion.horizon) return {};
  return {relation(motion.horizon_open ? Op::less : Op::less_equal, theorems::variable(motion.time) + Term(1),
                   *motion.horizon)};
}

ContextPtr of_parameters(const Context& own, const std::vector<Term>& further) {
  return context_about(own, About::parameters, {}, further);
}

ContextPtr of_times(const Context& own, bool after_start, const std::vector<Term>& further) {
  return context_about(own, About::times, times_of(*own.motion, after_start), further);
}

ContextPtr of_states(const Context& own, const std::vector<Term>& further) {
  return context_about(own, About::states, times_of(*own.motion, false), further);
}

ContextPtr of_motion(const Context& own, const std::vector<Term>& further) {
  return context_about(own, About::motion, {}, further);
}

}  // namespace flowcert::proofs::kernel
