#include "proofs_check/exact/system_proof.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/exact/alive.hpp"
#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/claim_shape.hpp"
#include "proofs_check/exact/closed_form.hpp"
#include "proofs_check/exact/closed_form_steps.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

bool has_quotients(const View& view) {
  static constexpr std::array ops{Op::divide, Op::tan, Op::log, Op::power};
  return std::any_of(view.field.begin(), view.field.end(), [](const Term& f) { return contains(f, ops); });
}

class SystemProof {
 public:
  SystemProof(Proof& proof, const theorems::Problem& problem, View view, Term claim, bool existence_known)
      : proof_(proof),
        problem_(problem),
        view_(std::move(view)),
        claim_(std::move(claim)),
        existence_known_(existence_known) {}

  /// Proves the claim and that the solution lives as long as the claim looks at it, or throws GiveUp.
  SolutionSteps run(bool& existence_missing) {
    try {
      return run_once(existence_missing);
    } catch (const GiveUp&) {
      existence_missing = existence_missing || life_would_help_;
      throw;
    }
  }

 private:
  SolutionSteps run_once(bool& existence_missing) {
    equalities_ = stated_equalities(problem_, view_, claim_);
    GiveUp why{"no exact method applies"};
    const Deadline whole = proof_.deadline;
    const auto within = [&](double share, const auto& route) {
      proof_.deadline = whole.share(share);
      const bool done = attempt(route, why);
      proof_.deadline = whole;
      return done;
    };
    const bool smooth = !has_moments(claim_) && !jumps(view_);
    std::optional<LivesThrough> life;
    // Where the right-hand sides are not defined everywhere, that the solution lives tells where it goes.
    if (view_.stated() && smooth && has_quotients(view_))
      life_would_help_ = !within(0.3, [&] { life = lives(existence_missing, Ways::without_claim); });
    if (life) {
      view_.alive = facts_of_life(view_, *life);
      for (const Term& fact : view_.alive)
        view_.reasons.emplace(fact, step_along(view_, Rule::defined_in_life, fact, {life->step()}));
    } else {
      (void)within(0.2, [&] { view_.alive = facts_of_life(proof_, view_); });
    }
    StepPtr shown;
    if (!has_moments(claim_)) (void)within(0.3, [&] { shown = in_every_state(claim_); });
    // Equalities are closed forms more often than not; inequalities are easier without one.
    const bool equality = claim_.op() == Op::equal;
    if (!shown && !equality && smooth) (void)within(0.6, [&] { shown = by_invariants(); });
    if (shown && life) return {*life, shown};
    if (shown && (life = lives(existence_missing))) return {*life, shown};
    std::optional<SolutionSteps> closed;
    if (within(0.6, [&] { closed = by_closed_form(existence_missing); })) return *closed;
    if (shown) throw GiveUp{"shown, but for the solution's existence: " + no_life_};
    if (!smooth || !equality) throw why;
    attempt_or_throw([&] { shown = by_invariants(); });
    if (life) return {*life, shown};
    if ((life = lives(existence_missing))) return {*life, shown};
    throw GiveUp{"shown, but for the solution's existence: " + no_life_};
  }

  template <class F>
  bool attempt(const F& f, GiveUp& why) {
    const std::size_t steps = proof_.trail.size();
    try {
      f();
      return true;
    } catch (const GiveUp& stop) {
      why = stop;
      proof_.trail.resize(steps);
      return false;
    }
  }
  template <class F>
  void attempt_or_throw(const F& f) {
    GiveUp why{""};
    if (!attempt(f, why)) throw why;
  }

