#include <algorithm>

#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/claim_shape.hpp"
#include "proofs_check/exact/closed_form.hpp"
#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/linear_solution.hpp"
#include "proofs_check/exact/system.hpp"
#include "proofs_check/kernel/run.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

constexpr long most_steps = 5000;
constexpr long most_unrolled = 12;
constexpr std::size_t most_digits = 20000;

class IterationProof {
 public:
  IterationProof(Proof& proof, const theorems::Problem& problem, View view, Term claim)
      : proof_(proof), problem_(problem), view_(std::move(view)), claim_(std::move(claim)) {}

  /// The step that states the whole claim.
  StepPtr run() {
    StepPtr root;
    if (try_route([&] { root = by_running(); })) return root;
    if (!has_moments(claim_)) {
      if (try_route([&] { root = in_every_state(); })) return root;
      if (try_route([&] { root = by_induction(claim_); })) return root;
      if (try_route([&] { root = by_induction(with_signs()); })) return root;
    }
    if (try_route([&] { root = by_closed_form(); })) return root;
    if (!has_moments(claim_) && try_route([&] { root = by_induction(joined()); })) return root;
    throw GiveUp{why_};
  }

 private:
  template <class F>
  bool try_route(const F& f) {
    const std::size_t steps = proof_.trail.size();
    try {
      f();
      return true;
    } catch (const GiveUp& stop) {
      why_ = stop.reason;
      proof_.trail.resize(steps);
      return false;
    }
  }

  [[nodiscard]] Term n() const { return theorems::variable(view_.time); }

  /// e at the next step: all entries of a step use the old state.
  [[nodiscard]] Term next(const Term& e) const { return kernel::at_next(view_, e); }

  /// The hypothesis that another step is taken after n.
  [[nodiscard]] std::vector<Term> goes_on() const { return kernel::going_on(view_); }

  [[nodiscard]] kernel::ContextPtr place() const { return along(view_, view_.claim_times); }

  StepPtr in_every_state() {
    std::vector<Term> facts = view_.claim_times;
    facts.insert(facts.end(), view_.known.begin(), view_.known.end());
    const StepPtr shown =
        moved_along(view_, view_.claim_times, prove_statement(proof_, for_all_states(view_, facts, claim_)));
    const LivesThrough life = show_steps_defined(proof_, view_);
    proof_.trail.push_back("in every state that the iteration can be in: " + to_text(claim_));
    return claim_with_life(proof_, view_, claim_, life, shown);
  }

  /// What the kernel has no rule for.
  [[nodiscard]] StepPtr on_trust(const std::string& way) const {
    return unchecked(place(), claim_, way, kernel::Judgement::along);
  }

  /// The first n that the claim is about; 0 unless its range starts at another number.
  [[nodiscard]] long first() const {
    for (const Term& bound : view_.claim_times) {
      if (bound.op() != Op::greater_equal && bound.op() != Op::greater) continue;
      if (!bound.arg(1).is_number()) throw GiveUp{"a range that does not start at a number"};
      const Rational low = bound.arg(1).number();
      if (!theorems::is_integer(low) || low < 0 || low > most_steps) throw GiveUp{"a range that starts too late"};
      return numerator(low).convert_to<long>() + (bound.op() == Op::greater ? 1 : 0);
    }
    return 0;
  }

  StepPtr by_induction(const Term& invariant) {
    const long start = first();
    if (start > most_unrolled) throw GiveUp{"a range that starts too late for induction"};
    std::vector<Term> state = view_.initial;
    const auto at_state = [&](const Term& e, long k) { return substitute(e, at_step(state, k)); };
    for (long k = 0; k < start; ++k) {
      std::vector<Term> following;
      for (const Term& f : view_.field) following.push_back(at_state(f, k));
      state = following;
      // Of every step: a later one need not mention a value that is not there.
      for (const Term& x : state) prove_statement(proof_, for_parameters(view_, {}, defined(x)));
    }
    std::vector<Term> known_at_start;
    for (const Term& fact : view_.known) known_at_start.push_back(at_state(fact, start));
    std::string reason;
    StepPtr first_step = try_statement(proof_, for_parameters(view_, {}, at_state(invariant, start)), reason);
    const bool by_itself = first_step != nullptr;
    if (!by_itself)
      first_step = prove_statement(proof_, for_parameters(view_, known_at_start, at_state(invariant, start)));
    proof_.trail.push_back("induction: true at n = " + std::to_string(start));
    std::vector<Term> facts = goes_on();
    facts.push_back(relation(Op::greater_equal, n(), Term(Rational(start))));
    facts.push_back(invariant);
    facts.insert(facts.end(), view_.known.begin(), view_.known.end());
    const bool by_rule = start == 0 && by_itself;  // which demands that the steps are defined, too
    if (!by_rule) prove_statement(proof_, for_all_states(view_, facts, theorems::conjunction(field_defined(view_))));
    for (const Term& fact : view_.known) facts.push_back(next(fact));
    const StepPtr next_step = prove_statement(proof_, for_all_states(view_, facts, next(invariant)));
    proof_.trail.push_back("induction: true at n + 1 if at n: " + to_text(invariant));
    return by_rule ? whole_by_induction(invariant, first_step, next_step)
                   : on_trust("induction from a later step, or with what is known there");
  }

