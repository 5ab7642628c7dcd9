#include "proofs_check/kernel/claim_motion.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/kernel/claim_sequent.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/language/dynamics_names.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::GroundClaim;

namespace {

/// Whether the term is seen to have a value at all values of its variables.
bool is_everywhere(const Term& term) {
  const auto number = [&](std::size_t k) { return term.arg(k).is_number() ? term.arg(k).number() : Rational(-1, 2); };
  const theorems::Function* f = theorems::function_of(term.op());
  if (term.op() == Op::matrix_function || (f != nullptr && !theorems::is_total(*f))) return false;
  if (term.op() == Op::divide && (!term.arg(1).is_number() || term.arg(1).is_number(0))) return false;
  if (term.op() == Op::power && (number(1) < 0 || !theorems::is_integer(number(1)))) return false;
  return std::all_of(term.args().begin(), term.args().end(), is_everywhere);
}

class Rewriter {
 public:
  explicit Rewriter(const Motion& motion) : motion_(motion) {}

  /// `denied`: the claim has the term under an odd number of negations.
  Term claim(const Term& term, bool denied = false) {
    if (theorems::is_relation(term.op())) return relation(term, denied);
    if (!theorems::is_truth_valued(term.op())) return value(term);
    std::size_t place = 0;
    return theorems::map_args(term, [&](const Term& arg) {
      const bool turned = term.op() == Op::logical_not || (term.op() == Op::implies && place == 0);
      ++place;
      return theorems::is_truth_valued(arg.op()) ? claim(arg, denied != turned) : value(arg);
    });
  }

 private:
  struct Derivative {
    Term of, slope;
  };

  /// A term inside ddt has to be defined where the relation is to hold. Where it is, its derivative may exist though
  /// the formula is undefined (sqrt(x) for x = t^2 at t = 0): nothing is known there, so a denied relation counts as
  /// true.
  Term relation(const Term& term, bool denied) {
    std::vector<Derivative> outer;
    outer.swap(needed_);
    std::vector<Term> parts{theorems::map_args(term, [&](const Term&arg) { return value(arg); })}, unknown;
    for (const Derivative& d : needed_) {
      parts.push_back(defined(d.of));
      if (denied && !is_everywhere(d.slope)) unknown.push_back(theorems::negation(defined(d.slope)));
    }
    needed_.swap(outer);
    const Term known = parts.size() == 1 ? parts[0] : theorems::conjunction(parts);
    if (unknown.empty()) return known;
    unknown.push_back(known);
    return theorems::disjunction(unknown);
  }

  Term value(const Term& term) {
    if (const auto found = done_.find(term); found != done_.end()) {
      needed_.insert(needed_.end(), found->second.needs.begin(), found->second.needs.end());
      return found->second.term;
    }
    std::vector<Derivative> outer;
    outer.swap(needed_);
    Term result = compute(term);
    done_.emplace(term, Done{result, needed_});
    outer.insert(outer.end(), needed_.begin(), needed_.end());
    needed_.swap(outer);
    return result;
  }

  Term compute(const Term& term) {
    if (term.op() == Op::ddt) {
      const Term inner = value(term.arg(0));
      if (has_moments(inner)) throw NotRead("a derivative of a value at a fixed time");
      const auto slope = derivative_along(motion_, inner);
      if (!slope) throw NotRead("no derivative that is known to be its formula everywhere: " + to_text(inner));
      needed_.push_back({inner, *slope});
      return *slope;
    }
    if (term.op() == Op::at) {
      std::vector<Derivative> outer;
      outer.swap(needed_);
      const Term inner = value(term.arg(0)), time = value(term.arg(1));
      if (!needed_.empty()) throw NotRead("a derivative at a fixed time");
      needed_.swap(outer);
      if (mentions_state(motion_, time) || has_moments(time)) throw NotRead("a time that depends on the state");
      return time.is_number(0) && !has_moments(inner) ? at_start(motion_, inner)
                                                      : theorems::apply(Op::at, {inner, time});
    }
    return theorems::map_args(term, [&](const Term& arg) { return value(arg); });
  }

