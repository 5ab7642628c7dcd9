#pragma once

#include <vector>

#include "cli/claim_files.hpp"
#include "cli/options.hpp"

namespace flowcert::cli {

/// The catalogue's files whose ids match one of the words (all of them without words), by id in natural order (A2
/// before A10). Files are named from the project's folder ("theorems/catalogue/..."), wherever that is. Files that
/// cannot be read are kept, with their errors. A pattern that matches nothing adds an error.
[[nodiscard]] std::vector<ReadFile> read_catalogue(const Options& options, std::vector<theorems::Diagnostic>& errors,
                                                   bool& interrupted);

}  // namespace flowcert::cli
