#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/records.hpp"

namespace flowcert::cli {

/// Claim files, sorted within each folder, each once, in the order in which the command line names them.
struct FileList {
  std::vector<std::filesystem::path> files;
  std::vector<theorems::Diagnostic> errors;  // what does not exist or holds no claim file
};

/// Files as they are named; folders stand for the *.toml below them.
[[nodiscard]] FileList claim_files(const std::vector<std::string>& names);

/// Whether an id matches a pattern: the id itself, a part of it that ends at '/' or '-' boundaries ("2603.00742",
/// "2603.00742/A7"), or a shell pattern with * ? [ ].
[[nodiscard]] bool id_matches(const std::string& id, const std::string& pattern);

/// What the reader made of one file.
struct ReadFile {
  std::filesystem::path path;
  reports::ClaimRecord claim;                // head, hypotheses and text; without checks
  std::vector<theorems::Diagnostic> errors;  // not empty: the file is no claim
};

/// Reads the files in worker processes, so that no file can take the program with it. A file whose reader crashed or
/// did not come to an end has `claim.internal_error`. `interrupted` is set when SIGINT or SIGTERM came; the rest is
/// then missing.
[[nodiscard]] std::vector<ReadFile> read_files(const std::vector<std::filesystem::path>& files, int jobs,
                                               bool& interrupted);

}  // namespace flowcert::cli
