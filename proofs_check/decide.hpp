#pragma once

#include <functional>
#include <string>
#include <vector>

#include "proofs_check/result.hpp"
#include "theorems/language/claim_file.hpp"

namespace flowcert::proofs {

struct DecideOptions {
  int digits = 50;                                       // for checks that do not say
  double budget_seconds = 60;                            // for the whole claim
  theorems::Method least = theorems::Method::automatic;  // --method: at least that strong
  /// Called as each check is decided, so that a run that is stopped keeps what was decided.
  std::function<void(const CheckResult&)> on_check;
};

struct ClaimResult {
  theorems::Head head;
  Verdict verdict;
  std::vector<CheckResult> checks;  // steps and checks, in the file's order
  double seconds = 0;
};

/// Decides every check of a claim within the budget. Never throws for mathematical reasons; InputError passes through.
[[nodiscard]] ClaimResult decide(const theorems::ClaimFile& claim, const DecideOptions& options);

}  // namespace flowcert::proofs
