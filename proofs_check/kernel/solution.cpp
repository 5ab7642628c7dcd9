#include "proofs_check/kernel/solution.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

using Terms = std::vector<Term>;

struct NotApplicable {};

void demand(bool condition) {
  if (!condition) throw NotApplicable{};
}

void note(Terms& all, const Term& term) {
  if (std::find(all.begin(), all.end(), term) == all.end()) all.push_back(term);
}

Term nonzero(const Term& g) {
  return theorems::disjunction({relation(Op::greater, g, Term(0)), relation(Op::less, g, Term(0))});
}

class Solution {
 public:
  Solution(const Context& own, const Term& forms) : own_(own), motion_(*own.motion) {
    demand(!motion_.iteration);
    for (const Term& equality : forms.op() == Op::logical_and ? forms.args() : Terms{forms}) {
      demand(equality.op() == Op::equal && equality.arg(0).is_variable());
      const auto place = std::find(motion_.state.begin(), motion_.state.end(), equality.arg(0).name());
      demand(place != motion_.state.end() && !mentions_state(motion_, equality.arg(1)) &&
             continuous_where_defined(motion_, equality.arg(1)));
      demand(form_.emplace(*place, equality.arg(1)).second);
      states_.push_back(static_cast<std::size_t>(place - motion_.state.begin()));
    }
    for (const std::size_t i : states_) {
      for (const std::string& name : motion_.state)
        demand(form_.contains(name) || !theorems::mentions(motion_.field[i], name));
      field_[i] = signs_taken_apart(motion_.field[i]);
      collect_surfaces(field_[i]);
      collect_kinks(form_.at(motion_.state[i]));
    }
  }

  [[nodiscard]] const Terms& surfaces() const { return surfaces_; }

  std::vector<Sequent> premises(std::vector<std::size_t> meets) {
    demand(meets.size() == surfaces_.size());
    for (const std::size_t i : states_) {
      require(of_parameters(own_), relation(Op::equal, at_time_zero(form(i)), motion_.initial[i]));
      require(of_times(own_, false), defined(form(i)));
    }
    leave_out_surfaces_never_met(meets);
    for (const Term& gap : kinks_) require_isolated(gap, {});
    for (std::size_t k = 0; k < surfaces_.size(); ++k)
      for (std::size_t j = 0; j < k; ++j)
        require(of_times(own_, false, {vanishes(k)}), relation(Op::not_equal, along(surfaces_[j]), Term(0)));
    for (const std::size_t i : states_)
      require(of_times(own_, true, away(surfaces_.size())), relation(Op::equal, slope(form(i)), along(field_[i])));
    for (std::size_t k = 0; k < surfaces_.size(); ++k) on_surface(k, meets[k] == std::size_t(Meets::sliding));
    require_uniqueness();
    return std::move(premises_);
  }

 private:
  void require(const ContextPtr& context, const Term& claim) { premises_.push_back({context, claim}); }

  [[nodiscard]] const Term& form(std::size_t i) const { return form_.at(motion_.state[i]); }
  [[nodiscard]] Term along(const Term& e) const {
    return theorems::substitute(e, theorems::Substitution(form_.begin(), form_.end()));
  }
  [[nodiscard]] Term at_time_zero(const Term& f) const { return theorems::substitute(f, {{motion_.time, Term(0)}}); }
  [[nodiscard]] Term slope(const Term& f) const { return theorems::derivative(f, motion_.time); }
  [[nodiscard]] Term vanishes(std::size_t k) const { return relation(Op::equal, along(surfaces_[k]), Term(0)); }

  /// sign(u*v) is sign(u)*sign(v), and sign(-u) is -sign(u).
  Term signs_taken_apart(const Term& term) const {
    if (!has_jumps(term)) return term;
    if (term.op() == Op::sign) {
      const Term& u = term.arg(0);
      demand(!has_jumps(u));
      if (u.op() == Op::negate) return -signs_taken_apart(theorems::apply(Op::sign, {u.arg(0)}));
      if (u.op() != Op::multiply) return term;
      Terms signs;
      for (const Term& factor : u.args()) signs.push_back(signs_taken_apart(theorems::apply(Op::sign, {factor})));
      return theorems::multiply(signs);
    }
    // Signs may only be added and multiplied: then the field is smooth on both sides of a surface, up to it.
    const bool quotient = term.op() == Op::divide && !has_jumps(term.arg(1));
    demand(quotient || term.op() == Op::add || term.op() == Op::subtract || term.op() == Op::multiply ||
           term.op() == Op::negate);
    return theorems::map_args(term, [&](const Term& arg) { return signs_taken_apart(arg); });
  }

