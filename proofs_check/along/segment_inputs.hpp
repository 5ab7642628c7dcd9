#pragma once

#include <vector>

#include "proofs_check/along/path.hpp"

namespace flowcert::proofs {

/// State and time inside a segment: at no simple fraction of it, at which something might happen to vanish.
[[nodiscard]] inline std::vector<integrators::Ball> middle_of(const Path::Segment& segment) {
  const theorems::Rational inside = segment.length * theorems::Rational(5, 11);
  std::vector<integrators::Ball> inputs;
  for (const auto& polynomial : segment.polynomials)
    inputs.push_back(integrators::evaluate_polynomial(polynomial, integrators::Ball(inside)));
  inputs.emplace_back(theorems::Rational(segment.start + inside));
  return inputs;
}

/// State and time over the whole of it.
[[nodiscard]] inline std::vector<integrators::Ball> all_of(const Path::Segment& segment) {
  const theorems::Rational end = segment.start + segment.length;
  std::vector<integrators::Ball> inputs = state_over(segment, segment.start, end).value;
  inputs.push_back(integrators::Ball::interval(segment.start, end));
  return inputs;
}

}  // namespace flowcert::proofs
