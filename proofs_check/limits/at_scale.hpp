#pragma once

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A problem and one of its claims with a parameter at a value.
struct AtScale {
  theorems::Problem problem;
  theorems::GroundClaim claim;
};
[[nodiscard]] AtScale at_scale(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                               const std::string& name, const theorems::Rational& value);

/// Whether sines and steps of what is not constant occur in the problem's dynamics or in the claim: then values at
/// scales say nothing of those between them.
[[nodiscard]] bool may_oscillate(const theorems::Problem& problem, const theorems::GroundClaim& claim);

/// -log10 of the smallest number that the problem and the claim write down, or a bound below it: what is closer to a
/// limit than this may still be led away from it by what they say.
[[nodiscard]] double smallest_number(const theorems::Problem& problem, const theorems::GroundClaim& claim);

/// log10 of the largest number, or of one over the smallest, among those of the problem, the claim and its ranges: a
/// law has to go on beyond these, as what they say may begin to count there.
[[nodiscard]] double farthest_number(const theorems::Problem& problem, const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
