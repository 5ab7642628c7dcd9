#pragma once

#include <algorithm>
#include <utility>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/prove.hpp"

namespace flowcert::proofs {

/// The exact methods' attempts at one claim. Most claims that can be proved are proved at once, and only for the others
/// is it worth while to look for a witness before a longer attempt; none of which is made where the methods gave up
/// with time left.
class ProofAttempts {
 public:
  /// The time for the first attempt.
  [[nodiscard]] static Deadline quick(const Deadline& whole) {
    constexpr double most_seconds = 4, least_seconds = 1;
    const double seconds = std::clamp(0.1 * whole.left(), least_seconds, most_seconds);
    constexpr double most_to_confirm = 0.4;  // of the whole, to have what was found confirmed
    return whole.share(0.3).within(seconds).with_reserve(whole.share(most_to_confirm));
  }

  template <class Prove>
  [[nodiscard]] ExactOutcome make(const Deadline& deadline, Prove&& prove) {
    constexpr double unhurried = 0.8;  // of the time was left
    const double budget = deadline.left();
    ExactOutcome result = prove(deadline);
    exhausted_ = !result.evidence && deadline.left() > unhurried * budget;
    // Which step met the end of the time differs from run to run: not for a report.
    if (!result.evidence && deadline.passed()) result.reason = "the time is up";
    return result;
  }

  /// More time would not help.
  [[nodiscard]] bool exhausted() const { return exhausted_; }

 private:
  bool exhausted_ = false;
};

}  // namespace flowcert::proofs
