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

  /// The values of observables, or of "ddt NAME", at a time (a step number for optimizers). Throws std::out_of_range
  /// for a time that the runs did not reach.
  [[nodiscard]] std::vector<integrators::Ball> values(const std::vector<std::string>& names,
                                                      const theorems::Rational& time) const;

  /// The observables (or "ddt NAME") over the whole run, as a path whose states they are; `dense`. Continuous runs
  /// only. Throws std::invalid_argument for what is no polynomial of the layers' entries over a step: of "off_diagonal"
  /// the state is the square, see in_path_states.
  [[nodiscard]] Path path(const std::vector<std::string>& names) const;

  /// The observable as a term of the states of path(): itself, or the root of its square.
  [[nodiscard]] theorems::Term in_path_states(const std::string& name) const;

  /// The flows' descriptions by their names.
  [[nodiscard]] const theorems::FlowDescription& description(const std::string& flow) const;

  /// The name of the observable of the first flow that starts alike: at time 0 both are one number.
  [[nodiscard]] std::string same_at_start(const std::string& name) const;

 private:
  struct Found {
    std::size_t run;
    std::string observable;
  };
  [[nodiscard]] Found find(const std::string& name) const;
  std::vector<theorems::FlowDescription> flows_;
  std::vector<std::pair<std::string, integrators::FlowTrajectory>> runs_;
  std::vector<std::size_t> first_alike_;  // for each run, the first whose flow starts like its own
  theorems::Rational asked_;
  int digits_;
  double seconds_ = 0;
};

}  // namespace flowcert::proofs
