#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "proofs_check/deadline.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs {

/// The range of a quantity between two places.
using RangeOver = std::function<integrators::Ball(const theorems::Rational&, const theorems::Rational&)>;

/// A ball that contains the supremum of a quantity over the pieces, as narrow as `relative` times its size if it can
/// be had by the deadline: the piece with the highest bound is halved (branch and bound), so that a narrow maximum is
/// found wherever it is. Contains the supremum if `range` contains the ranges. Indeterminate where the quantity is not
/// known to be finite.
[[nodiscard]] integrators::Ball supremum(const RangeOver& range,
                                         const std::vector<std::pair<theorems::Rational, theorems::Rational>>& pieces,
                                         double relative, const Deadline& deadline);

}  // namespace flowcert::proofs
