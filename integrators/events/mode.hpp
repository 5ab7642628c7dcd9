#pragma once

#include <string>
#include <variant>
#include <vector>

#include "integrators/events/piecewise.hpp"
#include "integrators/taylor/taylor_field.hpp"

namespace flowcert::integrators {

/// What ends a mode when it changes sign.
struct Monitor {
  enum class Kind {
    surface,     // the switching function: the branch ends
    exit_above,  // while sliding: its velocity on the side where it is positive, negative while the surface attracts
    exit_below,  // its velocity on the other side, positive while the surface attracts
  };
  std::size_t surface = 0;
  Kind kind = Kind::surface;
  int expected = 1;  // sign inside the mode
};

/// One smooth piece: for each surface the side (+1, -1) or 0, sliding along it.
struct Mode {
  std::vector<int> signs;
  std::vector<theorems::Term> terms;  // of the field
  TaylorField field;
  std::vector<Monitor> monitors;
  std::vector<theorems::Term> monitored;
  Tape monitor_tape;  // inputs as the field's: state, time
  JetProgram monitor_program;
};

/// The mode's field by Filippov's convention (Filippov 1988, section 4): on a surface g = 0 with velocities f+ and f-
/// on its sides and L+- = dg/dt along them, the sliding velocity is the convex combination that keeps g,
///   f = (L- f+ - L+ f-)/(L- - L+).
/// Several surfaces at once are combined where each one's motion does not depend on the others' sides; otherwise the
/// answer is the reason why not.
[[nodiscard]] std::variant<Mode, std::string> make_mode(const PiecewiseSystem& system, const std::vector<int>& signs);

}  // namespace flowcert::integrators
