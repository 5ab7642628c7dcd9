#pragma once

#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Conditions under which all terms are defined and continuous in a neighbourhood, and, but for abs, min and max,
/// analytic. Throws GiveUp where none are known, as for terms that jump.
[[nodiscard]] Term interior_of(const std::vector<Term>& terms);

}  // namespace flowcert::proofs::exact
