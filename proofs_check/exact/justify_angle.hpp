#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::exact {

/// The pending step with the sine and the cosine of an angle as further definitions, in terms of those of the angles
/// that its claim's right side speaks of, of parts of pi, and of inverse functions. Null if the angle is no sum of
/// multiples of such.
[[nodiscard]] kernel::StepPtr with_angle(const kernel::Step& pending, const theorems::Term& angle,
                                         const Deadline& deadline);

}  // namespace flowcert::proofs::exact
