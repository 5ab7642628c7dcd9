#pragma once

#include <optional>
#include <vector>

#include "integrators/enclosure/validated.hpp"
#include "integrators/taylor/jets.hpp"
#include "integrators/taylor/taylor_field.hpp"

namespace flowcert::integrators {

/// A box that contains the solution from every point of `x` over [t, t + h], or nothing if none was found: the Picard
/// operator x + [0, h] f(box, [t, t + h]) maps the result into itself (Moore 1966, theorem 11.1 with Schauder's
/// theorem).
[[nodiscard]] std::optional<std::vector<Ball>> a_priori_enclosure(const TaylorField& field, const std::vector<Ball>& x,
                                                                  const Rational& t, const Rational& h);

/// One validated step of at most `longest`, its remainder below 10^-digits relative to 1 + |x|; nothing if no step
/// longer than `shortest` can be validated.
[[nodiscard]] std::optional<ValidatedStep> validated_step(const TaylorField& field, const std::vector<Ball>& x,
                                                          const Rational& t, const Rational& longest,
                                                          const Rational& shortest, std::size_t order, int digits);

}  // namespace flowcert::integrators