  struct Done {
    Term term;
    std::vector<Derivative> needs;
  };
  const Motion& motion_;
  std::vector<Derivative> needed_;
  std::unordered_map<Term, Done, theorems::TermHash> done_;
};

/// Whether a step about all these times can only have been shown together with the solution's existence: what is not
/// about the solution is decided without it.
bool states_existence(const GroundClaim& step, const theorems::Dynamics& dynamics) {
  static constexpr std::array quantifiers{Op::for_all, Op::exists};
  return !step.reals.empty() && (step.time_was_bound || dynamics.end.has_value()) &&
         mentions_dynamics(dynamics, step.claim) && !theorems::contains(step.claim, quantifiers);
}

/// Whether a step speaks of all times from 0 up to the claim's latest, or of none.
bool from_start_to_end(const GroundClaim& step, const GroundClaim& claim, const Motion& motion) {
  if (step.reals.empty()) return true;
  const theorems::Binding& times = step.reals[0];
  if (step.reals.size() != 1 || times.name != motion.time || !times.low.is_number(0) || times.low_open) return false;
  return std::any_of(claim.reals.begin(), claim.reals.end(), [&](const theorems::Binding& own) {
    return own.name == motion.time && own.high == times.high && (own.high_open || !times.high_open);
  });
}

void collect_moments(const Term& term, std::vector<Term>& times) {
  if (term.op() == Op::at && std::find(times.begin(), times.end(), term.arg(1)) == times.end())
    times.push_back(term.arg(1));
  for (const Term& arg : term.args()) collect_moments(arg, times);
}

/// The claim with numbers in the place of its moments.
Term rest_of(const Term& claim) {
  if (claim.op() == Op::at) return Term(0);
  return theorems::map_args(claim, rest_of);
}

}  // namespace

/// A horizon has one value for all times of the motion, or the times before it would be no interval: of a moment at a
/// varying time its value at the end is taken. It has a value where the range's end has one: among others, a time that
/// may be undefined is left out. That no moment is beyond the horizon is shown where its value is (is_moment).
Motion as_far_as_moments(Motion motion, const Term& claim) {
  std::vector<Term> times;
  collect_moments(claim, times);
  if (motion.iteration) return motion;  // it has no steps beyond its last
  if (motion.whole_life) {
    const bool moving = std::any_of(times.begin(), times.end(), [&](const Term& t) { return varies(motion, t); });
    const bool partial = times.size() > 1 && !std::all_of(times.begin(), times.end(), is_everywhere);
    if (times.empty() || moving || partial || varies(motion, rest_of(claim))) return motion;
  } else {
    if (!motion.horizon) return motion;
    const Term& end = *motion.horizon;
    for (Term& time : times) time = theorems::substitute(time, {{motion.time, end}});
    std::erase_if(times, [&](const Term& time) {
      const bool before = time.is_number() && end.is_number() && time.number() < end.number();
      return before || (time == end && !motion.horizon_open) || (!(time == end) && !is_everywhere(time));
    });
    if (times.empty()) return motion;
    times.push_back(end);
  }
  motion.horizon = times.size() == 1 ? times[0] : theorems::apply(Op::max, times);
  motion.horizon_open = motion.whole_life = motion.lives = false;
  motion.known.clear();
  return motion;
}

Term without_derivatives(const Motion& motion, const Term& claim) {
  return Rewriter(motion).claim(claim);
}

Motion motion_of(const theorems::Problem& problem, const GroundClaim& claim) {
  if (!problem.dynamics) throw NotRead("no system or iteration");
  const theorems::Dynamics& dynamics = *problem.dynamics;
  Motion motion;
  motion.iteration = dynamics.kind == theorems::Dynamics::Kind::iteration;
  motion.time = theorems::time_name(dynamics);
  motion.state = dynamics.state;
  motion.initial = dynamics.initial;
  motion.field = dynamics.right_hand_side;
  motion.horizon = dynamics.end;
  // What rests has no end, and no life that is whole before it rests.
  motion.whole_life = !claim.time_was_bound && !dynamics.end && !dynamics.rests_where_undefined;
  for (const theorems::Binding& bound : claim.reals) {
    if (bound.name != motion.time) continue;
    if (!theorems::is_infinite(bound.high)) {
      motion.horizon = bound.high;
      motion.horizon_open = bound.high_open;
    } else if (claim.time_was_bound) {
      motion.horizon.reset();
    }
  }
  if (motion.horizon && theorems::is_infinite(*motion.horizon)) motion.horizon.reset();
  for (const GroundClaim* step : used_steps(problem, claim)) {
    if (!from_start_to_end(*step, claim, motion)) continue;
    motion.lives |= states_existence(*step, dynamics);
    try {
      const Term fact = without_derivatives(motion, step->claim);
      if (!has_moments(fact)) motion.known.push_back(fact);
    } catch (const NotRead&) {  // a step that cannot be used
    }
  }
  return motion;
}

}  // namespace flowcert::proofs::kernel
