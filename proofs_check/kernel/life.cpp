#include "proofs_check/kernel/life.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

using Terms = std::vector<Term>;

class Interior {
 public:
  Interior(const Motion& motion, std::vector<std::size_t> everywhere)
      : motion_(motion), everywhere_(std::move(everywhere)) {}

  /// False where no conditions are known.
  bool visit(const Term& term) {
    if (!varies(motion_, term)) {  // a constant only has to be there
      if (!term.is_number()) conditions.push_back({defined(term)});
      return true;
    }
    if (term.op() == Op::sign) return visit(term.arg(0));
    const bool arithmetic = term.op() == Op::add || term.op() == Op::subtract || term.op() == Op::multiply ||
                            term.op() == Op::negate || (term.op() == Op::divide && !has_jumps(term.arg(1)));
    if (has_jumps(term) && !arithmetic) return false;
    for (const Term& arg : term.args())
      if (!visit(arg)) return false;
    return arithmetic_or_known(term, arithmetic);
  }

  std::vector<InteriorCondition> conditions;
  Terms closed;  // of those that may be had either way

 private:
  bool arithmetic_or_known(const Term& term, bool arithmetic) {
    static constexpr std::array everywhere{Op::number, Op::pi, Op::euler, Op::variable, Op::min, Op::max};
    const Term zero(0);
    if (term.op() == Op::divide) {
      conditions.push_back({relation(Op::not_equal, term.arg(1), zero)});
    } else if (const theorems::Function* f = theorems::function_of(term.op())) {
      return function(*f, term.arg(0));
    } else if (term.op() == Op::power) {
      power(term.arg(0), term.arg(1));
    } else {
      return arithmetic || std::find(everywhere.begin(), everywhere.end(), term.op()) != everywhere.end();
    }
    return true;
  }

  bool function(const theorems::Function& f, const Term& u) {
    if (jumps(f)) return false;
    const auto inside = theorems::interior_claim(f, u);
    if (inside && f.domain.with_ends) {
      either(*inside, *theorems::domain_claim(f, u));
    } else if (inside) {
      conditions.push_back({*inside});
    }
    return true;
  }

  void power(const Term& base, const Term& exponent) {
    const Term zero(0), positive = relation(Op::greater, base, zero);
    if (!exponent.is_number()) return conditions.push_back({positive});
    const bool whole = theorems::is_integer(exponent.number()), rises = exponent.number() >= 0;
    if (whole && rises) return;
    if (whole) return conditions.push_back({relation(Op::not_equal, base, zero)});
    if (!rises) return conditions.push_back({positive});
    either(positive, relation(Op::greater_equal, base, zero));
  }

  void either(const Term& with_room, const Term& without) {
    const bool shut = closed.size() < everywhere_.size() && everywhere_[closed.size()] != 0;
    closed.push_back(without);
    conditions.push_back(shut ? InteriorCondition{without, true} : InteriorCondition{with_room});
  }

  const Motion& motion_;
  const std::vector<std::size_t> everywhere_;
};

/// How a term grows with the states of a group, on bounded times and for bounded values of the states before it: like a
/// constant, bounded, at most like 1 + |x|, or unknown. Every class contains those before it.
enum class Growth { constant, bounded, linear, unknown };

struct GrowthOf {
  const std::set<std::string>&group, &later;

  Growth operator()(const Term& term) const {
    const std::vector<std::string> names = theorems::free_variables(term);
    if (std::none_of(names.begin(), names.end(),
                     [&](const std::string& name) { return group.contains(name) || later.contains(name); }))
      return Growth::constant;
    switch (term.op()) {
      case Op::variable:
        return group.contains(term.name()) ? Growth::linear : Growth::unknown;
      case Op::add:
      case Op::subtract:
      case Op::negate:
      case Op::min:
      case Op::max:
        return most(term);
      case Op::divide:
        return (*this)(term.arg(1)) == Growth::constant ? (*this)(term.arg(0)) : Growth::unknown;
      case Op::multiply: {
        const auto linear = std::count_if(term.args().begin(), term.args().end(),
                                          [&](const Term& arg) { return (*this)(arg) == Growth::linear; });
        return linear > 1 ? Growth::unknown : most(term);
      }
      default:
        return of_function(term);
    }
  }

  Growth of_function(const Term& term) const {
    const theorems::Function* f = theorems::function_of(term.op());
    if (f == nullptr || f->growth == theorems::Growth::faster) return Growth::unknown;
    return f->growth == theorems::Growth::bounded ? Growth::bounded : most(term);
  }

