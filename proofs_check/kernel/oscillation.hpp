#pragma once

#include "proofs_check/kernel/limit.hpp"

namespace flowcert::proofs::kernel {

/// A phase of something that oscillates: at some points as near to the limit as one likes sin(angle) == sine and
/// cos(angle) == cosine, if the angle is continuous near the limit and goes to infinity.
struct Phase {
  Term angle, sine, cosine;
};

/// What makes a limit claim false by a phase: near the limit, with the phase's values put in for sine and cosine of the
/// angle, its relation is false, or the term that should vanish is larger than `gap`, a positive number. Nothing if the
/// claim is of another kind, over a range, or of whole numbers.
[[nodiscard]] std::optional<Term> denial_by_phase(const LimitClaim& claim, const Phase& phase, const Term& gap);

}  // namespace flowcert::proofs::kernel