  StepPtr whole_by_induction(const Term& invariant, const StepPtr& first_step, const StepPtr& next_step) {
    std::vector<Term> facts = goes_on();
    facts.push_back(invariant);
    const StepPtr always =
        step_along(view_, Rule::induction, invariant,
                   {under(kernel::of_parameters(*view_.own), first_step), moved_along(view_, facts, next_step)});
    View informed = view_;
    learn_along(informed, invariant, always);
    const LivesThrough life = show_steps_defined(proof_, informed);
    const StepPtr here = under(place(), always);
    return claim_with_life(proof_, view_, claim_, life,
                           invariant == claim_ ? here : make_step(Rule::part_of_conjunction, place(), claim_, {here}));
  }

  /// The claim together with everything that the problem's checks say at every step: one common induction hypothesis.
  Term joined() {
    std::vector<Term> parts{claim_};
    for (const theorems::GroundCheck& check : problem_.checks) {
      if (check.limit) continue;
      for (const theorems::GroundClaim& other : check.claims) {
        const View its = make_view(problem_, other);
        if (its.parameters.size() != view_.parameters.size() || its.parameters.size() != problem_.parameters.size())
          continue;
        if (!(its.claim_times == view_.claim_times) || has_moments(other.claim) || !mentions_state(view_, other.claim))
          continue;
        const Term part = rewrite(view_, other.claim);
        if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
      }
    }
    if (parts.size() == 1) throw GiveUp{why_};
    return theorems::conjunction(parts);
  }

  /// The claim together with the signs that states start with and keep as long as all of them do (Flanagan and Leino's
  /// Houdini: what is not preserved is dropped until the rest is).
  Term with_signs() {
    std::string reason;
    std::vector<Term> signs;
    for (std::size_t i = 0; i < view_.state.size(); ++i)
      for (const Op sign : {Op::greater_equal, Op::less_equal}) {
        if (!try_statement(proof_, for_parameters(view_, {}, relation(sign, view_.initial[i], Term(0))), reason))
          continue;
        signs.push_back(relation(sign, theorems::variable(view_.state[i]), Term(0)));
        break;
      }
    for (bool dropped = true; dropped;) {
      std::vector<Term> facts = goes_on();
      facts.insert(facts.end(), signs.begin(), signs.end());
      facts.insert(facts.end(), view_.known.begin(), view_.known.end());
      dropped = std::erase_if(signs, [&](const Term& sign) {
                  return !try_statement(proof_, for_all_states(view_, facts, next(sign)), reason);
                }) > 0;
    }
    if (signs.empty()) throw GiveUp{why_};
    signs.insert(signs.begin(), claim_);
    return theorems::conjunction(signs);
  }