  Growth most(const Term& of) const {
    Growth result = Growth::constant;
    for (const Term& arg : of.args()) result = std::max(result, (*this)(arg));
    return result;
  }
};

void add_initial_values(const Context& own, std::vector<Sequent>& premises) {
  for (const Term& value : own.motion->initial) premises.push_back({of_parameters(own), defined(value)});
}

/// All right-hand sides are defined for all states, and what they need around all of them.
bool add_field_everywhere(const Context& own, const std::vector<std::size_t>& everywhere,
                          std::vector<Sequent>& premises) {
  const auto conditions = interior_of(*own.motion, own.motion->field, everywhere);
  if (!conditions) return false;
  const ContextPtr states = of_states(own);
  for (const Term& f : own.motion->field) premises.push_back({states, defined(f)});
  for (const InteriorCondition& condition : *conditions) premises.push_back({states, condition.claim});
  return true;
}

}  // namespace

std::optional<std::vector<InteriorCondition>> interior_of(const Motion& motion, const std::vector<Term>& terms,
                                                          const std::vector<std::size_t>& everywhere) {
  Interior interior(motion, everywhere);
  for (const Term& term : terms)
    if (!interior.visit(term)) return std::nullopt;
  return interior.conditions;
}

std::vector<Term> closed_conditions_of(const Motion& motion, const std::vector<Term>& terms) {
  Interior interior(motion, {});
  for (const Term& term : terms)
    if (!interior.visit(term)) return {};
  return interior.closed;
}

bool grows_linearly_in_turn(const Motion& motion) {
  std::set<std::string> open(motion.state.begin(), motion.state.end());
  while (!open.empty()) {
    // The largest group among the open states that grows linearly in itself.
    std::set<std::string> group = open, later;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < motion.state.size(); ++i) {
        const std::string& name = motion.state[i];
        if (!group.contains(name) || GrowthOf{group, later}(motion.field[i]) != Growth::unknown) continue;
        group.erase(name);
        later.insert(name);
        changed = true;
      }
    }
    if (group.empty()) return false;
    open = later;
  }
  return true;
}

std::optional<std::vector<Sequent>> premises_of_start(const Context& own, const std::vector<std::size_t>& everywhere) {
  std::vector<Sequent> premises;
  add_initial_values(own, premises);
  if (own.motion->iteration) return premises;
  const auto conditions = interior_of(*own.motion, own.motion->field, everywhere);
  if (!conditions) return std::nullopt;
  for (const Term& f : own.motion->field) premises.push_back({of_parameters(own), defined(at_start(*own.motion, f))});
  for (const InteriorCondition& condition : *conditions) {
    if (condition.everywhere) {
      premises.push_back({of_states(own), condition.claim});
    } else {
      premises.push_back({of_parameters(own), at_start(*own.motion, condition.claim)});
    }
  }
  return premises;
}

std::optional<std::vector<Sequent>> premises_of_growth(const Context& own, const std::vector<std::size_t>& everywhere) {
  std::vector<Sequent> premises;
  add_initial_values(own, premises);
  if (own.motion->iteration || !add_field_everywhere(own, everywhere, premises) || !grows_linearly_in_turn(*own.motion))
    return std::nullopt;
  return premises;
}

std::optional<std::vector<Sequent>> premises_of_bound(const Context& own, const std::vector<std::size_t>& everywhere,
                                                      const std::vector<Term>& bounds) {
  std::vector<Sequent> premises;
  add_initial_values(own, premises);
  const Motion& motion = *own.motion;
  if (motion.iteration || bounds.size() != 4 || !add_field_everywhere(own, everywhere, premises)) return std::nullopt;
  const Term &v = bounds[0], &rate = bounds[1], &width = bounds[2], size = width * v + bounds[3];
  const std::optional<Term> slope = derivative_along(motion, v);
  const bool constants =
      std::none_of(bounds.begin() + 1, bounds.end(), [&](const Term& bound) { return varies(motion, bound); });
  if (!slope || !constants || std::any_of(motion.field.begin(), motion.field.end(), has_jumps)) return std::nullopt;
  premises.push_back({of_parameters(own), relation(Op::greater, width, Term(0))});
  for (const std::string& name : motion.state) {
    const Term x = theorems::variable(name);
    premises.push_back({of_motion(own), relation(Op::less_equal, x, size)});
    premises.push_back({of_motion(own), relation(Op::greater_equal, x, -size)});
  }
  premises.push_back({of_motion(own), relation(Op::less_equal, *slope, rate * (Term(1) + v))});
  return premises;
}

