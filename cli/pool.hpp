#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace flowcert::cli {

/// Sends one line to the parent. Called in the worker process.
using Send = std::function<void(const std::string& line)>;

/// What one worker process does.
struct Job {
  std::string name;
  std::function<void(const Send&)> work;
  double seconds = 0;  // it is killed after that long; 0: as long as the pool allows
};

/// How a worker process ended.
struct Ending {
  enum class Kind { finished, crashed, out_of_time, out_of_memory, stopped };
  Kind kind = Kind::finished;
  std::string reason;  // for people; "" when finished
};

struct PoolOptions {
  std::size_t workers = 1;
  double seconds = 60;                     // a worker that runs longer is killed, if its job does not say less
  std::size_t memory_bytes = 4ULL << 30U;  // address space of one worker
};

/// What the parent does with what comes. Called in the parent process, one call at a time.
struct PoolEvents {
  std::function<void(std::size_t job, const std::string& line)> on_line;
  std::function<void(std::size_t job, const Ending& ending)> on_end;
  std::function<void(const std::vector<std::size_t>& running)> on_change;  // which jobs run now; may be empty
};

/// Runs every job in a forked process of its own, at most `workers` at once, in order. A job that crashes, hangs or
/// takes too much memory ends alone; lines that it sent before are delivered. SIGINT or SIGTERM stops all workers:
/// every job that did not finish ends as `stopped`, and the function returns true. Throws std::system_error when no
/// process can be made.
[[nodiscard]] bool run_pool(const std::vector<Job>& jobs, const PoolOptions& options, const PoolEvents& events);

}  // namespace flowcert::cli
