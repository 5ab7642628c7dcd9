#pragma once

#include "proofs_check/rigorous/ball_program.hpp"

namespace flowcert::proofs {

/// A ball around the value of a term without variables, at the working precision. Throws std::invalid_argument for a
/// term that is not scalar.
[[nodiscard]] inline Ball closed_value(const theorems::Term& term) {
  BallProgram program({});
  const std::size_t slot = program.compile(term);
  std::vector<Enclosed> slots;
  program.run({}, slots);
  return slots[slot].value;
}

}  // namespace flowcert::proofs
