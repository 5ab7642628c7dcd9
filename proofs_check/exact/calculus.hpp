#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Proves p >= 0 (p > 0 if strict) for the statement's hypotheses by the mean value theorem, or throws GiveUp: for a
/// variable x that the hypotheses bound from below by a, p >= 0 at x = a and dp/dx >= 0 for x > a; or from above,
/// mirrored; repeatedly.
void by_monotonicity(Scope& scope, const FormulaStatement& statement, const Poly& p, bool strict);

}  // namespace flowcert::proofs::exact
