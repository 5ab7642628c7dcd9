#pragma once

#include <functional>
#include <vector>

#include "proofs_check/exact/view.hpp"

/// Steps of the kernel about a motion, made of those about all states or all times.
namespace flowcert::proofs::exact {

/// What the view's solution is at, under further hypotheses.
[[nodiscard]] kernel::ContextPtr along(const View& view, const std::vector<Term>& further = {});

/// `plain`, which is about all states, times or parameters, in a context in which its further hypotheses hold by the
/// steps that `reason` gives.
[[nodiscard]] kernel::StepPtr moved_into(const kernel::ContextPtr& target, const kernel::StepPtr& plain,
                                         const std::function<kernel::StepPtr(const Term&)>& reason);

/// A fact that holds of itself at the times of the view's motion; else nothing.
[[nodiscard]] kernel::StepPtr fact_of_time(const View& view, const kernel::ContextPtr& context, const Term& fact);

/// `plain` is about all states and times (or all times, or all parameters) under the view's hypotheses, those in
/// `further`, the bounds of the time and facts along the view: so its claim holds along the solution, in
/// along(view, further).
[[nodiscard]] kernel::StepPtr moved_along(const View& view, const std::vector<Term>& further,
                                          const kernel::StepPtr& plain);

/// prove_statement of all states with the facts along the view and further hypotheses, moved along the solution.
kernel::StepPtr prove_along(Proof& proof, const View& view, const std::vector<Term>& further, const Term& claim);
[[nodiscard]] kernel::StepPtr try_along(Proof& proof, const View& view, const std::vector<Term>& further,
                                        const Term& claim);

/// A step by this rule whose premises are all from along(view).
[[nodiscard]] kernel::StepPtr step_along(const View& view, kernel::Rule rule, const Term& claim,
                                         std::vector<kernel::StepPtr> premises, std::vector<Term> terms = {});

/// The step, about the solution or its life, under further hypotheses (none but on the parameters, for its life).
[[nodiscard]] kernel::StepPtr under(const kernel::ContextPtr& context, const kernel::StepPtr& step);

/// A sequent of the kernel as a statement for the exact methods; variables that are the view's keep their ends.
[[nodiscard]] FormulaStatement statement_of(const View& view, const kernel::Sequent& sequent);
/// Proves what a rule demands, and brings it into the demanded context; throws GiveUp.
kernel::StepPtr prove_demand(Proof& proof, const View& view, const kernel::Sequent& demand);

/// For each condition that the right-hand sides need, and that may hold without room if it does so everywhere, whether
/// it does (kernel::closed_conditions_of).
[[nodiscard]] std::vector<std::size_t> closed_everywhere(Proof& proof, const View& view);
/// A step about the solution's start or life by this rule, from what it demands; throws GiveUp. What `shown`, a
/// conjunction, says already is not proved again.
[[nodiscard]] kernel::StepPtr step_about_life(Proof& proof, const View& view, kernel::Rule rule,
                                              kernel::Judgement judgement, const std::vector<kernel::Sequent>& demands,
                                              std::vector<std::size_t> places, std::vector<Term> terms = {},
                                              const kernel::StepPtr& shown = nullptr);

/// What the search came to by a way for which the kernel has no rule.
[[nodiscard]] kernel::StepPtr unchecked(const kernel::ContextPtr& context, const Term& claim, const std::string& way,
                                        kernel::Judgement judgement = kernel::Judgement::holds);

}  // namespace flowcert::proofs::exact
