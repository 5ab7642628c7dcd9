#pragma once

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Decides what a check claims of the limit for t (or n) to infinity along a system or an iteration whose right-hand
/// sides do not depend on the time, by a point to which every solution from the start tends:
/// - one state: the right-hand side moves it towards the point, or the step takes it closer without stepping over,
/// everywhere
///   between the start (or the first or second step) and the point;
/// - several: the squared distance from the point is a strict Lyapunov function on the ball that has the start on its
///   boundary (Khalil 2002, theorem 4.1; LaSalle 1976 for iterations).
/// The right-hand sides must be continuous where they are defined.
[[nodiscard]] Outcome decide_by_attractor(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                          const theorems::GroundClaim& claim, const Deadline& deadline);

}  // namespace flowcert::proofs
