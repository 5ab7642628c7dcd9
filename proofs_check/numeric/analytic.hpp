#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"

namespace flowcert::proofs {

/// A closed box with exact ends, one interval per variable.
struct RationalBox {
  std::vector<theorems::Rational> low, high;
};

/// Closed boxes that cover `whole`, on each of which every term is shown to be defined and analytic, by balls: no
/// divisor, root, logarithm, power or inverse function reaches its singular points there, and no abs, sign, min, max,
/// floor or ceil its kink. Nothing (and why, in `reason`) where that is not shown within the deadline and a few hundred
/// boxes.
[[nodiscard]] std::optional<std::vector<RationalBox>> analytic_pieces(const std::vector<theorems::Term>& terms,
                                                                      const std::vector<std::string>& names,
                                                                      const RationalBox& whole,
                                                                      const Deadline& deadline, std::string& reason);

}  // namespace flowcert::proofs
