#pragma once

#include <string>
#include <vector>

#include "theorems/language/dynamics_names.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// The variable that stands for a state's velocity in an observed claim, or for the derivative of such a variable.
[[nodiscard]] std::string velocity_name(const std::string& state);

/// Which time derivative of a state a name stands for; 0 for names that stand for none.
[[nodiscard]] int derivative_order(const theorems::Dynamics& dynamics, const std::string& name);

/// Whether an observed claim speaks of some state's velocity, or of a higher derivative.
[[nodiscard]] bool mentions_velocities(const theorems::Dynamics& dynamics, const theorems::Term& observed);

/// A claim along a solution, rewritten so that it only needs numbers: ddt(e) is replaced by its derivative in terms of
/// the states' velocities, which are variables of their own (which formula they follow depends on where the solution
/// is, if the right-hand side jumps), as are the velocities' derivatives in ddt(ddt(e)), and each at(e, time) by a
/// variable of its own.
struct ObservedClaim {
  struct Moment {
    std::string name;      // the variable that stands for the value: the text of at(e, time)
    theorems::Term value;  // e, in state, time and parameters
    theorems::Term time;   // in parameters only
  };
  theorems::Term claim;
  std::vector<Moment> moments;
};

/// Throws std::invalid_argument when that cannot be done: ddt in an iteration or of something that has no derivative as
/// an expression, at inside at, or a time that depends on the state.
[[nodiscard]] ObservedClaim observe_claim(const theorems::Dynamics& dynamics, const theorems::Term& claim);

using theorems::mentions_dynamics;
using theorems::time_name;

}  // namespace flowcert::proofs
