#pragma once

#include <functional>
#include <vector>

#include "cli/claim_files.hpp"
#include "cli/options.hpp"
#include "reports/records.hpp"

namespace flowcert::cli {

/// What is told while claims are decided.
struct Progress {
  std::function<void(const reports::ClaimRecord&)> on_claim;  // a claim is finished
  std::function<void(std::size_t done, std::size_t all, const std::string& running)> on_change;
};

/// Decides every claim that was read, each in a worker process of its own, and adds claims and errors to `run` in the
/// order of `files`. Files with errors add their errors; a second file with an id that an earlier one has is an error.
/// Whatever happens to a worker, the checks that it decided are kept and the others are undecided with the reason.
void decide_all(const std::vector<ReadFile>& files, const Options& options, const Progress& progress,
                reports::RunRecord& run);

}  // namespace flowcert::cli
