#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "integrators/flows/flow_jets.hpp"
#include "integrators/flows/flow_path.hpp"
#include "integrators/flows/flow_trajectory.hpp"
#include "integrators/flows/optimizer_steps.hpp"

// What is behind the door of flow_trajectory.hpp; for flow_trajectory.cpp and flow_moment.cpp alone.
namespace flowcert::integrators {

/// One computation: a path or an optimizer's run, with its own setup and digits.
struct Computation {
  int working = 0;
  FlowSetup setup;
  FlowLaw law;
  FlowPath path;
  OptimizerRun run;
};

class FlowTrajectory::Implementation {
 public:
  Implementation(const theorems::FlowDescription& description, const FlowOptions& options);

  [[nodiscard]] const theorems::FlowDescription& description() const { return description_; }
  [[nodiscard]] bool discrete() const { return discrete_; }
  [[nodiscard]] const Computation& main() const { return *main_; }
  [[nodiscard]] const Computation* check() const { return check_ ? &*check_ : nullptr; }
  [[nodiscard]] bool complete() const { return done(*main_) && (!check_ || done(*check_)); }
  [[nodiscard]] const std::string& trouble() const {
    const std::string& first = text(*main_);
    return first.empty() && check_ ? text(*check_) : first;
  }
  [[nodiscard]] Real end() const {
    const Real first = end_of(*main_);
    if (!check_) return first;
    const Real second = end_of(*check_);
    return second < first ? second : first;
  }

  [[nodiscard]] FlowState state(const Computation& computation, const Real& time) const {
    if (discrete_) return computation.run.states[step_number(time)];
    if (computation.path.segments.empty()) return computation.path.last;
    return evaluate_segment(computation.path.segment_at(time), time);
  }

  /// The event at which the last layer's gradient lost the direction that is mostly q_k; NaN if there is none.
  [[nodiscard]] static Real saturation_time(const Computation& computation, std::size_t k);

  [[nodiscard]] std::size_t step_number(const Real& time) const {
    const Real rounded = round(time);
    if (rounded < 0 || rounded >= Real(main_->run.states.size())) throw std::out_of_range("a step outside the run");
    return rounded.convert_to<std::size_t>();
  }

  /// The end may have been rounded to other digits than the time asked for.
  void require_within(const Real& time) const {
    const Real last = end();
    if (!(time >= 0) || time > last + last * pow(Real(10), -digits_))
      throw std::out_of_range("a time outside the trajectory");
  }

 private:
  [[nodiscard]] bool done(const Computation& c) const { return discrete_ ? c.run.complete : c.path.complete; }
  [[nodiscard]] const std::string& text(const Computation& c) const {
    return discrete_ ? c.run.trouble : c.path.trouble;
  }
  [[nodiscard]] Real end_of(const Computation& c) const {
    return discrete_ ? Real(c.run.states.size() - 1) : c.path.end;
  }

  theorems::FlowDescription description_;
  bool discrete_;
  int digits_;
  std::optional<Computation> main_, check_;
};

}  // namespace flowcert::integrators
