#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "integrators/flows/flow_moment.hpp"
#include "integrators/flows/flow_trajectory.hpp"
#include "proofs_check/along/path_claim.hpp"
#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// The runs of a problem's flows from full matrices, read by the names that claims use ("loss", "gf.sigma[2]"). All
/// values are balls around estimates, with four times the disagreement of two computations as radius (and no less than
/// what they aimed at): never enclosures.
class FlowRuns {
 public:
  /// Runs every flow to `end` (flows) at `digits` digits. Throws std::invalid_argument for flows that no method runs.
  FlowRuns(const std::vector<theorems::FlowDescription>& flows, const theorems::Rational& end, int digits,
           const Deadline& deadline);

  [[nodiscard]] bool complete() const;
  [[nodiscard]] std::string trouble() const;
  [[nodiscard]] bool continuous() const;
  [[nodiscard]] int digits() const { return digits_; }
  [[nodiscard]] theorems::Rational end() const;
  /// How long the computation took.
  [[nodiscard]] double seconds() const { return seconds_; }
  /// How many numbers the runs hold.
  [[nodiscard]] std::size_t size() const;

  /// The values of observables, or of "ddt NAME", at a time (a step number for optimizers).
  [[nodiscard]] std::vector<integrators::Ball> values(const std::vector<std::string>& names,
                                                      const theorems::Rational& time) const;

  /// The name of the observable of the first flow that starts alike: at time 0 both are one number.
  [[nodiscard]] std::string same_at_start(const std::string& name) const;

  /// Where an event lies, with room for the error of its time: what happens within is not looked at.
  struct EventRange {
    theorems::Rational from, to;
  };
  [[nodiscard]] std::vector<EventRange> event_ranges() const;

  /// Step boundaries outside the event ranges and the ends of those, of all flows between two times, ascending.
  [[nodiscard]] std::vector<theorems::Rational> natural_times(const theorems::Rational& from,
                                                              const theorems::Rational& to) const;

 private:
  struct Found {
    std::size_t run;
    std::string observable;
  };
  [[nodiscard]] Found find(const std::string& name) const;
  std::vector<std::pair<std::string, integrators::FlowTrajectory>> runs_;
  std::vector<std::size_t> first_alike_;  // for each run, the first whose flow starts like its own
  int digits_;
  double seconds_ = 0;
};

}  // namespace flowcert::proofs
