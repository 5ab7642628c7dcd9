#pragma once

#include <limits>
#include <span>

#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::plan {

enum class Method {
  exact_proof,
  proof_with_enclosed_existence,  // all but the solution's existence is proved: an enclosure supplies it
  proof_of_negation,
  defect_of_closed_form,  // a stated closed form that violates its equation
  first_witness_search,   // few points, few digits
  thorough_witness_search,
  witness_candidates,  // points at which another method expects the claim to fail
  sampled_runs,        // trajectories or orbits for a few values of the parameters
  orbit,               // the only one, to its last step
  ball_subdivision,
  confirmation_at_points,
  validated_enclosure,
  agreement,      // along an enclosed solution
  written_out,    // a flow as a system or an iteration, by that kind's own plan
  full_matrices,  // a flow's
  expansion,      // of a limit's terms
  closed_form,    // put into a limit
  attractor,
  bound_near_the_limit,
  ladder_of_scales,
};

/// What the methods before have found out; it decides which of the next are asked, and for how long.
struct Known {
  bool variables = false;             // or parameters: there is more than one point, solution or orbit
  bool equality = false;              // the claim has one
  bool looked = false;                // the only point that there is was looked at thoroughly
  bool candidates = false;            // points at which it may fail
  bool existence_missing = false;     // all but the solution's existence is proved
  bool defects = false;               // a stated closed form has some
  bool not_enclosed_in_time = false;  // the solution, at few digits: at more it takes longer
  bool matrices = false;              // the system is a flow's, whose full matrices can be followed
  bool moves = false;                 // a limit is of what moves
  bool shown = false;                 // the claim is, but not proved
  bool enough = false;                // what is shown satisfies the claim's file
  bool certified_would_do = false;    // it would satisfy the claim's file
  bool stronger_is_lost = false;      // the check cannot come out better than that any more
};

/// A method's time when its turn comes.
struct Time {
  double share;                                                   // of what is left
  double least_seconds = 0;                                       // rather than a share of little
  double most_seconds = std::numeric_limits<double>::infinity();  // rather than a share of much
  double most = 1;                                                // share of what is left that even the least keeps to
  double reserve = 0;     // share until which what was found in time may be checked (Deadline::with_reserve)
  double once_shown = 1;  // factor of the share when the claim is shown, but not proved

  /// Of `left` seconds that the claim has left.
  [[nodiscard]] double seconds(double left, bool shown) const;
  [[nodiscard]] Deadline of(const Deadline& whole, bool shown) const;
};

/// A line of a plan.
struct Entry {
  Method method;
  Time time;
  bool (*applies)(const Known&);
};

/// The methods for each kind of claim, in order. A method may stand in a plan twice: the second time is for what it
/// needs more time for, or what others have found out since.
[[nodiscard]] std::span<const Entry> for_formulas();
[[nodiscard]] std::span<const Entry> for_systems();
[[nodiscard]] std::span<const Entry> for_iterations();
[[nodiscard]] std::span<const Entry> for_flows();
[[nodiscard]] std::span<const Entry> for_limits();

}  // namespace flowcert::proofs::plan
