#include "proofs_check/exact/system.hpp"

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

struct SolutionSteps {
  LivesThrough life;
  StepPtr claim;  // in along(view, view.claim_times)
};

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
    if (down)
      return from_difference(claim, prove_barrier(proof_, view_, smooth, claim.arg(1) - claim.arg(0), strict));
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

/// Signs of the right-hand sides' surfaces at the start that the hypotheses leave open: one case each.
std::optional<Term> open_start(Proof& proof, const View& view) {
  if (!jumps(view)) return std::nullopt;
  for (const Term& f : view.field) {
    std::vector<Term> work{f};
    while (!work.empty()) {
      const Term term = work.back();
      work.pop_back();
      work.insert(work.end(), term.args().begin(), term.args().end());
      if (term.op() != Op::sign) continue;
      const Term start = at_start(view, term.arg(0));
      bool decided = false;
      std::string reason;
      // The three cases are all only where the term is defined.
      if (!try_statement(proof, for_parameters(view, {}, defined(start)), reason)) return std::nullopt;
      for (const Op op : {Op::greater, Op::less, Op::equal})
        decided = decided || try_statement(proof, for_parameters(view, {}, relation(op, start, Term(0))), reason);
      if (!decided) return start;
    }
  }
  return std::nullopt;
}

struct Whole {
  LivesThrough life;
  StepPtr root;
};

Whole prove_with_cases(Proof& proof, const theorems::Problem& problem, const View& view, const Term& claim,
                       bool existence_known, bool& existence_missing, int depth) {
  const std::optional<Term> open = depth < 3 ? open_start(proof, view) : std::nullopt;
  if (!open) {
    const SolutionSteps shown =
        SystemProof(proof, problem, view, claim, existence_known).run(existence_missing);
    return {shown.life, claim_with_life(proof, view, claim, shown.life, shown.claim)};
  }
  const kernel::ContextPtr place = along(view, view.claim_times), parameters = kernel::of_parameters(*place);
  std::vector<LivesThrough> lives;
  std::vector<Term> cases;
  std::vector<StepPtr> premises(1);
  for (const Op op : {Op::greater, Op::less, Op::equal}) {
    cases.push_back(relation(op, *open, Term(0)));
    const View part = with_hypothesis(view, cases.back());
    const kernel::ContextPtr here = kernel::with(place, cases.back());
    if (contradictory(proof, for_parameters(part, {}, theorems::constant(Op::true_value)))) {
      const StepPtr impossible = pending(kernel::of_parameters(*here), relation(Op::equal, Term(0), Term(1)), {},
                                         "a case that is not possible");
      premises.push_back(step_about(here, Rule::absurd, claim, {impossible}, kernel::Judgement::along));
      continue;
    }
    proof.trail.push_back("case " + to_text(part.hypotheses.back()) + ":");
    const Whole one = prove_with_cases(proof, problem, part, claim, existence_known,
                                       existence_missing, depth + 1);
    lives.push_back(one.life);
    premises.push_back(under(here, one.root));
  }
  const StepPtr there = under(parameters, prove_statement(proof, for_parameters(view, {}, defined(*open))));
  premises[0] = make_step(Rule::order_cases, parameters, theorems::disjunction(cases), {there});
  const StepPtr root = step_about(place, Rule::cases, claim, premises, kernel::Judgement::along);
  return {LivesThrough::in_all_cases(lives, root), root};
}

/// Only what the claim itself states can be held against it: not other checks' closed forms, nor guesses, and a wrong
/// start only if the claim is about times from 0 on.
void keep_own_defects(Proof& proof, const View& view, const Term& claim) {
  std::vector<Term> own;
  collect_equalities(claim, own);
  const bool from_start = std::none_of(view.claim_times.begin(), view.claim_times.end(), [](const Term& bound) {
    return (bound.op() == Op::greater || bound.op() == Op::greater_equal) && !bound.arg(1).is_number(0);
  });
  std::erase_if(proof.defects, [&](const ClosedFormDefect& defect) {
    const Term x = theorems::variable(defect.state);
    const bool stated = std::any_of(own.begin(), own.end(), [&](const Term& e) {
      return (e.arg(0) == x && e.arg(1) == defect.closed_form) || (e.arg(1) == x && e.arg(0) == defect.closed_form);
    });
    return !stated || (defect.at_start && !from_start);
  });
}

}  // namespace

SolutionShown prove_system_claim(Proof& proof, const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                 bool existence_known, bool& existence_missing) {
  View view = make_view(problem, claim);
  const Term rewritten = read_claim(view, claim);
  const NotEmpty something = show_not_empty(proof, view);
  prove_initial_values(proof, view);
  try {
    const Whole whole = prove_with_cases(proof, problem, view, rewritten, existence_known, existence_missing, 0);
    return {something, whole.life, whole.root};
  } catch (...) {
    keep_own_defects(proof, view, rewritten);
    throw;
  }
}

}  // namespace flowcert::proofs::exact
