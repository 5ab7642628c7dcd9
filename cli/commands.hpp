#pragma once

#include "cli/options.hpp"
#include "reports/expectation.hpp"

// One function per command. Each prints its own errors of input and returns the program's exit status; what they throw
// is an internal error.
namespace flowcert::cli {

[[nodiscard]] reports::ExitStatus command_check(const Options& options);
[[nodiscard]] reports::ExitStatus command_verify(const Options& options);
[[nodiscard]] reports::ExitStatus command_list(const Options& options);
[[nodiscard]] reports::ExitStatus command_show(const Options& options);
[[nodiscard]] reports::ExitStatus command_new(const Options& options);
[[nodiscard]] reports::ExitStatus command_simulate(const Options& options);
[[nodiscard]] reports::ExitStatus command_recheck(const Options& options);
[[nodiscard]] reports::ExitStatus command_report(const Options& options);

}  // namespace flowcert::cli
