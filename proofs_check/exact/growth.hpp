#pragma once

#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// Whether the right-hand sides grow at most linearly with the state on bounded times, some states after others: a
/// group's |x|' <= C (1 + |x|) with a C that depends on states that are bounded already (Gronwall), and bounded terms
/// such as signs may be of anything. The right-hand sides must be known to be defined and locally bounded around every
/// state and time: then terms in bounded states and times are bounded.
[[nodiscard]] bool grows_linearly_in_turn(const View& view);

/// Whether the derivative of the sum of squares V is a polynomial in one product of the states, of even degree and with
/// a negative leading coefficient, all coefficients depending on the parameters alone: then it is bounded above, and V
/// is bounded on bounded times. So it is for gradient flow on a product of layers, x_l' = (s - c w) w/x_l with
/// w = x_1 ... x_L, c > 0.
[[nodiscard]] bool bounded_above_in_one_product(Proof& proof, const View& view);

}  // namespace flowcert::proofs::exact
