#pragma once

#include <optional>

#include "proofs_check/exact/closed_form.hpp"

namespace flowcert::proofs::exact {

/// The solution of a component whose field is linear in its states with constant coefficients, plus a sum of
/// t^k exp(a t) cos(w t + phase): by groups of one or two states that depend on each other, each group with what was
/// found for those before it put in. A group's own motion is exp(m t) (C(t) + (A - m) S(t)) x(0) with m = tr A/2 and
/// d = m^2 - det A: cosh and sinh of sqrt(d) t, cos and sin of sqrt(-d) t, or 1 and t; what is put in from outside is
/// followed by undetermined coefficients. Nothing where the field is of another kind, or a sign is not seen. A guess,
/// as the others are.
[[nodiscard]] std::optional<ClosedForm> linear_solution(Proof& proof, const View& view,
                                                        const std::vector<std::string>& component);

/// The same for an iteration whose steps are linear with constant coefficients: powers of real eigenvalues.
[[nodiscard]] std::optional<ClosedForm> linear_iteration(Proof& proof, const View& view);

}  // namespace flowcert::proofs::exact
