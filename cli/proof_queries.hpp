#pragma once

#include <filesystem>
#include <string>

#include "proofs_check/result.hpp"

namespace flowcert::cli {

/// Writes the queries behind a proved check to FOLDER/ID/CHECK-1.smt2 and so on, for another solver to repeat: each
/// must come out unsatisfiable. Characters that do not belong in a file's name become '-'. Throws
/// std::filesystem::filesystem_error or std::runtime_error if the folder cannot be written.
void write_queries(const std::filesystem::path& folder, const std::string& id, const proofs::CheckResult& check);

}  // namespace flowcert::cli
