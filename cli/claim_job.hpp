#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/pool.hpp"
#include "reports/records.hpp"

namespace flowcert::cli {

/// The worker's side: reads the file, sends the list of its checks, then each check as it is decided, then the whole.
/// One JSON object per line: {"plan": [...]}, {"check": {...}}, {"certificate": {...}}, {"claim": {...}},
/// {"errors": [...]} or {"internal_error": "..."}.
void decide_in_worker(const std::filesystem::path& file, const Options& options, const Send& send);

/// The parent's side: gathers one worker's lines into the claim's record.
class ClaimInbox {
 public:
  explicit ClaimInbox(reports::ClaimRecord claim) : claim_(std::move(claim)) {}

  void take(const std::string& line);

  /// The worker has ended. What it did not decide becomes undecided with the reason; a crash is an internal error.
  void close(const Ending& ending, double seconds);

  [[nodiscard]] const reports::ClaimRecord& claim() const { return claim_; }
  [[nodiscard]] const std::vector<theorems::Diagnostic>& errors() const { return errors_; }
  /// The proofs' steps as JSON text, if there are any.
  [[nodiscard]] const std::string& certificate() const { return certificate_; }

 private:
  void take_check(reports::CheckRecord check);
  /// Checks that the file has and the result has not: undecided.
  void add_forgotten(const std::vector<reports::CheckRecord>& plan);

  reports::ClaimRecord claim_;
  std::vector<bool> decided_;  // beside claim_.checks
  std::vector<theorems::Diagnostic> errors_;
  std::string certificate_;
  bool complete_ = false;
};

}  // namespace flowcert::cli
