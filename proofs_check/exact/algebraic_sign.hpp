#pragma once

#include <optional>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// The sign of a polynomial whose generators are all roots of numbers, so that it is one real algebraic number: by an
/// enclosure that excludes 0, as such numbers' signs are decided. Nothing where 0 is not excluded to some hundred
/// digits, or where another generator occurs.
[[nodiscard]] std::optional<SignSet> sign_of_algebraic_number(Scope& scope, const Poly& p);

}  // namespace flowcert::proofs::exact
