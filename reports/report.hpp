#pragma once

#include <filesystem>

#include "reports/records.hpp"

namespace flowcert::reports {

/// Makes the folder and its parents. Throws theorems::InputError naming it when that cannot be.
void make_folder(const std::filesystem::path& folder);

/// Writes the report in all its formats (formats/list.hpp) into the folder, all from the record alone. Throws
/// theorems::InputError naming the file that cannot be written.
void write_report(const RunRecord& run, const std::filesystem::path& folder);

/// The records of several runs as one: claims in natural order of their ids (stable), machines' names joined.
[[nodiscard]] RunRecord merged(std::vector<RunRecord> runs);

}  // namespace flowcert::reports
