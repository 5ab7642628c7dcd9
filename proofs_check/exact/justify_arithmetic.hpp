#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"

/// Reasons for pending steps. Each returns a step with the pending one's conclusion, or null; whether it holds is for
/// the kernel to say.
namespace flowcert::proofs::exact {

/// The claim is a hypothesis, the opposite of one, or names all cases of a comparison.
[[nodiscard]] kernel::StepPtr by_logic(const kernel::Step& pending, const Deadline& deadline);
/// Both sides are the same polynomial or quotient, once the definitions among the premises are put in.
[[nodiscard]] kernel::StepPtr by_identity(const kernel::Step& pending, const Deadline& deadline);
/// The pending step with premises that make its claim's terms defined, as far as such are found.
[[nodiscard]] kernel::Step with_domains(const kernel::Step& pending, const Deadline& deadline);
/// A consequence of what the pending step knows, by one of the ways of this file; null if none shows it.
[[nodiscard]] kernel::StepPtr consequence(const kernel::Step& pending, const theorems::Term& claim,
                                          const Deadline& deadline);
/// The claim's negation and what is known are refuted (certificates/).
[[nodiscard]] kernel::StepPtr by_real_arithmetic(const kernel::Step& pending, const Deadline& deadline);

}  // namespace flowcert::proofs::exact
