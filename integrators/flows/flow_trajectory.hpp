#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/real.hpp"
#include "theorems/language/flow_description.hpp"

namespace flowcert::integrators {

struct FlowOptions {
  int digits = 50;  // correct digits aimed at, relative to the state's size
  Real t_end;       // flows; with `discrete` the description's number of steps counts
  /// Spectral flow only, an independent second route without events: G (G^T G + delta^2)^(-1/2) in place of orth(G), if
  /// delta > 0. The result differs from the spectral flow's by order delta. Saturated modes make it stiff: steps are of
  /// order delta.
  Real smoothing;
  std::function<bool()> stop;  // asked before every step; true ends the computation
  bool cross_check = true;     // compute a second time with other steps and fewer digits, for the error estimates
};

class FlowMoment;

/// A matrix flow or an optimizer's run that has been computed, with everything that can be observed along it. Values
/// are estimates. Times are from 0 to end_time(); with `discrete` they are step numbers.
class FlowTrajectory {
 public:
  class Implementation;
  explicit FlowTrajectory(std::unique_ptr<Implementation> implementation);
  FlowTrajectory(FlowTrajectory&&) noexcept;
  FlowTrajectory& operator=(FlowTrajectory&&) noexcept;
  ~FlowTrajectory();

  /// True if the computation reached its end. If not: how far it came is end_time(), and why it ended, with the time,
  /// is trouble().
  [[nodiscard]] bool complete() const;
  [[nodiscard]] Real end_time() const;
  [[nodiscard]] const std::string& trouble() const;
  /// How many numbers it holds: a measure of its memory.
  [[nodiscard]] std::size_t size() const;
  /// True for a flow, false for an optimizer's steps.
  [[nodiscard]] bool continuous() const;

  /// Everything at one time (flow_moment.hpp): for more than one observable there, much cheaper than one by one below.
  [[nodiscard]] FlowMoment at(const Real& time) const;

  /// Whether `name` is an observable of this flow (without a flow's prefix).
  [[nodiscard]] bool knows(std::string_view name) const;
  /// The observable's value. "t" is the sum of the steps taken so far, with `discrete`. Undefined values are NaN, among
  /// them a saturation time that was not reached. Throws std::invalid_argument for an unknown name and
  /// std::out_of_range for a time outside [0, end_time()].
  [[nodiscard]] Real observe(std::string_view name, const Real& time) const;
  /// How far two computations with different steps and digits differ in this observable: the error estimate to use. It
  /// is dominated by the error of the coarser one, which was aimed at fewer digits than this one. With `discrete`:
  /// how far the same steps at more digits differ.
  [[nodiscard]] Real disagreement(std::string_view name, const Real& time) const;
  /// The largest disagreement over all entries of all layers at `time`.
  [[nodiscard]] Real error_estimate(const Real& time) const;
  /// The time derivative (from the left at `time` where the field jumps; from the right at 0), by a central difference
  /// of the step's own polynomial at threefold digits. Flows only; std::invalid_argument otherwise.
  [[nodiscard]] Real derivative(std::string_view name, const Real& time) const;

  /// One step of the main computation: the observables as polynomials in the time since its start (exact up to rounding
  /// that the balls contain; error estimates are not in them).
  struct Stretch {
    Rational start, length;
    std::vector<std::vector<Ball>> polynomials;
  };
  /// Of "off_diagonal" the square; a saturation time is a constant. Flows only; std::invalid_argument for what is no
  /// polynomial of the layers' entries.
  [[nodiscard]] std::vector<Stretch> polynomials(const std::vector<std::string>& names) const;

  /// Times where the vector field jumps (singular directions that reached zero), ascending.
  [[nodiscard]] std::vector<Real> events() const;
  /// How far the two computations differ in the events' times: the error estimate of events(). Half of the digits if
  /// they do not even have the same events.
  [[nodiscard]] Real events_disagreement() const;
  /// Step boundaries, for plots and for choosing times to check: ascending from 0 to end_time().
  [[nodiscard]] std::vector<Real> step_times() const;

 private:
  std::unique_ptr<Implementation> implementation_;
};

/// Computes the flow (or, with `discrete`, the optimizer's steps) that the description stands for, from full matrices.
/// Terms must have no variables left. Throws std::invalid_argument for what no method here runs (the sign flow, which
/// is a written-out system) and for descriptions that do not fit together.
[[nodiscard]] FlowTrajectory run_flow(const theorems::FlowDescription& description, const FlowOptions& options);

}  // namespace flowcert::integrators
