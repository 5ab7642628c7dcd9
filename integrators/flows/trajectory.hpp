#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "integrators/numbers/real.hpp"
#include "integrators/numbers/tape.hpp"

namespace flowcert::integrators {

/// One step's polynomial: state i at start + s, 0 <= s <= length, is coefficients[i][0] + coefficients[i][1] s + ...
struct Piece {
  Real start, length;
  std::vector<std::vector<Real>> coefficients;
  std::size_t mode = 0;  // index into Trajectory::modes
};

enum class EventKind {
  begins_on_surface,  // the start lies on the surface
  crosses,            // from one side to the other
  touches,            // reaches the surface and stays on its side
  slides,             // begins to slide along the surface
  leaves,             // ends sliding
  stays,              // moves along the surface by itself, without being held there
};

struct Event {
  Real time;
  EventKind kind = EventKind::crosses;
  std::size_t surface = 0;  // index into Trajectory::surfaces
};

enum class Outcome {
  complete,     // reached the end
  ended,        // the steps shrink to nothing before the end: the solution blows up or meets a singularity
  undefined,    // the right-hand side is undefined or not smooth at end_time
  unsupported,  // the motion at end_time is not decidable by these methods, or not unique
  stopped,      // the caller stopped it, or it outgrew its memory
};

/// A solution as far as it was computed, all of it an estimate. Numbers have `digits` working digits.
class Trajectory {
 public:
  [[nodiscard]] bool complete() const { return outcome == Outcome::complete; }
  [[nodiscard]] const Real& end_time() const { return end; }

  /// The state at 0 <= t <= end_time(); std::out_of_range elsewhere.
  [[nodiscard]] std::vector<Real> value(const Real& t) const;
  [[nodiscard]] std::vector<Real> value(const Rational& t) const;
  /// The tape's outputs at t; its inputs are SystemProblem::inputs().
  [[nodiscard]] std::vector<Real> observe(const Tape& tape, const Real& t) const;
  [[nodiscard]] std::vector<Real> observe(const Tape& tape, const Rational& t) const;

  /// An estimate of |value(t) - exact|, per state: the distance to the same problem solved to six digits fewer. The
  /// trajectory itself is more accurate than that. NaN when the other solution ended before t or was not computed.
  [[nodiscard]] std::vector<Real> error(const Real& t) const;
  /// The same for observables.
  [[nodiscard]] std::vector<Real> observe_error(const Tape& tape, const Real& t) const;

  /// The observables' Taylor polynomials on piece k, in powers of t - pieces[k].start: [output][order]. Kinks of the
  /// observables themselves (min, abs, ... in the tape) are not looked for: the branch is that of the piece's start.
  [[nodiscard]] std::vector<std::vector<Real>> observe_polynomials(const Tape& tape, std::size_t piece) const;
  /// The piece that t lies in (the later one at a joint).
  [[nodiscard]] std::size_t piece_at(const Real& t) const;

  std::vector<Piece> pieces;
  std::vector<Event> events;
  std::vector<std::string> surfaces;    // switching functions, as text
  std::vector<std::vector<int>> modes;  // for each surface the side, or 0 while sliding
  std::vector<Rational> parameters;
  std::vector<Real> initial;
  Real end;
  Outcome outcome = Outcome::complete;
  std::string reason;                           // when not complete: what got in the way, with the time
  int digits = 0;                               // working precision
  std::shared_ptr<const Trajectory> companion;  // the same problem to fewer digits
};

}  // namespace flowcert::integrators
