#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// f(u) for a function that no other method knows: a generator, of which is known what theorems/functions says of f
/// (its sign, its value at rational numbers, that it is odd or even, and axioms about one value of it).
[[nodiscard]] Fraction function_value(Scope& scope, const Term& term);

}  // namespace flowcert::proofs::exact