  /// Where a surface's function keeps a sign along the solution, it does so near it, and its sign is a number.
  void leave_out_surfaces_never_met(std::vector<std::size_t>& meets) {
    for (std::size_t k = 0; k < surfaces_.size();) {
      const bool positive = meets[k] == std::size_t(Meets::never_it_is_positive);
      if (!positive && meets[k] != std::size_t(Meets::never_it_is_negative)) {
        ++k;
        continue;
      }
      require(of_times(own_, false), relation(positive ? Op::greater : Op::less, along(surfaces_[k]), Term(0)));
      collect_smoothness(surfaces_[k], conditions_);
      for (const std::size_t i : states_) field_[i] = with_sign(field_[i], k, positive ? 1 : -1);
      surfaces_.erase(surfaces_.begin() + static_cast<std::ptrdiff_t>(k));
      meets.erase(meets.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }

  /// The arguments of signs that vary; all else must be continuous where it is defined.
  void collect_surfaces(const Term& term) {
    if (term.op() == Op::sign && varies(motion_, term.arg(0))) {
      demand(!has_kinks(term.arg(0)));
      note(surfaces_, term.arg(0));
    }
    if (!has_jumps(term)) demand(continuous_where_defined(motion_, term));
    for (const Term& arg : term.args()) collect_surfaces(arg);
  }

  /// Arguments whose zeros are the kinks of a closed form: differences, for min and max.
  void collect_kinks(const Term& term) {
    const auto gap = [&](const Term& g) {
      if (theorems::mentions(g, motion_.time)) note(kinks_, g);
    };
    if (term.op() == Op::abs) gap(term.arg(0));
    if (term.op() == Op::min || term.op() == Op::max)
      for (std::size_t i = 0; i < term.args().size(); ++i)
        for (std::size_t j = 0; j < i; ++j) gap(term.arg(i) - term.arg(j));
    for (const Term& arg : term.args()) collect_kinks(arg);
  }

  /// g == 0 implies g' != 0; not shown so for a g with kinks.
  void require_isolated(const Term& g, Terms where) {
    where.push_back(relation(Op::equal, g, Term(0)));
    require(of_times(own_, false, where),
            has_kinks(g) ? theorems::constant(Op::false_value) : relation(Op::not_equal, slope(g), Term(0)));
  }

  /// Off the kinks, and off the surfaces but `skip`.
  [[nodiscard]] Terms away(std::size_t skip) const {
    Terms result;
    for (const Term& gap : kinks_) result.push_back(nonzero(gap));
    for (std::size_t j = 0; j < surfaces_.size(); ++j)
      if (j != skip) result.push_back(nonzero(along(surfaces_[j])));
    return result;
  }

  [[nodiscard]] Term with_sign(const Term& term, std::size_t k, int value) const {
    if (term.op() == Op::sign && term.arg(0) == surfaces_[k]) return Term(value);
    return theorems::map_args(term, [&](const Term& arg) { return with_sign(arg, k, value); });
  }

  /// While it stays on surface k its velocity is the mean of the two one-sided ones, which is in Filippov's set.
  void on_surface(std::size_t k, bool slides) {
    Terms where = away(k);
    if (!slides) {
      where.resize(kinks_.size());
      return require_isolated(along(surfaces_[k]), where);
    }
    where.push_back(vanishes(k));
    Terms claims;
    const Term half(Rational(1, 2));
    for (const std::size_t i : states_)
      claims.push_back(relation(Op::equal, slope(form(i)),
                                half * (along(with_sign(field_[i], k, 1)) + along(with_sign(field_[i], k, -1)))));
    require(of_times(own_, true, where), theorems::conjunction(claims));
  }

  /// Where the term is continuously differentiable in the state, beyond where it is defined.
  void collect_smoothness(const Term& term, Terms& conditions) const {
    if (!mentions_state(motion_, term)) return;
    const Term zero(0);
    if (const theorems::Function* f = theorems::function_of(term.op()); f != nullptr && f->domain.with_ends)
      note(conditions, *theorems::interior_claim(*f, term.arg(0)));
    if (term.op() == Op::power && (!term.arg(1).is_number() || !theorems::is_integer(term.arg(1).number())))
      note(conditions, relation(Op::greater, term.arg(0), zero));
    for (const Term& arg : term.args()) collect_smoothness(arg, conditions);
  }

  /// Continuously differentiable fields are locally Lipschitz, and so are abs, min and max. At surfaces: Filippov 1988,
  /// section 10, theorem 2: right uniqueness if at each of its points the field points to the positive side on the
  /// negative one, or to the negative on the positive one.
  void require_uniqueness() {
    for (const std::size_t i : states_) {
      demand(surfaces_.empty() || !has_kinks_besides_signs(field_[i]));
      collect_smoothness(field_[i], conditions_);
    }
    for (const Term& surface : surfaces_) collect_smoothness(surface, conditions_);
    for (const std::size_t i : states_) conditions_.push_back(defined(field_[i]));
    for (const Term& condition : conditions_) require(of_times(own_, false), along(condition));
    for (std::size_t k = 0; k < surfaces_.size(); ++k)
      require(of_times(own_, false, {vanishes(k)}),
              theorems::disjunction({relation(Op::less, normal_speed(k, 1), Term(0)),
                                     relation(Op::greater, normal_speed(k, -1), Term(0))}));
  }

  [[nodiscard]] static bool has_kinks_besides_signs(const Term& term) {
    if (term.op() == Op::abs || term.op() == Op::min || term.op() == Op::max) return true;
    return std::any_of(term.args().begin(), term.args().end(), has_kinks_besides_signs);
  }

  [[nodiscard]] Term normal_speed(std::size_t k, int side) const {
    std::vector<std::pair<std::string, Term>> velocity;
    for (const std::size_t i : states_) velocity.emplace_back(motion_.state[i], with_sign(field_.at(i), k, side));
    return along(theorems::lie_derivative(surfaces_[k], velocity, motion_.time));
  }

  const Context& own_;
  const Motion& motion_;
  std::map<std::string, Term> form_;
  std::vector<std::size_t> states_;
  std::map<std::size_t, Term> field_;  // signs of products taken apart
  Terms kinks_, surfaces_;
  Terms conditions_;  // that the field is continuously differentiable in the state along the solution
  std::vector<Sequent> premises_;
};

}  // namespace

std::optional<std::vector<Sequent>> premises_of_solution(const Context& own, const Term& forms,
                                                         const std::vector<std::size_t>& meets) {
  if (!own.motion) return std::nullopt;
  try {
    return Solution(own, forms).premises(meets);
  } catch (const NotApplicable&) {
  } catch (const std::domain_error&) {  // no derivative as an expression
  }
  return std::nullopt;
}

std::vector<Term> surfaces_of(const Context& own, const Term& forms) {
  try {
    if (own.motion) return Solution(own, forms).surfaces();
  } catch (const NotApplicable&) {
  }
  return {};
}

/// The premises show that the closed forms solve the equations, and that nothing else does.
bool is_solution(const Step& step) {
  const Sequent& conclusion = step.conclusion;
  if (conclusion.judgement != Judgement::solves || !conclusion.context->motion ||
      !same(conclusion.context, of_motion(*conclusion.context)))
    return false;
  const auto premises = premises_of_solution(*conclusion.context, conclusion.claim, step.data.places);
  return premises && premises_are(step, *premises);
}

namespace {

/// The closed form of each state that a solved motion's premises give; nothing if one is no such premise.
std::optional<theorems::Substitution> closed_forms(const Step& step, std::size_t from) {
  theorems::Substitution forms;
  const ContextPtr moving = of_motion(*step.conclusion.context);
  for (std::size_t k = from; k < step.premises.size(); ++k) {
    const Sequent& solved = step.premises[k]->conclusion;
    if (solved.judgement != Judgement::solves || !same(solved.context, moving)) return std::nullopt;
    for (const Term& equality : theorems::conjunction_parts(solved.claim)) {
      if (equality.op() != Op::equal || !equality.arg(0).is_variable()) return std::nullopt;
      forms.emplace(equality.arg(0).name(), equality.arg(1));
    }
  }
  return forms;
}

}  // namespace

/// Closed forms of all states: the solution lives as long as it is looked at.
bool is_life_by_solution(const Step& step) {
  const auto& motion = step.conclusion.context->motion;
  const Judgement judgement = step.conclusion.judgement;
  if (!motion || (judgement != Judgement::lives && judgement != Judgement::starts)) return false;
  const auto forms = closed_forms(step, 0);
  return forms && std::all_of(motion->state.begin(), motion->state.end(),
                              [&](const std::string& name) { return forms->contains(name); });
}

/// x == F of a solved motion.
bool is_value_of_solution(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (step.conclusion.judgement != Judgement::holds || !step.conclusion.context->motion || claim.op() != Op::equal ||
      !claim.arg(0).is_variable())
    return false;
  const auto forms = closed_forms(step, 0);
  if (!forms) return false;
  const auto form = forms->find(claim.arg(0).name());
  return form != forms->end() && form->second == claim.arg(1);
}

/// at(e, time) is e with the closed forms put in, and the time in these; the first two premises say that the time is
/// one of the motion's, and that the value is defined.
bool is_moment(const Step& step) {
  const Context& own = *step.conclusion.context;
  const Term& claim = step.conclusion.claim;
  if (step.conclusion.judgement != Judgement::holds || !own.motion || claim.op() != Op::equal ||
      claim.arg(0).op() != Op::at || step.premises.size() < 2)
    return false;
  const Term &e = claim.arg(0).arg(0), &time = claim.arg(0).arg(1);
  if (has_moments(e) || has_moments(time) || mentions_state(*own.motion, time)) return false;
  const auto forms = closed_forms(step, 2);
  if (!forms) return false;
  const Term value = theorems::substitute(theorems::substitute(e, *forms), {{own.motion->time, time}});
  if (mentions_state(*own.motion, value) || !(value == claim.arg(1))) return false;
  std::vector<Term> within;
  for (const Term& bound : times_of(*own.motion, false))
    within.push_back(theorems::substitute(bound, {{own.motion->time, time}}));
  const Sequent first{step.conclusion.context, theorems::conjunction(within)};
  const Sequent second{step.conclusion.context, defined(value)};
  return same(step.premises[0]->conclusion, first) && same(step.premises[1]->conclusion, second);
}

}  // namespace flowcert::proofs::kernel
