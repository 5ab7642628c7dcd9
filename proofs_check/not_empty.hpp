#pragma once

#include <optional>
#include <string>

#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// That something satisfies a problem's hypotheses: what a positive verdict speaks of. Only show_not_empty() makes one.
class NotEmpty {
 public:
  /// The point, or why none is needed.
  [[nodiscard]] const std::string& shown_by() const { return shown_by_; }

 private:
  explicit NotEmpty(std::string shown_by) : shown_by_(std::move(shown_by)) {}
  std::string shown_by_;
  friend std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const Deadline& deadline);
};

/// A point at which all hypotheses of the problem hold, verified exactly or in balls; nothing where none is found.
/// Hypotheses of a problem whose vectors have symbolic length are not looked at: its samples stand for it.
[[nodiscard]] std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const Deadline& deadline);

}  // namespace flowcert::proofs
