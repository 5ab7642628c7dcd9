#pragma once

#include <functional>
#include <stdexcept>

#include "proofs_check/kernel/motion.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs::kernel {

/// Why a claim along dynamics has no sequent.
struct NotRead : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// ddt(e) replaced by the derivative along the motion (and e being defined added to the relation), at(e, 0) by e at the
/// start; at(e, time) for other times stays. Throws NotRead where the formula need not be the derivative.
[[nodiscard]] Term without_derivatives(const Motion& motion, const Term& claim);

/// The motion that a claim along a system or an iteration is about, up to the latest time that the claim's range names,
/// with what the steps that it uses say of all times up to then. Throws NotRead.
[[nodiscard]] Motion motion_of(const theorems::Problem& problem, const theorems::GroundClaim& claim);

/// The times at which a claim looks are those of its own range and the moments that it names: the motion with its
/// horizon moved to the latest. A claim that names moments and nothing else of the dynamics, and no range, is about the
/// solution up to the last of them. What was known up to an earlier horizon is left out. An iteration ends with its
/// last step.
[[nodiscard]] Motion as_far_as_moments(Motion motion, const Term& claim);

}  // namespace flowcert::proofs::kernel
