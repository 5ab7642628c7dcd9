#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "integrators/flows/flow_jets.hpp"

namespace flowcert::integrators {

/// One step: polynomials in the time since its start.
struct FlowSegment {
  Real start, length;
  std::vector<std::vector<Matrix>> layers, memory;
};

/// Singular directions of a layer's gradient (spectral) or momentum (Muon) that became zero.
struct FlowEvent {
  Real time;
  std::size_t layer = 0;
  Matrix left, right;  // orthonormal columns
};

struct FlowPathOptions {
  int digits = 50;  // accuracy aimed at; the working precision must be a few digits higher
  std::size_t order = 60;
  Real end;
  std::function<bool()> stop;  // asked before every step; true ends the path as incomplete
  std::size_t max_segments = 200'000;
};

/// Singular values below 10^-zero_places of the largest so far count as zero.
[[nodiscard]] inline int zero_places(int digits) {
  return digits + 2;
}

/// A solution from time 0 as far as it was computed.
struct FlowPath {
  std::vector<FlowSegment> segments;
  std::vector<FlowEvent> events;
  FlowState last;
  Real end;
  bool complete = false;
  std::string trouble;  // why it is not complete, with the time

  /// The segment that holds `time`; at a boundary the earlier one if `before`.
  [[nodiscard]] const FlowSegment& segment_at(const Real& time, bool before = false) const;
};

/// The segment's polynomials at a time, also a little outside the segment.
[[nodiscard]] FlowState evaluate_segment(const FlowSegment& segment, const Real& time);

/// Integrates by Taylor steps at the working precision. The step's length follows from the last coefficients (Jorba &
/// Zou 2005, section 3.2) with the tolerance 10^-digits relative to the state. Where a singular value of what orth is
/// applied to reaches zero, the step ends at that time, located to the working precision. Spectral flow: the direction
/// is then held at zero (Filippov: with the compact polar factor the direction's derivative must vanish, which is
/// checked; if it does not, the path ends there as incomplete). Muon flow: the momentum passes through zero and the
/// direction's sign flips.
[[nodiscard]] FlowPath integrate_flow(const FlowSetup& setup, const FlowLaw& law, FlowState start,
                                      const FlowPathOptions& options);

}  // namespace flowcert::integrators