  /// That the solution starts and lives, by the first way that shows it.
  enum class Ways { all, without_claim };  // without_claim: before closed forms have been looked for
  std::optional<LivesThrough> lives(bool& existence_missing, Ways ways = Ways::all) {
    existence_missing = false;
    const std::size_t steps = proof_.trail.size();
    std::optional<LivesThrough> life;
    GiveUp why{""};
    if (attempt([&] { life = life_by_step(proof_, view_); }, why)) return life;
    if (attempt([&] { life = life_shown_elsewhere(proof_, view_, existence_known_); }, why)) return life;
    const auto starts_or_grows_slowly = [&] {
      if (!view_.stated()) {
        life = LivesThrough::whole_life(view_, show_start(proof_, view_));
        proof_.trail.emplace_back("the claim is about the solution's whole life, however long that is");
        return;
      }
      std::vector<Term> conserved;
      for (const Term& equality : equalities_)
        if (!mentions_state(view_, equality.arg(1))) conserved.push_back(equality.arg(0));
      life = prove_existence(proof_, view_, shown_conserved(conserved));
    };
    if (attempt(starts_or_grows_slowly, why)) return life;
    no_life_ = why.reason;
    if (ways == Ways::without_claim) throw why;
    const auto closed = [&] { life = LivesThrough::in_closed_form(view_, all_closed_forms(components(view_)).unique); };
    if (attempt(closed, why)) return life;
    proof_.trail.resize(steps);
    existence_missing = view_.stated();
    return std::nullopt;
  }

  std::vector<Term> shown_conserved(const std::vector<Term>& candidates) {
    std::vector<Term> result;
    if (jumps(view_)) return result;
    for (const Term& e : candidates) {
      std::string reason;
      if (mentions(e, view_.time) || has_kinks(e)) continue;
      GiveUp why{""};
      if (attempt(
              [&] {
                prove_statement(proof_, for_all_states(view_, {}, relation(Op::equal, slope_of(view_, e), Term(0))));
              },
              why))
        result.push_back(e);
    }
    return result;
  }

  StepPtr by_invariants() {
    const ContinuousField smooth = show_continuous(proof_, view_);
    learn_invariants(proof_, view_, smooth, equalities_);
    return step_by_step(smooth, claim_);
  }

  /// Where the claim is to be shown: along the solution, at the times that it is about.
  [[nodiscard]] kernel::ContextPtr place() const { return along(view_, view_.claim_times); }

  /// True of every state and time, so also of the solution's.
  StepPtr in_every_state(const Term& claim) {
    std::vector<Term> facts = view_.claim_times;
    const std::vector<Term> known = facts_along(view_);
    facts.insert(facts.end(), known.begin(), known.end());
    const StepPtr step =
        moved_along(view_, view_.claim_times, prove_statement(proof_, for_all_states(view_, facts, claim)));
    proof_.trail.push_back("in every state that a solution can be in: " + to_text(claim));
    return step;
  }

  /// The claim from what was shown of a difference of its sides.
  [[nodiscard]] StepPtr from_difference(const Term& claim, const StepPtr& difference) const {
    return pending(place(), claim, {under(place(), difference)}, "a difference of both sides");
  }

  StepPtr step_by_step(const ContinuousField& smooth, const Term& claim) {
    if (claim.op() == Op::logical_and) {
      std::vector<StepPtr> parts;
      for (const Term& part : claim.args()) parts.push_back(step_by_step(smooth, part));
      return make_step(Rule::conjunction, place(), claim, std::move(parts));
    }
    GiveUp why{""};
    StepPtr step;
    if (attempt([&] { step = in_every_state(claim); }, why)) return step;
    const bool down = claim.op() == Op::less || claim.op() == Op::less_equal;
    const bool strict = claim.op() == Op::less || claim.op() == Op::greater;
    if (claim.op() == Op::equal) {
      if (attempt([&] { step = prove_vanishing(proof_, view_, smooth, claim.arg(0) - claim.arg(1)); }, why))
        return from_difference(claim, step);
      const GiveUp first = why;
      if (attempt([&] { step = prove_by_symmetry(proof_, view_, smooth, claim.arg(0), claim.arg(1)); }, why))
        return under(place(), step);
      throw first;
    }
    if (down) return from_difference(claim, prove_barrier(proof_, view_, smooth, claim.arg(1) - claim.arg(0), strict));
    if (claim.op() == Op::greater || claim.op() == Op::greater_equal)
      return from_difference(claim, prove_barrier(proof_, view_, smooth, claim.arg(0) - claim.arg(1), strict));
    throw why;
  }

