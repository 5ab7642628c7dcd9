#pragma once

#include <optional>
#include <string>

#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// That something satisfies a problem's hypotheses (and lies in a claim's ranges): what a positive verdict speaks of.
/// Only show_not_empty() makes one.
class NotEmpty {
 public:
  /// The point, or why none is needed.
  [[nodiscard]] const std::string& shown_by() const { return shown_by_; }

 private:
  explicit NotEmpty(std::string shown_by) : shown_by_(std::move(shown_by)) {}
  std::string shown_by_;
  friend std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const Deadline& deadline);
  friend std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                                const Deadline& deadline);
  friend std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                                const theorems::GroundClaim& claim, const Deadline& deadline);
};

/// A point at which all hypotheses of the problem hold, verified exactly or in balls; nothing where none is found.
/// Hypotheses of a problem whose vectors have symbolic length are not looked at: its samples stand for it.
[[nodiscard]] std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const Deadline& deadline);

/// The same for the ranges of the claim's variables, and for the range of each quantifier in it together with those
/// around it. Ranges whose ends are numbers were looked at when the file was read. That a range is not seen to be empty
/// does not do: the search for a contradiction may have been too short.
[[nodiscard]] std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem,
                                                     const theorems::GroundClaim& claim, const Deadline& deadline);

/// The same for one of a check's claims. With the limit of a parameter the ranges are to have points at all of its
/// values near the limit.
[[nodiscard]] std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem,
                                                     const theorems::GroundCheck& check,
                                                     const theorems::GroundClaim& claim, const Deadline& deadline);

}  // namespace flowcert::proofs
