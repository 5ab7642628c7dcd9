#include "cli/machine.hpp"

#include <sys/utsname.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>

#include "reports/version.hpp"

namespace flowcert::cli {

namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

/// "name version;name version", as the build found them.
std::vector<std::pair<std::string, std::string>> parts() {
  std::vector<std::pair<std::string, std::string>> result;
  std::istringstream list(FLOWCERT_PARTS);
  for (std::string part; std::getline(list, part, ';');) {
    const std::size_t space = part.rfind(' ');
    if (space != std::string::npos) result.emplace_back(part.substr(0, space), part.substr(space + 1));
  }
  if (const char* commit = std::getenv("FLOWCERT_COMMIT"); commit != nullptr && *commit != '\0')
    result.emplace_back("commit", commit);
  return result;
}

}  // namespace

reports::RunRecord begin_run(const Options& options) {
  reports::RunRecord run;
  run.version = reports::version();
  run.started = now();
  run.options = {options.digits, options.budget_seconds, options.jobs, to_text(options.method)};
  utsname system{};
  if (uname(&system) == 0)
    run.machine.system = std::string(system.sysname) + " " + system.release + " " + system.machine;
  run.machine.processor = processor();
  run.machine.cores = static_cast<int>(std::thread::hardware_concurrency());
  run.machine.parts = parts();
  return run;
}

}  // namespace flowcert::cli
