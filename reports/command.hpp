#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// The command, typed in the project's folder, that decides this claim again: by its id for a claim of the catalogue
/// (its file lies below theorems/catalogue), else by its file.
[[nodiscard]] std::string reproducing_command(const ClaimRecord& claim);

/// `text` as one word for a POSIX shell.
[[nodiscard]] std::string shell_word(const std::string& text);

}  // namespace flowcert::reports
