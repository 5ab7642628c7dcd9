#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "integrators/flows/system.hpp"
#include "integrators/flows/trajectory.hpp"
#include "integrators/numbers/ball.hpp"

namespace flowcert::integrators {

/// The solution over [start, start + length]: state i at start + s is in the ball polynomial polynomials[i] at s, and
/// its velocity in that polynomial's derivative.
struct TubePiece {
  Rational start, length;
  std::vector<std::vector<Ball>> polynomials;
  /// Indices into Tube::fields. One: the velocity is that field, at every time of the piece. Several: an event happens
  /// within, and at almost every time the velocity is one of these.
  std::vector<std::size_t> fields;
};

/// The solution of a system, enclosed around a trajectory that was computed without guarantee.
struct Tube {
  std::vector<TubePiece> pieces;
  std::vector<std::vector<theorems::Term>> fields;  // smooth: of the modes that the solution goes through
  Rational end{0};
  bool complete = false;
  std::string reason;  // why it ends early
  int digits = 0;      // working precision
};

/// Guarantee: on [0, result.end] the solution from the problem's start (no parameters left; Filippov's convention where
/// the right-hand side jumps) exists, is the only one, and is in the pieces' balls. Nothing of the trajectory is taken
/// on trust; a wrong one is not enclosed.
///
/// Within a mode, e = x - p obeys |e_i|' <= J_ii |e_i| + sum_{j != i} |J_ij| |e_j| + |p_i' - f_i(p)|, with the Jacobian
/// J enclosed over a box around p; so a bound that e cannot reach within a stretch holds over it (the comparison behind
/// the logarithmic norm: Hairer, Norsett & Wanner 1993, I.10; componentwise as in Kapela & Zgliczynski 2009). The
/// defect is enclosed over the whole stretch by the Taylor series of f(p) with remainder, stretches are halved as
/// needed. The mode's switching functions must keep their signs on the tube.
///
/// Around an event's computed time lies a short window in which the velocity is only known to be between those of the
/// modes that meet there. In it each surface must be crossed (both sides push the same way), attract (both sides push
/// towards it: sliding begins; Filippov 1988, section 10), or be left after sliding (one side's push turns round), all
/// with velocities that exclude 0; so there is one solution, and after the window it is in the next mode.
[[nodiscard]] Tube enclose_trajectory(const SystemProblem& problem, const Trajectory& trajectory, const Rational& end,
                                      const std::function<bool()>& stop);

}  // namespace flowcert::integrators
