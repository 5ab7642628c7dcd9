#include "cli/commands.hpp"
#include "cli/recheck/recheck_files.hpp"

namespace flowcert::cli {

reports::ExitStatus command_recheck(const Options& options) {
  return static_cast<reports::ExitStatus>(recheck_files(options.words[0], options.quiet));
}

}  // namespace flowcert::cli
