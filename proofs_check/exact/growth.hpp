#pragma once

#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// Whether the derivative of the sum of squares V is a polynomial in one product of the states, of even degree and with
/// a negative leading coefficient, all coefficients depending on the parameters alone: then it is bounded above, and V
/// is bounded on bounded times. So it is for gradient flow on a product of layers, x_l' = (s - c w) w/x_l with
/// w = x_1 ... x_L, c > 0.
[[nodiscard]] bool bounded_above_in_one_product(Proof& proof, const View& view);

}  // namespace flowcert::proofs::exact
