#include "proofs_check/exact/closed_form.hpp"

#include <algorithm>

#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/kernel/solution.hpp"

namespace flowcert::proofs::exact {

using kernel::Meets;
using kernel::Sequent;
using kernel::StepPtr;

namespace {

/// A closed form has to be continuous in time.
void refuse_jumps(const View& view, const Term& term) {
  if (has_jumps(term) && mentions(term, view.time)) throw GiveUp{"a closed form that jumps"};
}

std::size_t index_of(const View& view, const std::string& name) {
  return static_cast<std::size_t>(std::find(view.state.begin(), view.state.end(), name) - view.state.begin());
}

/// What the kernel demands of a closed form, proved in turn.
class Checker {
 public:
  Checker(Proof& proof, const View& view, const ClosedForm& form) : proof_(proof), view_(view), form_(form) {
    forms_ = stated(form);
    surfaces_ = kernel::surfaces_of(*along(view), forms_);
  }

  StepPtr run() {
    for (const Term& surface : surfaces_) meets_.push_back(how_met(surface));
    const auto crossing = demands(Meets::at_isolated_times), sliding = demands(Meets::sliding);
    std::vector<StepPtr> premises;
    std::size_t surface = 0;
    for (std::size_t k = 0; k < crossing.size(); ++k) {
      if (same(crossing[k], sliding[k])) {
        premises.push_back(prove(crossing[k]));
        continue;
      }
      while (meets_[surface] != open) ++surface;
      StepPtr stays = attempt(sliding[k]);
      meets_[surface] = std::size_t(stays ? Meets::sliding : Meets::at_isolated_times);
      proof_.trail.push_back("on the surface " + to_text(surfaces_[surface]) +
                             (stays ? " == 0 the velocity is the mean of the two one-sided ones (Filippov)"
                                    : " == 0 the solution is at isolated times only"));
      premises.push_back(stays ? stays : prove(crossing[k]));
    }
    std::string text;
    for (const auto& [name, f] : form_) text += (text.empty() ? "" : ", ") + name + " = " + to_text(f);
    proof_.trail.push_back("closed form: " + text + " is the solution, and the only one" +
                           (surfaces_.empty() ? " (the right-hand side is locally Lipschitz along it)"
                                              : " (smooth off the surfaces, and on them the one-sided fields do not "
                                                "part)"));
    kernel::Data data;
    data.places = meets_;
    return std::make_shared<const kernel::Step>(kernel::Step{
        kernel::Rule::solution, {along(view_), forms_, kernel::Judgement::solves}, std::move(premises), data});
  }

 private:
  static constexpr std::size_t open = 99;  // not known yet how the surface is met

  std::size_t how_met(const Term& surface) {
    const Term value = substitute(surface, theorems::Substitution(form_.begin(), form_.end()));
    std::string reason;
    if (try_statement(proof_, for_all_times(view_, false, {}, relation(Op::greater, value, Term(0))), reason))
      return std::size_t(Meets::never_it_is_positive);
    if (try_statement(proof_, for_all_times(view_, false, {}, relation(Op::less, value, Term(0))), reason))
      return std::size_t(Meets::never_it_is_negative);
    return open;
  }

  [[nodiscard]] std::vector<Sequent> demands(Meets undecided) const {
    std::vector<std::size_t> meets = meets_;
    for (std::size_t& one : meets)
      if (one == open) one = std::size_t(undecided);
    const auto result = kernel::premises_of_solution(*along(view_), forms_, meets);
    if (!result) throw GiveUp{"no rule for a closed form of these equations"};
    return *result;
  }

  StepPtr attempt(const Sequent& demand) {
    std::string reason;
    const StepPtr step = try_statement(proof_, statement_of(view_, demand), reason);
    return step ? under(demand.context, step) : nullptr;
  }

  StepPtr prove(const Sequent& demand) {
    try {
      return under(demand.context, prove_statement(proof_, statement_of(view_, demand)));
    } catch (const GiveUp& stop) {
      note_defect(demand);
      throw GiveUp{"the closed form is not seen to satisfy " + to_text(demand.claim) + ": " + stop.reason};
    }
  }

  /// A start, or a velocity off all kinks and surfaces, that is not what the equations say.
  void note_defect(const Sequent& demand) {
    if (demand.claim.op() != Op::equal) return;
    const Term residual = demand.claim.arg(0) - demand.claim.arg(1);
    for (const auto& [name, f] : form_) {
      const Term start = substitute(f, {{view_.time, Term(0)}});
      if (demand.claim == relation(Op::equal, start, view_.initial[index_of(view_, name)]))
        return proof_.defects.push_back({name, f, residual, true});
      if (!surfaces_.empty() || has_kinks(f)) continue;
      const Term right =
          substitute(view_.field[index_of(view_, name)], theorems::Substitution(form_.begin(), form_.end()));
      if (demand.claim == relation(Op::equal, derivative(f, view_.time), right))
        return proof_.defects.push_back({name, f, residual, false});
    }
  }

  Proof& proof_;
  const View& view_;
  const ClosedForm& form_;
  Term forms_;
  std::vector<Term> surfaces_;
  std::vector<std::size_t> meets_;
};

}  // namespace

Term stated(const ClosedForm& form) {
  std::vector<Term> equalities;
  for (const auto& [name, f] : form) equalities.push_back(relation(Op::equal, theorems::variable(name), f));
  return theorems::conjunction(equalities);
}

UniqueSolution prove_closed_form(Proof& proof, const View& view, const ClosedForm& form) {
  for (const auto& [name, f] : form) {
    if (mentions_state(view, f)) throw GiveUp{"a closed form that mentions the state"};
    refuse_jumps(view, f);
    const auto place = std::find(view.state.begin(), view.state.end(), name);
    const Term& right = view.field[static_cast<std::size_t>(place - view.state.begin())];
    for (const std::string& other : view.state)
      if (mentions(right, other) && !form.contains(other)) throw GiveUp{"no closed form for " + other};
  }
  return UniqueSolution(Checker(proof, view, form).run());
}

}  // namespace flowcert::proofs::exact
