#pragma once

#include <string>

#include "cli/options.hpp"
#include "reports/records.hpp"

namespace flowcert::cli {

/// A record of a run that begins now, on this machine, with these options; without claims.
[[nodiscard]] reports::RunRecord begin_run(const Options& options);

}  // namespace flowcert::cli
