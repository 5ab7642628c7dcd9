#pragma once

#include "reports/proof/motion_argument.hpp"

/// What the arguments about motions are made of.
namespace flowcert::reports::proof {

/// The step without what only carries its claim over: contexts with more hypotheses, and conjunctions of which it is a
/// part.
[[nodiscard]] proofs::kernel::StepPtr stripped(proofs::kernel::StepPtr step);

/// The premise is not worth a line: a term has its value by its form, or both sides are the same when multiplied out.
[[nodiscard]] bool is_evident(const proofs::kernel::StepPtr& premise);

/// Where the premise's conclusion comes from; what is evident is not told, but what it rests on is.
[[nodiscard]] std::vector<Source> sources_of(const proofs::kernel::StepPtr& premise, const Show& show);
[[nodiscard]] std::vector<Source> sources_of(const std::vector<proofs::kernel::StepPtr>& premises, const Show& show);

/// The hypotheses that the premise has beyond those of the step, its times left out.
[[nodiscard]] std::vector<theorems::Term> added_hypotheses(Writer& writer, const proofs::kernel::ContextPtr& context);

/// A block in which the premises are shown under the hypotheses that they have beyond those of the step.
[[nodiscard]] Block block_of(Writer& writer, Sentence heading, const std::vector<proofs::kernel::StepPtr>& premises,
                             const Show& show);

/// "a = b = c".
[[nodiscard]] Formula chain(const std::vector<Formula>& formulas);

/// The derivative of `e` and its relation to something else, which the premise states: "d/dt e = slope = c e" in one
/// line where that only has to be multiplied out, and in two otherwise. `how` says why the slope is the derivative.
[[nodiscard]] std::vector<Source> tell_slope(Writer& writer, const theorems::Term& e,
                                             const proofs::kernel::StepPtr& premise, const Show& show,
                                             const std::string& how);

/// ", by (3) and (4)"; nothing if there is nothing to say.
[[nodiscard]] Sentence by_after_comma(Writer& writer, const std::vector<Source>& sources);

/// The closed forms of a motion, of rule `solution`.
[[nodiscard]] Source tell_solution(Writer& writer, const proofs::kernel::Step& step, const Show& show);

}  // namespace flowcert::reports::proof
