#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "integrators/enclosure/tube.hpp"
#include "integrators/enclosure/validated.hpp"
#include "integrators/flows/trajectory.hpp"
#include "integrators/numbers/ball.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A solution as pieces of polynomials with ball coefficients. `rigorous`: the solution exists on [0, end], is the only
/// one, and the balls contain it (validated integration, or a tube around a trajectory). Otherwise they contain it if
/// the trajectory's error estimates do: an estimate, good for a search and for nothing else.
struct Path {
  struct Segment {
    theorems::Rational start, length;
    std::vector<std::vector<integrators::Ball>> polynomials;  // per state, in powers of t - start
    /// Indices into Path::fields: the velocity is that field; where there are several, one of them at almost every
    /// time.
    std::vector<std::size_t> fields;
  };
  std::vector<Segment> segments;
  std::vector<std::vector<theorems::Term>> fields;  // smooth along their segments
  theorems::Rational end{0};
  bool rigorous = false;
  /// The error estimates are to be taken at their word over whole pieces: agreement with it is looked at between times
  /// as well. (What a search looks at need not be.)
  bool dense = false;
  bool complete = false;
  std::string reason;  // why it ends early
  int digits = 0;      // evaluate at this working precision
};

[[nodiscard]] Path path_from(const integrators::ValidatedSolution& solution, const std::vector<theorems::Term>& field);
[[nodiscard]] Path path_from(const integrators::Tube& tube);

/// Balls around the trajectory's values with four times its error estimate as radius. `asked` is the end that the
/// trajectory was asked for: a complete one ends there exactly, whatever its steps' lengths add up to.
/// `field`: what gives the velocities, for a search.
[[nodiscard]] Path path_from(const integrators::Trajectory& trajectory, const theorems::Rational& asked,
                             const std::vector<theorems::Term>& field);

/// The names that go with state and time along a path: the states, then "t".
[[nodiscard]] std::vector<std::string> path_inputs(const theorems::Dynamics& dynamics);

/// The segment that contains t; t must be in [0, path.end].
[[nodiscard]] std::size_t segment_at(const Path& path, const theorems::Rational& t);

/// The state at time t.
[[nodiscard]] std::vector<integrators::Ball> state_at(const Path& path, const theorems::Rational& t);

/// The state, and its derivative, over the times [from, to] of one segment.
struct StateRange {
  std::vector<integrators::Ball> value, velocity;
};
[[nodiscard]] StateRange state_over(const Path::Segment& segment, const theorems::Rational& from,
                                    const theorems::Rational& to);

}  // namespace flowcert::proofs
