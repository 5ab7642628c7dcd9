#include "proofs_check/exact/system.hpp"

#include <algorithm>

#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/claim_shape.hpp"
#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/system_proof.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

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
    const SolutionSteps shown = prove_along_solution(proof, problem, view, claim, existence_known, existence_missing);
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
    const Whole one = prove_with_cases(proof, problem, part, claim, existence_known, existence_missing, depth + 1);
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