  StepPtr by_closed_form() {
    theorems::Substitution form;
    const std::vector<Term> equalities = stated_equalities(problem_, view_, claim_);
    for (const std::string& name : view_.state) {
      const Term x = theorems::variable(name);
      for (const Term& e : equalities) {
        const Term &a = e.arg(0), &b = e.arg(1);
        if (a == x && !mentions_state(view_, b)) form.emplace(name, b);
        if (b == x && !mentions_state(view_, a)) form.emplace(name, a);
      }
    }
    if (form.size() < view_.state.size()) {
      const auto known = linear_iteration(proof_, view_);
      if (!known) throw GiveUp{"no closed form is stated or known for all states"};
      form = {known->begin(), known->end()};
    }
    for (std::size_t i = 0; i < view_.state.size(); ++i) {
      const Term& f = form.at(view_.state[i]);
      const Term start = substitute(f, {{view_.time, Term(0)}});
      prove_statement(proof_, for_parameters(view_, {}, relation(Op::equal, start, view_.initial[i])));
      const Term following = substitute(f, {{view_.time, n() + Term(1)}});
      prove_statement(proof_, for_all_times(view_, false, goes_on(),
                                            relation(Op::equal, following, substitute(view_.field[i], form))));
      proof_.trail.push_back("induction: " + view_.state[i] + " == " + to_text(f));
    }
    std::vector<Term> times{theorems::constant(Op::true_value)};
    const Term now = replace_moments(claim_, [&](const Term& e, const Term& time) {
      if (has_moments(e) || !time.is_number() || !theorems::is_integer(time.number()) || time.number() < 0)
        throw GiveUp{"a step that is no natural number"};
      if (view_.horizon) times.push_back(relation(Op::less_equal, time, *view_.horizon));
      return substitute(substitute(e, form), {{view_.time, time}});
    });
    prove_statement(proof_, for_all_times(view_, false, view_.claim_times, theorems::conjunction(times)));
    prove_statement(proof_, for_all_times(view_, false, view_.claim_times, substitute(now, form)));
    proof_.trail.push_back("with the closed form put in: " + to_text(claim_));
    return on_trust("a closed form of an iteration");
  }

  /// All steps in exact rationals, when nothing is symbolic.
  StepPtr by_running() {
    if (!view_.parameters.empty() || !view_.horizon || !view_.horizon->is_number())
      throw GiveUp{"not a single finite run"};
    const Rational last = view_.horizon->number();
    if (!theorems::is_integer(last) || last < 0 || last > most_steps) throw GiveUp{"too many steps to run exactly"};
    const long steps = numerator(last).convert_to<long>();
    std::vector<std::vector<Term>> orbit{view_.initial};
    for (long k = 0; k <= steps; ++k) {
      proof_.check_time();
      for (const Term& x : orbit.back())
        if (!x.is_number() || theorems::to_text(x.number()).size() > most_digits)
          throw GiveUp{"the orbit is not rational, or too long"};
      if (k == steps) break;
      std::vector<Term> following;
      for (const Term& f : view_.field) following.push_back(substitute(f, at_step(orbit.back(), k)));
      orbit.push_back(std::move(following));
    }
    const Term whole = replace_moments(claim_, [&](const Term& e, const Term& time) {
      if (has_moments(e) || !time.is_number() || !theorems::is_integer(time.number()) || time.number() < 0 ||
          time.number() > last)
        throw GiveUp{"a step that the run does not reach"};
      const long k = numerator(time.number()).convert_to<long>();
      return substitute(e, at_step(orbit[static_cast<std::size_t>(k)], k));
    });
    const std::size_t trail = proof_.trail.size();
    std::vector<StepPtr> premises;
    for (long k = first(); k <= steps; ++k) {
      const FormulaStatement here{{}, {}, substitute(whole, at_step(orbit[static_cast<std::size_t>(k)], k))};
      const StepPtr step = prove_statement(proof_, here);
      if (!kernel::truth_of(here.claim)) premises.push_back(step);
    }
    proof_.trail.resize(trail);
    proof_.backends.insert("GMP");
    proof_.trail.push_back("all " + std::to_string(steps) + " steps in exact rationals: " + to_text(claim_));
    return step_about(place(), Rule::run, claim_, std::move(premises), kernel::Judgement::along);
  }

  [[nodiscard]] theorems::Substitution at_step(const std::vector<Term>& state, long k) const {
    theorems::Substitution values{{view_.time, Term(Rational(k))}};
    for (std::size_t i = 0; i < state.size(); ++i) values.emplace(view_.state[i], state[i]);
    return values;
  }

  Proof& proof_;
  const theorems::Problem& problem_;
  View view_;
  Term claim_;
  std::string why_ = "no exact method applies";
};

}  // namespace

IterationShown prove_iteration_claim(Proof& proof, const theorems::Problem& problem,
                                     const theorems::GroundClaim& claim) {
  View view = make_view(problem, claim);
  const NotEmpty something = show_not_empty(proof, view);
  prove_initial_values(proof, view);
  const Term rewritten = read_claim(view, claim);
  return {something, IterationProof(proof, problem, view, rewritten).run()};
}

}  // namespace flowcert::proofs::exact
