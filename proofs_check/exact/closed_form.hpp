#pragma once

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/obligations.hpp"

namespace flowcert::proofs::exact {

/// F: values F_i(t) for some states, in the parameters and the time. The right-hand sides of these states must mention
/// no others. Proves that F is the solution from time 0 up to the horizon: F is defined and continuous, has the start's
/// value, satisfies the equations (in Filippov's sense where they jump) but at isolated times, and the solution is
/// unique (locally Lipschitz, or Filippov's condition at the surfaces). So the solution exists there, too. Throws
/// GiveUp; notes defects of smooth ones.
[[nodiscard]] UniqueSolution prove_closed_form(Proof& proof, const View& view, const ClosedForm& form);

/// "x == F and y == G", as the kernel's rule wants it.
[[nodiscard]] Term stated(const ClosedForm& form);

/// Closed forms to try for a component, most promising first: from the equalities, then of known types (linear,
/// logistic, constant speed until a surface is reached). They are guesses: prove_closed_form decides.
[[nodiscard]] std::vector<ClosedForm> guess_closed_forms(Proof& proof, const View& view,
                                                         const std::vector<std::string>& component,
                                                         const std::vector<Term>& equalities);

}  // namespace flowcert::proofs::exact
