#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// A set that certainly contains p's sign at every point of the hypotheses: by the rule of signs on monomials and
/// factors.
[[nodiscard]] SignSet structural_sign(Scope& scope, const Poly& p);

/// True only if p has a sign in `wanted` at every point of the hypotheses: rule of signs, then Z3 without and with
/// lemmas. A failure leaves a candidate point in the proof.
[[nodiscard]] bool has_sign(Scope& scope, const Poly& p, SignSet wanted);

/// The smallest set of signs that the oracle can vouch for (tries definite signs first).
[[nodiscard]] SignSet sign_of(Scope& scope, const Poly& p);

}  // namespace flowcert::proofs::exact