  struct Forms {
    ClosedForm form;
    std::vector<UniqueSolution> unique;  // one for each group
  };

  Forms all_closed_forms(const std::vector<std::vector<std::string>>& groups) {
    Forms all;
    for (const std::vector<std::string>& group : groups) {
      GiveUp why{"no closed form is known for " + group.front()};
      bool found = false;
      for (const ClosedForm& form : guess_closed_forms(proof_, view_, group, equalities_)) {
        found = attempt([&] { all.unique.push_back(prove_closed_form(proof_, view_, form)); }, why);
        if (!found) continue;
        all.form.insert(form.begin(), form.end());
        break;
      }
      if (!found) throw why;
    }
    return all;
  }

  SolutionSteps by_closed_form(bool& existence_missing) {
    const std::vector<std::vector<std::string>> groups = components(view_);
    std::vector<std::vector<std::string>> needed;
    for (const std::vector<std::string>& group : groups)
      if (std::any_of(group.begin(), group.end(), [&](const std::string& s) { return mentions_in_claim(s); }))
        needed.push_back(group);
    const Forms forms = all_closed_forms(needed);
    const StepPtr shown = claim_along(forms);
    if (needed.size() == groups.size()) return {LivesThrough::in_closed_form(view_, forms.unique), shown};
    // A value at a time needs the whole solution to live till then, whatever the claim's own times are.
    if (!view_.stated() && has_moments(claim_))
      throw GiveUp{"the other states may end before a time that the claim names"};
    const auto life = lives(existence_missing);
    if (!life) throw GiveUp{"the other states' existence is not shown: " + no_life_};
    return {*life, shown};
  }

  bool mentions_in_claim(const std::string& s) {
    return mentions(claim_, s) ||
           std::any_of(view_.known.begin(), view_.known.end(), [&](const Term& fact) { return mentions(fact, s); });
  }

  /// The claim with the closed forms put in, moments first.
  StepPtr claim_along(const Forms& forms) {
    const theorems::Substitution form(forms.form.begin(), forms.form.end());
    std::vector<Term> within{theorems::constant(Op::true_value)};
    std::vector<Moment> moments;
    const Term now = replace_moments(claim_, [&](const Term& e, const Term& time) {
      if (has_moments(e)) throw GiveUp{"a value at a time inside another"};
      Moment moment{theorems::apply(Op::at, {e, time}), {}, substitute(substitute(e, form), {{view_.time, time}})};
      for (const Term& bound : kernel::times_of(view_, false))
        moment.within.push_back(substitute(bound, {{view_.time, time}}));
      within.insert(within.end(), moment.within.begin(), moment.within.end());
      moments.push_back(moment);
      return moment.value;
    });
    std::vector<Term> facts = view_.claim_times;
    for (const Term& fact : view_.known) facts.push_back(substitute(fact, form));
    const StepPtr times = prove_statement(proof_, for_all_times(view_, false, facts, theorems::conjunction(within)));
    const StepPtr shown = prove_statement(proof_, for_all_times(view_, false, facts, substitute(now, form)));
    proof_.trail.push_back("with the closed form put in: " + to_text(claim_));
    return ClosedFormSteps(view_, forms.form, forms.unique).claim(claim_, moments, times, shown);
  }

  Proof& proof_;
  const theorems::Problem& problem_;
  View view_;
  Term claim_;
  bool existence_known_;
  std::vector<Term> equalities_;
  bool life_would_help_ = false;
  std::string no_life_;  // why the solution was not seen to live
};

}  // namespace

SolutionSteps prove_along_solution(Proof& proof, const theorems::Problem& problem, const View& view, const Term& claim,
                                   bool existence_known, bool& existence_missing) {
  return SystemProof(proof, problem, view, claim, existence_known).run(existence_missing);
}

}  // namespace flowcert::proofs::exact
