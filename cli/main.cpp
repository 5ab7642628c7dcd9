#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "theorems/language/position.hpp"

namespace cli = flowcert::cli;
using flowcert::reports::ExitStatus;

namespace {

using Command = std::function<ExitStatus(const cli::Options&)>;

ExitStatus run(const cli::CommandLine& line) {
  static const std::map<std::string, Command> commands = {
      {"check", cli::command_check},  {"verify", cli::command_verify}, {"list", cli::command_list},
      {"show", cli::command_show},    {"new", cli::command_new},       {"simulate", cli::command_simulate},
      {"recheck", cli::command_recheck}, {"report", cli::command_report}};
  try {
    return commands.at(line.command)(line.options);
  } catch (const flowcert::theorems::InputError& error) {
    for (const auto& diagnostic : error.diagnostics()) std::fputs((to_text(diagnostic) + "\n").c_str(), stderr);
    return ExitStatus::wrong_input;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "flowcert: internal error: %s\n", error.what());
    return ExitStatus::internal_error;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const cli::CommandLine line = cli::parse_command_line(argc, argv);
  std::fputs(line.output.c_str(), stdout);
  std::fputs(line.error.c_str(), stderr);
  if (line.command.empty()) return line.status;
  const int status = static_cast<int>(run(line));
  // Results that could not be written are lost results.
  if (std::fflush(stdout) != 0) {
    std::perror("flowcert: standard output");
    return static_cast<int>(ExitStatus::internal_error);
  }
  return status;
}