namespace {

/// The step is about a motion at all its times, with this judgement.
bool is_about_motion(const Step& step, Judgement judgement) {
  const Context& own = *step.conclusion.context;
  return step.conclusion.judgement == judgement && own.motion && step.conclusion.claim.op() == Op::true_value &&
         same(step.conclusion.context, of_motion(own));
}

}  // namespace

/// Where the field is continuous around the start, Peano's theorem; where it is measurable and locally bounded,
/// Filippov 1988, section 7, theorem 8. The start of an iteration only has to be there. What lives has started.
bool is_start(const Step& step) {
  if (!is_about_motion(step, Judgement::starts)) return false;
  if (premises_are(step, {{step.conclusion.context, step.conclusion.claim, Judgement::lives}})) return true;
  const auto premises = premises_of_start(*step.conclusion.context, step.data.places);
  return premises && premises_are(step, *premises);
}

/// A solution that ends before the horizon leaves every bounded set on which the field is defined and locally bounded
/// (Filippov 1988, section 7, theorem 2; for continuous fields Peano), and |x|' <= C (1 + |x|) keeps it bounded.
bool is_life_by_growth(const Step& step) {
  if (!is_about_motion(step, Judgement::lives)) return false;
  const auto premises = premises_of_growth(*step.conclusion.context, step.data.places);
  return premises && premises_are(step, *premises);
}

/// The same, where V' <= K (1 + V) keeps V bounded above on bounded times, and |x_i| <= w V + k keeps x bounded.
bool is_life_by_bound(const Step& step) {
  if (!is_about_motion(step, Judgement::lives)) return false;
  const auto premises = premises_of_bound(*step.conclusion.context, step.data.places, step.data.terms);
  return premises && premises_are(step, *premises);
}

/// It was shown before.
bool is_known_life(const Step& step) {
  return is_about_motion(step, Judgement::lives) && step.premises.empty() && step.conclusion.context->motion->lives;
}

/// Every step of an iteration is defined, where another is taken.
bool is_life_of_iteration(const Step& step) {
  const Context& own = *step.conclusion.context;
  if (!is_about_motion(step, Judgement::lives) || !own.motion->iteration) return false;
  std::vector<Sequent> premises;
  add_initial_values(own, premises);
  for (const Term& f : own.motion->field) premises.push_back({of_motion(own, going_on(*own.motion)), defined(f)});
  return premises_are(step, premises);
}

/// The right-hand sides are defined all along a solution that lives, if none of them jumps.
bool is_defined_in_life(const Step& step) {
  const Context& own = *step.conclusion.context;
  if (step.conclusion.judgement != Judgement::holds || !own.motion || own.motion->iteration) return false;
  const std::vector<Term>& field = own.motion->field;
  return std::none_of(field.begin(), field.end(), has_jumps) &&
         std::any_of(field.begin(), field.end(), [&](const Term& f) { return step.conclusion.claim == defined(f); }) &&
         premises_are(step, {{of_motion(own), theorems::constant(Op::true_value), Judgement::lives}});
}

bool may_have_no_times(const Motion& motion) {
  if (motion.iteration || !motion.horizon) return false;
  if (!motion.horizon->is_number()) return true;
  return motion.horizon->number() < 0 || (motion.horizon_open && motion.horizon->number() == 0);
}

Sequent has_times(const Context& own) {
  const Op from = own.motion->horizon_open ? Op::greater : Op::greater_equal;
  return {of_parameters(own), relation(from, *own.motion->horizon, Term(0))};
}

/// What a check along dynamics claims: a solution starts, lives as long as the claim looks at it, and the claim is
/// true. Where no time may be looked at, that it starts for all parameters is shown by itself.
bool is_along(const Step& step) {
  const Context& own = *step.conclusion.context;
  if (step.conclusion.judgement != Judgement::along || !own.motion) return false;
  const bool any_life = own.motion->whole_life && !has_moments(step.conclusion.claim);
  const Sequent life{of_motion(own), theorems::constant(Op::true_value),
                     any_life ? Judgement::starts : Judgement::lives};
  std::vector<Sequent> premises{life, {step.conclusion.context, step.conclusion.claim}};
  if (!may_have_no_times(*own.motion)) return premises_are(step, premises);
  premises.push_back(has_times(own));
  if (premises_are(step, premises)) return true;
  premises.pop_back();
  const auto start = premises_of_start(own, {});
  if (!start) return false;
  premises.insert(premises.end(), start->begin(), start->end());
  return premises_are(step, premises);
}

}  // namespace flowcert::proofs::kernel
