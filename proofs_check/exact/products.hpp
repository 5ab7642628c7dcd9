#pragma once

#include "proofs_check/exact/real_arithmetic.hpp"

namespace flowcert::proofs::exact {

/// Whether the scope's facts refute `goal` by linear arithmetic over monomials, after the products of any two of them
/// (and of the goal with any of them) have been added: products of nonnegative values are nonnegative, and a value that
/// is 0 times anything is 0. Weaker than real arithmetic but quick in many variables (a Positivstellensatz certificate
/// of degree two in the facts). Answers unsatisfiable or unknown.
[[nodiscard]] QueryResult refute_by_products(Scope& scope, const Fact& goal, double seconds);

}  // namespace flowcert::proofs::exact
