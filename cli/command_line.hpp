#pragma once

#include <string>

#include "cli/options.hpp"

namespace flowcert::cli {

/// A command line that was understood: which command, or what to print instead and the status to end with.
struct CommandLine {
  std::string command;  // "" when there is nothing to do but print
  Options options;
  int status = 0;
  std::string output, error;
};

/// Understands the program's arguments. Does not print, does not exit, opens no file.
[[nodiscard]] CommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace flowcert::cli
