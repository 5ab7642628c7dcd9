#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// exp(a), as a product of integer powers of generators exp(u*m): a is written as a sum of rational multiples of
/// monomials m, and u is the common rational unit of all the multiples of m that occur (kept in Proof::units; a finer
/// one means Restart). So exp(2x) = exp(x)^2, exp(x + y) = exp(x) exp(y), exp(-x) = 1/exp(x), exp(c log f) = f^c are
/// identities of the representation.
[[nodiscard]] Fraction exp_of(Scope& scope, const Fraction& a);

/// log(a); a must be positive (required here). Split over the factors of known sign: log(x y^2) = log(x) + 2 log(y),
/// log(exp(x)) = x, log(r) = log(f)/q for r^q = f.
[[nodiscard]] Fraction log_of(Scope& scope, const Fraction& a);

/// The unit of a basis monomial after `multiple` has been seen; nullopt when the multiples are too unlike each other to
/// share one (the caller then keeps them apart, which loses relations, not soundness). Throws Restart if `in_use` and
/// it changes.
[[nodiscard]] std::optional<Rational> common_unit(Proof& proof, const std::string& key, const Rational& multiple,
                                                  bool in_use);

}  // namespace flowcert::proofs::exact
