#include "proofs_check/exact/closed_form.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/kernel/solution.hpp"

namespace flowcert::proofs::exact {

using kernel::Meets;
using kernel::Sequent;
using kernel::StepPtr;

namespace {

/// What the kernel demands of a closed form, proved in turn.
class Checker {
 public:
  Checker(Proof& proof, const View& view, const ClosedForm& form) : proof_(proof), view_(view), form_(form) {
    forms_ = stated(form);
    surfaces_ = kernel::surfaces_of(*along(view), forms_);
  }

  StepPtr run() {
    std::vector<std::optional<Meets>> meets;
    for (const Term& surface : surfaces_) meets.push_back(sign_kept(surface));
    const auto crossing = demands(meets, Meets::at_isolated_times), sliding = demands(meets, Meets::sliding);
    std::vector<StepPtr> premises;
    std::size_t surface = 0;
    for (std::size_t k = 0; k < crossing.size(); ++k) {
      if (same(crossing[k], sliding[k])) {
        premises.push_back(prove(crossing[k]));
        continue;
      }
      while (meets[surface]) ++surface;
      const StepPtr stays = attempt(sliding[k]);
      meets[surface] = stays ? Meets::sliding : Meets::at_isolated_times;
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
    data.places = places_of(meets, Meets::at_isolated_times);
    return std::make_shared<const kernel::Step>(kernel::Step{
        kernel::Rule::solution, {along(view_), forms_, kernel::Judgement::solves}, std::move(premises), data});
  }

 private:
  /// How the surface is not met, if its function keeps a sign.
  std::optional<Meets> sign_kept(const Term& surface) {
    const Term value = substitute(surface, theorems::Substitution(form_.begin(), form_.end()));
    std::string reason;
    if (try_statement(proof_, for_all_times(view_, false, {}, relation(Op::greater, value, Term(0))), reason))
      return Meets::never_it_is_positive;
    if (try_statement(proof_, for_all_times(view_, false, {}, relation(Op::less, value, Term(0))), reason))
      return Meets::never_it_is_negative;
    return std::nullopt;
  }

  static std::vector<std::size_t> places_of(const std::vector<std::optional<Meets>>& meets, Meets undecided) {
    std::vector<std::size_t> places;
    for (const std::optional<Meets>& one : meets) places.push_back(std::size_t(one.value_or(undecided)));
    return places;
  }

  [[nodiscard]] std::vector<Sequent> demands(const std::vector<std::optional<Meets>>& meets, Meets undecided) const {
    const auto result = kernel::premises_of_solution(*along(view_), forms_, places_of(meets, undecided));
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
    if (has_jumps(f) && mentions(f, view.time)) throw GiveUp{"a closed form that jumps"};
    const Term& right = view.field[index_of(view, name)];
    for (const std::string& other : view.state)
      if (mentions(right, other) && !form.contains(other)) throw GiveUp{"no closed form for " + other};
  }
  return UniqueSolution(Checker(proof, view, form).run());
}

}  // namespace flowcert::proofs::exact
