#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What all ground claims of one check, over all problems, have come to so far.
class CheckTally {
 public:
  explicit CheckTally(const theorems::GroundCheck& check);

  /// `where`: the problem's number, and the claim's in its check. `chosen`: the problem's finite choices.
  void include(Outcome outcome, const std::string& label,
               const std::vector<std::pair<std::string, std::string>>& chosen,
               std::pair<std::size_t, std::size_t> where);

  [[nodiscard]] bool proved() const { return any_ && result_.verdict.kind() == VerdictKind::proved; }
  [[nodiscard]] bool refuted() const { return any_ && result_.verdict.kind() == VerdictKind::refuted; }
  /// The worst so far, if anything was included.
  [[nodiscard]] std::optional<VerdictKind> kind() const {
    return any_ ? std::optional(result_.verdict.kind()) : std::nullopt;
  }
  [[nodiscard]] CheckResult& result() { return result_; }

 private:
  bool any_ = false;
  CheckResult result_;
};

}  // namespace flowcert::proofs
