#pragma once

#include <vector>

#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// Conditions under which the terms, as functions of the state and the time, are continuous on the set on which they
/// are defined: none but that the base of a power whose exponent varies is positive (p^(x^2) jumps at x = 0 for p = 0).
/// Throws GiveUp for terms that jump. Being defined is another matter.
[[nodiscard]] Term continuous_where_defined(const View& view, const std::vector<Term>& terms);

/// Conditions at a state and time under which all terms are defined around that point, for times >= 0 up to the view's
/// horizon, and are continuous there or, where they jump (sign, floor, ceil), measurable and locally bounded.
/// What is needed is asked of the point itself with room to spare (a root's argument > 0), or, without room, of all
/// states and all times (then `proof` shows it here). Throws GiveUp where no such conditions are known.
[[nodiscard]] Term interior_of(Proof& proof, const View& view, const std::vector<Term>& terms);

/// The same for terms that do not jump, always with room to spare: then they are analytic there, but for abs, min, max.
[[nodiscard]] Term analytic_interior_of(Proof& proof, const View& view, const std::vector<Term>& terms);

}  // namespace flowcert::proofs::exact
