#pragma once

#include <algorithm>
#include <chrono>

namespace flowcert::proofs {

/// A point in time that a method must not work beyond. A value; cheap to copy.
class Deadline {
 public:
  static Deadline in(double seconds) {
    return Deadline(Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds)));
  }
  [[nodiscard]] double left() const { return std::chrono::duration<double>(at_ - Clock::now()).count(); }
  [[nodiscard]] bool passed() const { return left() <= 0; }
  /// The earlier of this deadline and `share` of what is left.
  [[nodiscard]] Deadline share(double share) const { return in(std::max(0.0, left()) * share); }
  /// The earlier of this deadline and so many seconds from now.
  [[nodiscard]] Deadline within(double seconds) const { return in(std::min(std::max(0.0, left()), seconds)); }

 private:
  using Clock = std::chrono::steady_clock;
  explicit Deadline(Clock::time_point at) : at_(at) {}
  Clock::time_point at_;
};

}  // namespace flowcert::proofs
