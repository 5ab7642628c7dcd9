#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "proofs_check/along/flow_run.hpp"

namespace flowcert::proofs {

/// The last complete runs, so that the checks and index choices of one claim file, which ask for the same runs one
/// after the other, do not compute them again. Found by the complete text of the flows' descriptions.
class FlowMemory {
 public:
  /// The runs of these flows to `end` or beyond at `digits` digits: remembered, or made until the deadline.
  [[nodiscard]] std::shared_ptr<const FlowRuns> runs(const std::vector<theorems::FlowDescription>& flows,
                                                     const theorems::Rational& end, int digits,
                                                     const Deadline& deadline);
  [[nodiscard]] bool remembers(const std::vector<theorems::FlowDescription>& flows, const theorems::Rational& end,
                               int digits) const;

 private:
  struct Entry {
    std::string key;
    theorems::Rational end;
    std::shared_ptr<const FlowRuns> runs;
  };
  [[nodiscard]] std::list<Entry>::const_iterator find(const std::string& key, const theorems::Rational& end) const;
  static constexpr std::size_t most_numbers = 3'000'000;  // kept in all entries together
  std::list<Entry> entries_;                              // latest first
};

/// What it says of the model and of where it starts: flows with equal texts have equal observables at time 0.
[[nodiscard]] std::string start_description(const theorems::FlowDescription& flow);

/// Everything that a description says, as text: equal texts mean equal flows.
[[nodiscard]] std::string description_text(const theorems::FlowDescription& flow);

}  // namespace flowcert::proofs
