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
  /// What has been found by this deadline may be checked until a later one.
  [[nodiscard]] Deadline with_reserve(const Deadline& later) const {
    Deadline result = *this;
    result.reserve_ = later.at_;
    return result;
  }
  /// The later one of with_reserve(), or this deadline.
  [[nodiscard]] Deadline reserve() const { return Deadline(std::max(at_, reserve_)); }
  /// The earlier of this deadline and `share` of what is left.
  [[nodiscard]] Deadline share(double share) const { return kept(in(std::max(0.0, left()) * share)); }
  /// The earlier of this deadline and so many seconds from now.
  [[nodiscard]] Deadline within(double seconds) const { return kept(in(std::min(std::max(0.0, left()), seconds))); }

 private:
  using Clock = std::chrono::steady_clock;
  explicit Deadline(Clock::time_point at) : at_(at), reserve_(at) {}
  [[nodiscard]] Deadline kept(Deadline shorter) const {
    if (reserve_ > at_) shorter.reserve_ = reserve_;
    return shorter;
  }
  Clock::time_point at_, reserve_;
};

}  // namespace flowcert::proofs
