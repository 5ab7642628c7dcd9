#pragma once

#include <span>
#include <string>
#include <vector>

#include "integrators/numbers/real.hpp"
#include "integrators/taylor/jet_program.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

/// A smooth vector field x' = f(x, t) without free parameters: callable as an Odeint system, and with jets.
class TaylorField {
 public:
  /// Terms in the state variables and time. Throws std::invalid_argument as Tape::compile and JetProgram do.
  TaylorField(std::span<const theorems::Term> right_hand_sides, std::span<const std::string> state,
              const std::string& time);

  [[nodiscard]] std::size_t dimension() const { return tape_.output_count(); }
  [[nodiscard]] const Tape& tape() const { return tape_; }
  [[nodiscard]] const JetProgram& program() const { return program_; }

  /// Odeint's system concept: writes f(x, t) to dxdt.
  void operator()(const std::vector<Real>& x, std::vector<Real>& dxdt, const Real& t) const;

 private:
  Tape tape_;
  JetProgram program_;
};

}  // namespace flowcert::integrators
