#pragma once

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/obligations.hpp"

namespace flowcert::proofs::exact {

/// Each returns the step that says so along the view's solution (along_steps.hpp).
///
/// e == 0 along every solution of a smooth system, or GiveUp: e is 0 at the start, and its derivative is 0, or a
/// multiple of e with a continuous cofactor (then |e| <= |e(0)| exp(integral of |cofactor|) = 0, Gronwall), perhaps
/// only modulo view.known.
kernel::StepPtr prove_vanishing(Proof& proof, const View& view, const ContinuousField& smooth, const Term& e);

/// Every initial value is defined, for all parameters. Throws GiveUp.
void prove_initial_values(Proof& proof, const View& view);

/// x == y for two states whose equations and starts are the same but for a swap of states: swapping the solution gives
/// a solution, and where the field is analytic there is only one. Throws GiveUp.
kernel::StepPtr prove_by_symmetry(Proof& proof, const View& view, const ContinuousField& smooth, const Term& x,
                                  const Term& y);

/// Adds to view.known what is shown to hold along the solution: equalities that other checks state, and signs of states
/// x_i whose right-hand side is x_i times something continuous (x_i(t) = x_i(0) exp(...) keeps its sign).
void learn_invariants(Proof& proof, View& view, const ContinuousField& smooth, const std::vector<Term>& equalities);

/// e >= 0 (e > 0 if strict) along every solution of a smooth system, from its start and its derivative, or GiveUp.
kernel::StepPtr prove_barrier(Proof& proof, const View& view, const ContinuousField& smooth, const Term& e, bool strict,
                              int depth = 0);

/// The solution exists up to the horizon (for all times, if none), or GiveUp: growth of the field, or a function V that
/// is bounded below with bounded sublevel sets and V' <= K (1 + V).
[[nodiscard]] LivesThrough prove_existence(Proof& proof, const View& view, const std::vector<Term>& conserved);

}  // namespace flowcert::proofs::exact
